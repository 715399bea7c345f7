/**
 * What those who work here hear all at once, at times of their own, in place of mail after mail. Owns the table digest_line.
 */
@NullMarked
package dev.makegood.notification.digest;

import org.jspecify.annotations.NullMarked;

/**
 * What puts it right: offered, answered, taken back or delivered; and what colleagues are asked to grant.
 * Owns the tables remedy and asked_grant.
 */
@NullMarked
package dev.makegood.recovery.remedy;

import org.jspecify.annotations.NullMarked;

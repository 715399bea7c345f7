/**
 * Lists by keyset: opaque cursors, a limit, a Link to the next page.
 */
@NullMarked
package dev.makegood.chassis.paging;

import org.jspecify.annotations.NullMarked;

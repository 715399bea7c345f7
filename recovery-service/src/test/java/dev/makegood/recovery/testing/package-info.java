/** What the tests of this service stand on: what the other services tell it, what people do, what it tells in turn. */
@NullMarked
package dev.makegood.recovery.testing;

import org.jspecify.annotations.NullMarked;

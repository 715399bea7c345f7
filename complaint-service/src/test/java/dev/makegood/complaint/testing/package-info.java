/** What the tests of this service stand on. */
@NullMarked
package dev.makegood.complaint.testing;

import org.jspecify.annotations.NullMarked;

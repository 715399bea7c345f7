/**
 * The local stack, started for real.
 * Only its own parts are tested here; the services have their own tests.
 */
@NullMarked
package dev.makegood.local;

import org.jspecify.annotations.NullMarked;

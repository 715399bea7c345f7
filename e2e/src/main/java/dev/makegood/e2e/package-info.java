/** Makegood from outside: the packaged services as processes, real backends, and clients as its users have them. */
@NullMarked
package dev.makegood.e2e;

import org.jspecify.annotations.NullMarked;

/**
 * What a service keeps beside its own tables, of people who are to be forgotten.
 */
@NullMarked
package dev.makegood.chassis.erasure;

import org.jspecify.annotations.NullMarked;

/**
 * Words for people: ICU message bundles in every language.
 */
@NullMarked
package dev.makegood.chassis.text;

import org.jspecify.annotations.NullMarked;

/** What pages for people without an account have in common: how they are protected, which language they speak, what was written. */
@NullMarked
package dev.makegood.chassis.page;

import org.jspecify.annotations.NullMarked;

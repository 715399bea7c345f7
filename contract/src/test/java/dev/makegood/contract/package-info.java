@NullMarked
package dev.makegood.contract;

import org.jspecify.annotations.NullMarked;

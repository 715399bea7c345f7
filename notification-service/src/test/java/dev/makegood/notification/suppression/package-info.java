@NullMarked
package dev.makegood.notification.suppression;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.makegood.notification.delivery;

import org.jspecify.annotations.NullMarked;

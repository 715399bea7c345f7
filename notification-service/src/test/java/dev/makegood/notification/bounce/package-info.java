@NullMarked
package dev.makegood.notification.bounce;

import org.jspecify.annotations.NullMarked;

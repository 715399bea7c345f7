@NullMarked
package dev.makegood.notification.recipient;

import org.jspecify.annotations.NullMarked;

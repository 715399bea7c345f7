@NullMarked
package dev.makegood.notification.message;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.makegood.notification.digest;

import org.jspecify.annotations.NullMarked;

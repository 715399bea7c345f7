@NullMarked
package dev.makegood.notification.webhook;

import org.jspecify.annotations.NullMarked;

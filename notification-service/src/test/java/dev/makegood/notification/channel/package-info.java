@NullMarked
package dev.makegood.notification.channel;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.makegood.notification.feed;

import org.jspecify.annotations.NullMarked;

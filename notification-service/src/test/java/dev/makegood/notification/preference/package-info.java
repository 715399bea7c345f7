@NullMarked
package dev.makegood.notification.preference;

import org.jspecify.annotations.NullMarked;

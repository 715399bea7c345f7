@NullMarked
package dev.makegood.notification.mail;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.makegood.notification.sms;

import org.jspecify.annotations.NullMarked;

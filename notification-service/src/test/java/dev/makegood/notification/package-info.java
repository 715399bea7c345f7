/** What the tests of this service share: events as they come from Kafka, and the mails that they cause. */
@NullMarked
package dev.makegood.notification;

import org.jspecify.annotations.NullMarked;

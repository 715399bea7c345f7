package dev.makegood.notification.delivery;

import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.notification.message.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is to hear of an event.
 *
 * @param about what it tells of, by its id
 */
record Tiding(To to, @Nullable UUID about, Message message) {

    /** Who hears it. */
    sealed interface To {}

    /** Who complained, or who speaks for them. */
    record TheCustomer() implements To {}

    /** Somebody who works here. */
    record Colleague(Person person) implements To {}

    /** Who holds a leg. */
    record Holder(Party party) implements To {}
}

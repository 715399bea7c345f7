package dev.makegood.chassis.inbox;

import dev.makegood.contract.Event;
import dev.makegood.contract.Topic;
import java.util.UUID;

/**
 * Takes in the events of one topic. Every bean of this type is fed from the start of the service: each event once, those of one
 * key in order and without gaps, inside the transaction that also remembers that the event was taken in.
 *
 * @param <E> the topic's sealed family
 */
public interface Listener<E extends Event> {

    /** Where it listens. */
    Topic topic();

    /**
     * The event's effect. Whatever this throws undoes the effect; if it goes on throwing while the database answers, the event is
     * set aside with the reason, and later events of its key wait behind it.
     *
     * @param id the event's own, for effects that must be unique per event
     */
    void on(E event, UUID id);
}

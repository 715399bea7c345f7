package dev.makegood.notification.channel;

import dev.makegood.contract.Medium;
import dev.makegood.notification.recipient.Recipient;
import java.util.Optional;

/** A way of reaching people. Every bean of this type is fed with what is due on its medium, each on threads of its own. */
public interface Channel {

    /** Which medium it serves. Each has one channel. */
    Medium medium();

    /** Where this person is reached; empty if they are not. */
    Optional<Destination> destination(Recipient recipient);

    /** Hands a message over, and says what became of that. Blocks, within timeouts of its own; throws nothing that it can foresee. */
    Answer send(Parcel parcel);

    /** How much at once, and how fast. */
    Pace pace();

    /** When what was deferred is tried again, and when no more. */
    Backoff backoff();
}

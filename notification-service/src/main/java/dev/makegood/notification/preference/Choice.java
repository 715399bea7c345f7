package dev.makegood.notification.preference;

import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.recipient.Recipient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** By which medium somebody hears something, and when. Pure: it knows what people said and what the message is, and nothing else. */
public final class Choice {

    private Choice() {}

    /**
     * The media by which this person is to hear this, the best first; the others are tried in turn where one fails. Whether they can
     * be reached by a medium at all is not looked at.
     */
    public static List<Medium> media(MessageKind kind, Recipient recipient, Preference preference) {
        return List.of(Medium.EMAIL);
    }

    /** Until when this must wait, because they do not want to be disturbed now; empty if it may leave. */
    public static Optional<Instant> quietUntil(
            MessageKind kind, Medium medium, Recipient recipient, Preference preference, Instant now) {
        return Optional.empty();
    }
}

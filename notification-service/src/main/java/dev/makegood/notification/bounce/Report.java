package dev.makegood.notification.bounce;

import java.util.List;
import java.util.Optional;

/**
 * What a mail reports of another one. None of it is trusted.
 *
 * @param words why, as the other side says it
 * @param addresses where the report went and where the other mail was to come back to: one of them may name the delivery
 * @param messageId of the other mail, if it is told
 */
record Report(Kind kind, String status, String words, List<String> addresses, Optional<String> messageId) {

    /** What is reported. */
    enum Kind {
        /** It could not be delivered. */
        FAILED,
        /** It is still being tried. */
        DELAYED,
        /** It is in its reader's mailbox. */
        DELIVERED,
        /** Its reader did not want it. */
        COMPLAINT,
        /** Nothing that matters: it was passed on, or this is somebody's answer or no report at all. */
        NOTHING
    }
}

package dev.makegood.notification.message;

import java.time.Instant;
import java.util.UUID;

/** Something to tell a department or a partner that holds a leg. Of the customer it says nothing: that is in the packet. */
public sealed interface ForParty extends Message {

    @Override
    default MessageKind kind() {
        return switch (this) {
            case LegRequested m -> MessageKind.LEG_REQUESTED;
            case LegReopened m -> MessageKind.LEG_REOPENED;
            case LegWithdrawn m -> MessageKind.LEG_WITHDRAWN;
            case LegAnswered m -> MessageKind.LEG_ANSWERED;
            case LegLinked m -> MessageKind.LEG_LINKED;
        };
    }

    /** They are asked to do something. */
    record LegRequested(String by, String work, Instant dueAt) implements ForParty {}

    /** What they did was not enough, or they are needed after all. */
    record LegReopened(String by, String reason) implements ForParty {}

    /** They are needed no longer. */
    record LegWithdrawn(String by, String reason) implements ForParty {}

    /** What they asked is answered. */
    record LegAnswered(String by, String answer) implements ForParty {}

    /**
     * They see their leg by a link. It is derived as it is written, and kept nowhere.
     *
     * @param generation the how manieth link of this leg it is
     * @param until until when it opens the leg
     */
    record LegLinked(String by, UUID leg, int generation, Instant until) implements ForParty {}
}

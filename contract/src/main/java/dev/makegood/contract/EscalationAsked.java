package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer wants somebody above the owner to look at it. */
public record EscalationAsked(UUID complaintId, @Nullable String words, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

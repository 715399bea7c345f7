package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer wants nothing more done about it. */
public record ComplaintWithdrawn(UUID complaintId, @Nullable String words, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

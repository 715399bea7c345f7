package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer said: yes, it is put right. */
public record RecoveryConfirmed(UUID complaintId, @Nullable String words, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

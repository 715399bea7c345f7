package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * They were not about one thing: each goes its own way again.
 *
 * @param complaintId the one that was absorbed
 * @param from the one that it was absorbed by
 */
public record ComplaintsUnmerged(UUID complaintId, UUID from, Person by, String reason, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * Two complaints are about one thing: from now on one journey answers both. Nothing is lost, and it can be undone.
 *
 * @param complaintId the one that is absorbed
 * @param into the one that goes on
 */
public record ComplaintsMerged(UUID complaintId, UUID into, String intoReference, Person by, String reason, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

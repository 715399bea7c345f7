package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The customer took what was offered, or did not. */
public record OfferAnswered(UUID complaintId, UUID remedyId, boolean accepted, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

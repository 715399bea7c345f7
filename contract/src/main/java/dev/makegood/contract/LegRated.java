package dev.makegood.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The customer said how one leg was. A later one about the same leg replaces it.
 *
 * @param satisfaction from 1 to 5, 5 being best
 * @param emotions what they say that they felt
 */
public record LegRated(UUID complaintId, UUID legId, int satisfaction, List<Emotion> emotions, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

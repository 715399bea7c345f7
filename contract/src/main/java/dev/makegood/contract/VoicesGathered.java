package dev.makegood.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What customers told us in a week, for everybody here to read: how many voices, and about what.
 *
 * @param from the beginning of that week
 * @param until its end, which does not belong to it
 */
public record VoicesGathered(UUID digestId, Instant from, Instant until, int voices, List<Heard> byProduct, Instant at)
        implements ComplaintEvent {

    /** How many voices were about this. */
    public record Heard(String what, int voices) {}

    @Override
    public UUID key() {
        return digestId;
    }
}

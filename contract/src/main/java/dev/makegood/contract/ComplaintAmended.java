package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a complaint changed: whose it is, who speaks for them, what it is about, when it happened. Never its words.
 *
 * @param representative who speaks for the customer, with their consent, and is written to instead
 */
public record ComplaintAmended(
        UUID complaintId,
        Customer customer,
        @Nullable Customer representative,
        @Nullable String product,
        @Nullable Instant occurredAt,
        Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

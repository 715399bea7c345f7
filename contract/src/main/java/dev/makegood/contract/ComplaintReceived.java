package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer complained, and it is on file.
 *
 * @param linkGeneration which generation of the customer's link to their status page is valid; it grows when links are revoked
 * @param verbatim the customer's own words, never edited
 * @param takenInPerson whether an agent took it by phone or face to face; that agent then is the owner
 * @param owner who owns it from the instant of its receipt: whoever took it, else the duty lead
 */
public record ComplaintReceived(
        UUID complaintId,
        String reference,
        int linkGeneration,
        Customer customer,
        String verbatim,
        @Nullable String desiredOutcome,
        Channel channel,
        @Nullable String product,
        @Nullable Instant occurredAt,
        boolean takenInPerson,
        Person owner,
        Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

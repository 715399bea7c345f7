package dev.makegood.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer complained, and it is on file.
 *
 * @param linkGeneration which generation of the customer's link to their status page is valid; it grows when links are revoked
 * @param verbatim the customer's own words, never edited
 * @param takenInPerson whether an agent took it by phone or face to face; that agent then is the owner
 * @param owner who owns it from the instant of its receipt: whoever took it, else the duty lead
 * @param emotions what they said that they feel
 * @param representative who speaks for the customer, with their consent, and is written to instead
 * @param problemId the known problem that they said is theirs too
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
        @Nullable List<Emotion> emotions,
        @Nullable Customer representative,
        @Nullable UUID problemId,
        Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody here answered the customer, who is to get it now.
 *
 * @param files how many files wait on the customer's page with it
 */
public record ReplyWritten(UUID complaintId, UUID messageId, Person by, String words, int files, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

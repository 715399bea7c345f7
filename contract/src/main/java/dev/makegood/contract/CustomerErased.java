package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person is to be forgotten: everything that tells who they are or what they said. What can be counted stays.
 *
 * @param complaintId one of their complaints, in the order of its events; absent when it is about the customer's own record
 */
public record CustomerErased(UUID customerId, @Nullable UUID complaintId, Instant at) implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId == null ? customerId : complaintId;
    }
}

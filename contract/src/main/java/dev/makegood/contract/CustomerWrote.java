package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * The customer said something more, by whatever channel.
 *
 * @param files how many files came with it
 */
public record CustomerWrote(UUID complaintId, UUID messageId, Channel channel, String words, int files, Instant at)
        implements ComplaintEvent {

    @Override
    public UUID key() {
        return complaintId;
    }
}

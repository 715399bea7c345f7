package dev.makegood.notification.feed;

import dev.makegood.notification.message.MessageKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a colleague is told.
 *
 * @param number counts up, for each person
 * @param complaintId what it is about; absent where it is about no complaint
 * @param reference what that goes by
 */
public record Entry(
        long number,
        Instant at,
        MessageKind kind,
        @Nullable UUID complaintId,
        @Nullable String reference,
        String title,
        String text) {}

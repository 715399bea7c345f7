package dev.makegood.chassis.outbox;

import dev.makegood.contract.Topic;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer gave up on, as it arrived.
 *
 * @param topic where it stood
 * @param key its key, if that could be read
 * @param reason what was wrong with it, for people
 */
public record DeadLetter(
        UUID eventId,
        Topic topic,
        String type,
        @Nullable UUID key,
        byte[] body,
        @Nullable String traceparent,
        String consumer,
        String reason) {}

package dev.makegood.chassis.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** What stands around an event's body on the wire, as CloudEvents' binary mode has it. */
record Envelope(
        UUID id,
        String type,
        UUID key,
        long sequence,
        @Nullable String traceparent,
        Instant occurredAt,
        byte[] body) {

    /** Reads the headers of a record that a service of ours published. */
    static Envelope of(ConsumerRecord<String, byte[]> message) throws Unreadable {
        if (message.value() == null) {
            throw new Unreadable("no body");
        }
        try {
            return new Envelope(
                    UUID.fromString(required(message, "ce_id")),
                    required(message, "ce_type"),
                    key(message),
                    Long.parseLong(required(message, "ce_sequence")),
                    header(message, "traceparent"),
                    OffsetDateTime.parse(required(message, "ce_time")).toInstant(),
                    message.value());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new Unreadable("bad envelope: " + e.getMessage());
        }
    }

    private static UUID key(ConsumerRecord<String, byte[]> message) throws Unreadable {
        if (message.key() == null) {
            throw new Unreadable("no key");
        }
        return UUID.fromString(message.key());
    }

    private static String required(ConsumerRecord<String, byte[]> message, String name) throws Unreadable {
        var value = header(message, name);
        if (value == null) {
            throw new Unreadable("no header " + name);
        }
        return value;
    }

    static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** An id for what carries none that can be read: the same each time that the record is read again. */
    static UUID idOfUnreadable(ConsumerRecord<String, byte[]> message) {
        var place = "%s/%d/%d".formatted(message.topic(), message.partition(), message.offset());
        return UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8));
    }

    /** Not an event, or not one that this service can read. It will not become one by waiting. */
    static final class Unreadable extends Exception {
        Unreadable(String reason) {
            super(reason);
        }
    }
}

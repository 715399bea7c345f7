package dev.makegood.chassis.inbox;

import dev.makegood.chassis.rest.CleanText;
import dev.makegood.chassis.rest.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
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

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

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
                    sequence(required(message, "ce_sequence")),
                    traceparent(message),
                    Times.parse(required(message, "ce_time")),
                    message.value());
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new Unreadable("bad envelope: " + e.getMessage());
        }
    }

    private static long sequence(String text) throws Unreadable {
        long sequence = Long.parseLong(text);
        if (sequence < 1) {
            throw new Unreadable("bad envelope: a key's events are numbered from 1");
        }
        return sequence;
    }

    /** What is no trace is left out: it is no reason to refuse an event. */
    private static @Nullable String traceparent(ConsumerRecord<String, byte[]> message) {
        var given = header(message, "traceparent");
        return given != null && TRACEPARENT.matcher(given).matches() ? given : null;
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
        if (!CleanText.isClean(value)) {
            throw new Unreadable("bad envelope: " + name + " holds what no text holds");
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

package dev.makegood.recovery.evidence;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One link of a journey's chain. Hashes are in lower-case hexadecimal digits.
 *
 * @param sequence from 1, without a gap; the event's own {@code ce_sequence}
 * @param eventId the event's {@code ce_id}
 * @param type the event's {@code ce_type}
 * @param body the event's JSON as it was sent, to the byte; absent once personal data has left
 * @param salt what the digest begins with; leaves with the body
 * @param bodyDigest SHA-256 of the salt and the body's UTF-8 bytes
 * @param previousHash the hash of the entry before it; 64 zeros before the first
 */
public record Entry(
        UUID journeyId,
        long sequence,
        UUID eventId,
        String type,
        Instant at,
        @Nullable String body,
        @Nullable String salt,
        String bodyDigest,
        String previousHash,
        String hash) {}

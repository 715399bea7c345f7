package dev.makegood.complaint.attachment;

import dev.makegood.contract.Person;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that belongs to a complaint.
 *
 * @param messageId what it came with, or was sent with
 * @param name cleaned: no path, nothing that does not show
 * @param type what its content is, whatever was said about it
 * @param digest SHA-256 of what is kept, in hexadecimal
 * @param width of an image
 * @param byCustomer whether it came from the customer
 * @param by who of us put it there
 */
public record Attachment(
        UUID id,
        UUID complaintId,
        @Nullable UUID messageId,
        String name,
        String type,
        long size,
        String digest,
        @Nullable Integer width,
        @Nullable Integer height,
        boolean byCustomer,
        @Nullable Person by,
        Instant at,
        State state,
        @Nullable Removal removal) {

    /** What is known of it. */
    public enum State {
        /** No malware scanner is in use. */
        UNSCANNED,
        /** The scanner has not looked at it yet. */
        PENDING,
        CLEAN,
        /** The scanner found something; the bytes are gone. */
        INFECTED,
        /** The store does not have its bytes. */
        LOST,
        REMOVED
    }

    /** Who took it away, and why. */
    public record Removal(Person by, String reason, Instant at) {}
}

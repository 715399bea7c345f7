package dev.makegood.recovery.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a journey's entries hang together, and whether they do. The same is said in words at {@link #ALGORITHM}, which every pack
 * carries, so that whoever has a pack can verify it without us; {@code ./run verify-evidence} does, with code of its own.
 */
public final class Chain {

    static final String START = "0".repeat(64);

    static final String ALGORITHM = """
            bodyDigest = SHA-256(bytes of salt, then body in UTF-8). \
            hash = SHA-256(UTF-8 of these lines, each ended by a line feed: journeyId, sequence, eventId, type, at, bodyDigest, \
            previousHash). The first previousHash is 64 zeros, every other one is the hash of the entry before; sequence \
            counts from 1. An entry whose body and salt are both gone was erased: its digest still stands in the chain.""";

    private static final HexFormat HEX = HexFormat.of();

    private final UUID journey;
    private long entries;
    private String head = START;
    private @Nullable Break broken;

    Chain(UUID journey) {
        this.journey = journey;
    }

    /** A chain that goes on from here. */
    Chain(UUID journey, long entries, String head) {
        this.journey = journey;
        this.entries = entries;
        this.head = head;
    }

    /**
     * Where a chain does not hold.
     *
     * @param sequence the entry that is not as it was written, or that is missing
     */
    public record Break(long sequence, String why) {}

    /** The next entry. */
    Entry add(UUID eventId, String type, Instant at, String body, byte[] salt) {
        var digest = digest(salt, body);
        var hash = hash(journey, entries + 1, eventId, type, at, digest, head);
        var entry = new Entry(journey, entries + 1, eventId, type, at, body, HEX.formatHex(salt), digest, head, hash);
        entries++;
        head = hash;
        return entry;
    }

    /** Looks at what is said to be the next entry. The first break is kept; what comes after it proves nothing. */
    void verify(Entry entry) {
        if (broken == null) {
            var why = whyNot(entry);
            if (why != null) {
                broken = new Break(entries + 1, why);
            }
            entries++;
            head = entry.hash();
        }
    }

    /** So many were told before and after the entries were read: there can be neither fewer nor more of them. */
    void verifyLength(long atLeast, long atMost) {
        if (broken == null && (entries < atLeast || entries > atMost)) {
            broken = new Break(
                    Math.min(entries, atMost) + 1, "%d events were told, %d are kept".formatted(atMost, entries));
        }
    }

    private @Nullable String whyNot(Entry entry) {
        if (entry.sequence() != entries + 1) {
            return "entry %d is missing".formatted(entries + 1);
        }
        if (!entry.previousHash().equals(head)) {
            return "it does not follow the entry before it";
        }
        if (!entry.hash()
                .equals(hash(
                        journey,
                        entry.sequence(),
                        entry.eventId(),
                        entry.type(),
                        entry.at(),
                        entry.bodyDigest(),
                        entry.previousHash()))) {
            return "its hash is not what it should be";
        }
        var body = entry.body();
        var salt = entry.salt();
        if (body == null && salt == null) {
            return null;
        }
        return body != null && salt != null && digest(HEX.parseHex(salt), body).equals(entry.bodyDigest())
                ? null
                : "its body is not what was told";
    }

    long entries() {
        return entries;
    }

    String head() {
        return head;
    }

    @Nullable
    Break broken() {
        return broken;
    }

    static String digest(byte[] salt, String body) {
        var sha256 = sha256();
        sha256.update(salt);
        return HEX.formatHex(sha256.digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hash(
            UUID journey,
            long sequence,
            UUID eventId,
            String type,
            Instant at,
            String bodyDigest,
            String previousHash) {
        var lines = "%s\n%d\n%s\n%s\n%s\n%s\n%s\n"
                .formatted(journey, sequence, eventId, type, at, bodyDigest, previousHash);
        return HEX.formatHex(sha256().digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

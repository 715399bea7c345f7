package dev.makegood.notification.suppression;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Links by which readers ask for no more of what they would not miss. A token says which address it is for by what we recognise it by,
 * and until when; it proves that we made it, and nothing else is kept of it. It opens nothing and tells nobody's address.
 */
@ApplicationScoped
public class Unsubscriptions {

    private static final String PURPOSE = "unsubscribe";
    private static final int FINGERPRINT = 32;
    private static final int PROOF = 16;
    private static final int LENGTH = FINGERPRINT + Integer.BYTES + PROOF;
    private static final int ENCODED = (LENGTH * 4 + 2) / 3;

    private final Fingerprints fingerprints;
    private final LinkTokens tokens;
    private final Suppressions suppressions;
    private final SuppressionSettings settings;
    private final Clock clock;

    Unsubscriptions(
            Fingerprints fingerprints,
            LinkTokens tokens,
            Suppressions suppressions,
            SuppressionSettings settings,
            Clock clock) {
        this.fingerprints = fingerprints;
        this.tokens = tokens;
        this.suppressions = suppressions;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a link is good for. */
    record Link(byte[] fingerprint, boolean expired) {}

    /** For the link in a mail to this mailbox. */
    public String token(Destination.Mailbox mailbox) {
        var until = clock.instant().plus(settings.unsubscribeLasts());
        return token(
                fingerprints.of(mailbox),
                Math.toIntExact(Duration.between(Instant.EPOCH, until).toMinutes()));
    }

    /** Until then, in minutes since the epoch. */
    private String token(byte[] fingerprint, int until) {
        var bytes = ByteBuffer.allocate(LENGTH).put(fingerprint).putInt(until);
        bytes.put(proof(fingerprint, until));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private byte[] proof(byte[] fingerprint, int until) {
        var subject = Fingerprints.id(HexFormat.of().formatHex(fingerprint));
        return Arrays.copyOf(LinkTokens.hash(tokens.derive(PURPOSE, subject, until)), PROOF);
    }

    /** What this token is good for; empty if we did not make it, to the letter. */
    Optional<Link> read(String token) {
        if (token.length() != ENCODED) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            byte[] fingerprint = new byte[FINGERPRINT];
            bytes.get(fingerprint);
            int until = bytes.getInt();
            byte[] given = new byte[PROOF];
            bytes.get(given);
            boolean ours =
                    MessageDigest.isEqual(given, proof(fingerprint, until)) && token.equals(token(fingerprint, until));
            return ours
                    ? Optional.of(new Link(
                            fingerprint,
                            Instant.EPOCH.plus(Duration.ofMinutes(until)).isBefore(clock.instant())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Its reader asked for no more. */
    void unsubscribe(Link link) {
        suppressions.unsubscribe(Medium.EMAIL, link.fingerprint(), "asked for by the link in a mail");
    }
}

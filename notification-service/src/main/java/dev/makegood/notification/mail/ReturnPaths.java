package dev.makegood.notification.mail;

import dev.makegood.chassis.link.LinkTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Where a mail comes back to if it cannot be delivered: {@code bounces+<tag>@makegood.example}, another one for each. The tag names the
 * delivery, and proves by a {@linkplain LinkTokens token} that we made it: nobody can have an address suppressed by sending us a report
 * of a mail that they never got. In lower case, and short enough for a local part (RFC 5321, 4.5.3.1.1).
 */
@ApplicationScoped
public class ReturnPaths {

    private static final String PURPOSE = "return-path";
    private static final int RADIX = Character.MAX_RADIX;
    private static final int ID = 25;

    /** 82 bits, where each guess is a mail. */
    private static final int PROOF = 16;

    /** What is left for the mailbox's own name. */
    private static final int LONGEST_NAME = 64 - "+".length() - ID - PROOF;

    private static final Pattern TAG = Pattern.compile("(?<id>[0-9a-z]{" + ID + "})(?<proof>[0-9a-z]{" + PROOF + "})");

    private final LinkTokens tokens;
    private final Optional<String> mailbox;

    ReturnPaths(LinkTokens tokens, MailSettings settings) {
        this.tokens = tokens;
        this.mailbox = settings.returnPath()
                .map(address -> HeaderGuard.mailbox(address.strip().toLowerCase(Locale.ROOT))
                        .filter(fit -> fit.lastIndexOf('@') <= LONGEST_NAME)
                        .orElseThrow(() -> new IllegalStateException(
                                "makegood.mail.return-path is not one plain mailbox with a name of %d letters at most"
                                        .formatted(LONGEST_NAME))));
    }

    /** Whether each mail comes back to an address of its own. */
    public boolean areTold() {
        return mailbox.isPresent();
    }

    /** Where this delivery comes back to; empty if what comes back is not told apart. */
    Optional<String> of(UUID delivery) {
        return mailbox.map(address -> {
            int at = address.lastIndexOf('@');
            return address.substring(0, at) + "+" + tag(delivery) + address.substring(at);
        });
    }

    /** The delivery that came back to this address; empty if it is none of ours. */
    public Optional<UUID> read(String address) {
        return mailbox.flatMap(ours -> {
            var given = address.strip().toLowerCase(Locale.ROOT);
            int at = ours.lastIndexOf('@');
            var beginning = ours.substring(0, at) + "+";
            var end = ours.substring(at);
            if (given.length() != beginning.length() + ID + PROOF + end.length()
                    || !given.startsWith(beginning)
                    || !given.endsWith(end)) {
                return Optional.empty();
            }
            return delivery(given.substring(beginning.length(), given.length() - end.length()));
        });
    }

    private Optional<UUID> delivery(String tag) {
        var parts = TAG.matcher(tag);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var number = new BigInteger(parts.group("id"), RADIX);
        var delivery = new UUID(number.shiftRight(Long.SIZE).longValue(), number.longValue());
        return MessageDigest.isEqual(
                        tag.getBytes(StandardCharsets.US_ASCII), tag(delivery).getBytes(StandardCharsets.US_ASCII))
                ? Optional.of(delivery)
                : Optional.empty();
    }

    private String tag(UUID delivery) {
        byte[] id = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(delivery.getMostSignificantBits())
                .putLong(delivery.getLeastSignificantBits())
                .array();
        return digits(id, ID) + digits(LinkTokens.hash(tokens.derive(PURPOSE, delivery, 1)), PROOF);
    }

    private static String digits(byte[] bytes, int count) {
        var digits = "0".repeat(count) + new BigInteger(1, bytes).toString(RADIX);
        return digits.substring(digits.length() - count);
    }
}

package dev.makegood.chassis.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The addresses that answers to mails about one complaint go to: {@code help+7qf3k9mp.0a1b…@makegood.example}. The tag names the
 * complaint by its reference, and proves by a {@linkplain LinkTokens token} that we gave it out: an answer belongs to the
 * complaint by this alone, never by what its subject says. 100 bits of the token suffice where each guess is a mail; all in lower
 * case, since mail servers do not promise to keep the case, and short enough for a local part (RFC 5321, 4.5.3.1.1).
 */
@ApplicationScoped
public class ReplyAddresses {

    private static final String PURPOSE = "reply";
    private static final int PROOF = 25;
    private static final Pattern TAG = Pattern.compile("(?<reference>[0-9a-z]{8})\\.(?<proof>[0-9a-f]{" + PROOF + "})");

    private final LinkTokens tokens;
    private final Optional<String> mailbox;

    ReplyAddresses(LinkTokens tokens, LinkSettings settings) {
        this.tokens = tokens;
        this.mailbox = settings.replyAddress().map(address -> address.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * What an address says that it belongs to.
     *
     * @param reference the complaint's reference, as people write it
     */
    public record Claimed(String reference, String proof) {}

    /** The address for answers about this complaint; empty if answers are not read here. */
    public Optional<String> of(String reference, UUID complaint, int generation) {
        return mailbox.map(address -> {
            int at = address.lastIndexOf('@');
            return "%s+%s.%s%s"
                    .formatted(
                            address.substring(0, at),
                            reference.substring("MG-".length()).replace("-", "").toLowerCase(Locale.ROOT),
                            proof(complaint, generation),
                            address.substring(at));
        });
    }

    /** What this address claims; empty if it is none of these. */
    public Optional<Claimed> read(String address) {
        return mailbox.flatMap(ours -> {
            var given = address.strip().toLowerCase(Locale.ROOT);
            int at = ours.lastIndexOf('@');
            var beginning = ours.substring(0, at) + "+";
            if (!given.startsWith(beginning)
                    || !given.endsWith(ours.substring(at))
                    || given.length() < beginning.length() + ours.length() - at) {
                return Optional.empty();
            }
            var tag = TAG.matcher(given.substring(beginning.length(), given.length() - (ours.length() - at)));
            if (!tag.matches()) {
                return Optional.empty();
            }
            var symbols = tag.group("reference").toUpperCase(Locale.ROOT);
            return Optional.of(
                    new Claimed("MG-" + symbols.substring(0, 4) + "-" + symbols.substring(4), tag.group("proof")));
        });
    }

    /** Whether we gave out what is claimed, for this complaint and this generation of its links. */
    public boolean isGenuine(Claimed claimed, UUID complaint, int generation) {
        return MessageDigest.isEqual(
                claimed.proof().getBytes(StandardCharsets.UTF_8),
                proof(complaint, generation).getBytes(StandardCharsets.UTF_8));
    }

    private String proof(UUID complaint, int generation) {
        return LinkTokens.hex(tokens.derive(PURPOSE, complaint, generation)).substring(0, PROOF);
    }
}

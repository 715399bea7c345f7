package dev.makegood.chassis.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens that open one thing to whoever holds them: HMAC-SHA256 of what they open, under a key that the services share. 256 bits
 * that nobody without the key can guess, made wherever a link is written, and kept nowhere: the table that looks them up holds
 * only their hash, and no topic carries them. A new generation revokes the old link.
 */
@ApplicationScoped
public class LinkTokens {

    private static final int KEY_BYTES = 32;
    private static final BigInteger CODES = BigInteger.valueOf(100_000_000);

    private final SecretKeySpec key;

    LinkTokens(LinkSettings settings) {
        byte[] bytes = Base64.getDecoder().decode(settings.key().strip());
        if (bytes.length < KEY_BYTES) {
            throw new IllegalStateException(
                    "makegood.link.key must be %d bytes or more in base64".formatted(KEY_BYTES));
        }
        key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * The token that opens this.
     *
     * @param purpose what kind of thing it opens, so that a token for one kind never opens another
     */
    public String derive(String purpose, UUID subject, int generation) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] token = mac.doFinal(
                    "%s:%s:%d".formatted(purpose, subject, generation).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Eight digits that whoever was sent them can type. Guessable in a hundred million tries: whoever asks for them counts. */
    public String code(String purpose, UUID subject) {
        var number = new BigInteger(hash(derive("code:" + purpose, subject, 1)));
        return "%08d".formatted(number.mod(CODES).intValueExact());
    }

    /** A token in digits and lower-case letters from a to f, for where case is not kept. */
    static String hex(String token) {
        return HexFormat.of().formatHex(hash(token));
    }

    /** What is kept of a token: enough to recognise it, not enough to make it. */
    public static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.makegood.notification.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Signs mails, so that whoever gets one can see that this domain sent it and that nobody changed it (RFC 6376, relaxed/relaxed; RFC 8463
 * where the key is one of Ed25519). Headers that a mail has once are named once more than they are there, so that none can be added
 * (RFC 6376, 8.15).
 */
final class DkimSigner {

    /** Those that are shown, answered to or acted upon; and what RFC 8058, 3.1 wants signed. */
    private static final List<String> SIGNED = List.of(
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "reply-to",
            "in-reply-to",
            "references",
            "mime-version",
            "content-type",
            "content-language",
            "auto-submitted",
            "list-unsubscribe",
            "list-unsubscribe-post");

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final int FOLD = 72;

    private final String domain;
    private final String selector;
    private final PrivateKey key;
    private final Algorithm algorithm;

    /** How a key of its kind signs: what the signature calls it, and what Java does. */
    private enum Algorithm {
        RSA("rsa-sha256", "RSA", "SHA256withRSA"),
        ED25519("ed25519-sha256", "Ed25519", "Ed25519");

        private final String tag;
        private final String keys;
        private final String signature;

        Algorithm(String tag, String keys, String signature) {
            this.tag = tag;
            this.keys = keys;
            this.signature = signature;
        }
    }

    private DkimSigner(String domain, String selector, PrivateKey key, Algorithm algorithm) {
        this.domain = domain;
        this.selector = selector;
        this.key = key;
        this.algorithm = algorithm;
    }

    /** With the key in this file: PKCS #8 in PEM, of RSA or Ed25519. */
    static DkimSigner of(String domain, String selector, Path file) {
        try {
            var pem = PEM.matcher(Files.readString(file));
            if (!pem.find()) {
                throw new IllegalStateException(
                        "%s holds no key in PKCS #8; openssl pkcs8 -topk8 -nocrypt makes one of others"
                                .formatted(file));
            }
            return of(domain, selector, Base64.getMimeDecoder().decode(pem.group(1)));
        } catch (IOException e) {
            throw new IllegalStateException("The key that mails are signed with cannot be read", e);
        }
    }

    static DkimSigner of(String domain, String selector, byte[] pkcs8) {
        for (var algorithm : Algorithm.values()) {
            try {
                var key = KeyFactory.getInstance(algorithm.keys).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                return new DkimSigner(domain, selector, key, algorithm);
            } catch (GeneralSecurityException e) {
                // It is of the other kind.
            }
        }
        throw new IllegalStateException("The key that mails are signed with is neither RSA nor Ed25519");
    }

    /** The header that signs this mail, with its line end. */
    byte[] sign(byte[] mail, Instant at) {
        int end = headersEnd(mail);
        var headers = headers(new String(mail, 0, end, StandardCharsets.ISO_8859_1));
        List<String> named = new ArrayList<>();
        var covered = new StringBuilder();
        for (String name : SIGNED) {
            // From the last one up, as RFC 6376, 5.4.2 says, and then once more for the one that is not there.
            for (String header : headers.reversed()) {
                if (name(header).equals(name)) {
                    named.add(name);
                    covered.append(relaxed(header)).append("\r\n");
                }
            }
            named.add(name);
        }
        var unsigned = "DKIM-Signature: v=1; a=%s; c=relaxed/relaxed; d=%s; s=%s;\r\n\tt=%d; h=%s;\r\n\tbh=%s;\r\n\tb="
                .formatted(
                        algorithm.tag,
                        domain,
                        selector,
                        at.getEpochSecond(),
                        folded(named),
                        Base64.getEncoder().encodeToString(sha256(relaxedBody(mail, Math.min(mail.length, end + 4)))));
        covered.append(relaxed(unsigned));
        var signature =
                Base64.getEncoder().encodeToString(signature(covered.toString().getBytes(StandardCharsets.ISO_8859_1)));
        return (unsigned + signature.replaceAll("(.{" + FOLD + "})(?=.)", "$1\r\n\t") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String folded(List<String> names) {
        var list = new StringBuilder();
        int line = 0;
        for (String name : names) {
            if (!list.isEmpty()) {
                list.append(':');
                if (line > FOLD - name.length()) {
                    list.append("\r\n\t");
                    line = 0;
                }
            }
            list.append(name);
            line += name.length() + 1;
        }
        return list.toString();
    }

    private byte[] signature(byte[] covered) {
        try {
            var signing = Signature.getInstance(algorithm.signature);
            signing.initSign(key);
            signing.update(algorithm == Algorithm.ED25519 ? sha256(covered) : covered);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A mail could not be signed", e);
        }
    }

    /** The headers as they stand there, folds included, without the last line's end. */
    private static List<String> headers(String head) {
        return head.isEmpty() ? List.of() : List.of(head.split("\r\n(?![ \t])"));
    }

    private static String name(String header) {
        return header.substring(0, Math.max(0, header.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    /** RFC 6376, 3.4.2. */
    private static String relaxed(String header) {
        var value = header.substring(header.indexOf(':') + 1)
                .replace("\r\n", "")
                .replaceAll("[ \t]+", " ")
                .strip();
        return name(header) + ":" + value;
    }

    /** RFC 6376, 3.4.4: white space at lines' ends and empty lines at the body's end do not count. */
    static byte[] relaxedBody(byte[] mail, int from) {
        var body = new ByteArrayOutputStream(mail.length);
        int emptyLines = 0;
        int at = from;
        while (at < mail.length) {
            int end = lineEnd(mail, at);
            byte[] line = relaxedLine(mail, at, end);
            if (line.length == 0) {
                emptyLines++;
            } else {
                for (; emptyLines > 0; emptyLines--) {
                    body.writeBytes(CRLF);
                }
                body.writeBytes(line);
                body.writeBytes(CRLF);
            }
            at = end + 2;
        }
        return body.toByteArray();
    }

    private static final byte[] CRLF = {'\r', '\n'};

    private static byte[] relaxedLine(byte[] mail, int from, int end) {
        var line = new ByteArrayOutputStream(end - from);
        boolean space = false;
        for (int i = from; i < end; i++) {
            if (mail[i] == ' ' || mail[i] == '\t') {
                space = true;
            } else {
                if (space) {
                    line.write(' ');
                    space = false;
                }
                line.write(mail[i]);
            }
        }
        return line.toByteArray();
    }

    private static int lineEnd(byte[] mail, int from) {
        for (int i = from; i + 1 < mail.length; i++) {
            if (mail[i] == '\r' && mail[i + 1] == '\n') {
                return i;
            }
        }
        return mail.length;
    }

    /** Where the last header's line ends: before its line end, so that a mail without a body has one as well. */
    private static int headersEnd(byte[] mail) {
        for (int at = 0; at < mail.length; ) {
            int end = lineEnd(mail, at);
            int next = lineEnd(mail, Math.min(mail.length, end + 2));
            if (next == end + 2) {
                return end;
            }
            at = end + 2;
        }
        return mail.length;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

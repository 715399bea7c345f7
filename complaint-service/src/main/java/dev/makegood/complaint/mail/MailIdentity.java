package dev.makegood.complaint.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What makes a mail this mail. One that says who it is (Message-ID) is itself by that and by what its author wrote, whatever servers
 * add on its way: delivered twice it is one, and another under its name is another. One that does not is itself by every byte.
 */
final class MailIdentity {

    private static final List<String> WRITTEN = List.of("from:", "date:", "subject:", "in-reply-to:");
    private static final String NAME = "message-id:";

    private MailIdentity() {}

    static byte[] of(byte[] raw) {
        int body = endOfHeaders(raw);
        var headers = new String(raw, 0, body, StandardCharsets.ISO_8859_1)
                .replaceAll("\r?\n[ \t]+", " ")
                .split("\r?\n", -1);
        if (Arrays.stream(headers).noneMatch(MailIdentity::isName)) {
            return sha256().digest(raw);
        }
        var digest = sha256();
        for (String header : headers) {
            var small = header.toLowerCase(Locale.ROOT);
            if (isName(header) || WRITTEN.stream().anyMatch(small::startsWith)) {
                digest.update((header.strip() + "\n").getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        int end = raw.length;
        // Servers disagree about line ends after the last line.
        while (end > body && (raw[end - 1] == '\n' || raw[end - 1] == '\r')) {
            end--;
        }
        digest.update(raw, body, end - body);
        return digest.digest();
    }

    private static boolean isName(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(NAME)
                && !header.substring(NAME.length()).isBlank();
    }

    private static int endOfHeaders(byte[] raw) {
        for (int i = 0; i + 1 < raw.length; i++) {
            if (raw[i] == '\n' && (raw[i + 1] == '\n' || raw[i + 1] == '\r')) {
                return i + 1;
            }
        }
        return raw.length;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

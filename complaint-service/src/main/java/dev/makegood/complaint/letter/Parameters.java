package dev.makegood.complaint.letter;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.jspecify.annotations.Nullable;

/**
 * A header's value and its parameters, those in pieces put together (RFC 2231) and those in encoded words, which should not be there
 * and are everywhere, decoded.
 */
record Parameters(String value, Map<String, String> named) {

    private static final Parameters NONE = new Parameters("", Map.of());

    static Parameters of(@Nullable String header) {
        if (header == null) {
            return NONE;
        }
        RawBody body = RawFieldParser.DEFAULT.parseRawBody(new RawField("Parameters", header));
        Map<String, String> plain = new HashMap<>();
        Map<String, TreeMap<Integer, Piece>> pieces = new HashMap<>();
        for (NameValuePair pair : body.getParams()) {
            if (pair.getName() == null || pair.getValue() == null) {
                continue;
            }
            var name = pair.getName().strip().toLowerCase(Locale.ROOT);
            int star = name.indexOf('*');
            if (star < 0) {
                plain.putIfAbsent(name, HeaderText.decode(pair.getValue()));
            } else {
                boolean encoded = name.endsWith("*");
                var number = name.substring(star + 1, encoded ? Math.max(name.length() - 1, star + 1) : name.length());
                pieces.computeIfAbsent(name.substring(0, star), n -> new TreeMap<>())
                        .putIfAbsent(
                                number.matches("[0-9]{1,4}") ? Integer.parseInt(number) : 0,
                                new Piece(pair.getValue(), encoded));
            }
        }
        pieces.forEach((name, parts) -> plain.put(name, joined(parts)));
        return new Parameters(HeaderText.token(body.getValue()), Map.copyOf(plain));
    }

    @Nullable
    String get(String name) {
        return named.get(name);
    }

    private record Piece(String value, boolean encoded) {}

    private static String joined(TreeMap<Integer, Piece> pieces) {
        var bytes = Charsets.gather();
        @Nullable String charset = null;
        for (Piece piece : pieces.values()) {
            var value = piece.value();
            if (piece.encoded()) {
                var parts = value.split("'", 3);
                if (charset == null && parts.length == 3) {
                    charset = parts[0];
                    value = parts[2];
                }
                bytes.writeBytes(percentDecoded(value));
            } else {
                bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            }
        }
        return Legible.line(Charsets.decode(bytes.toByteArray(), charset));
    }

    private static byte[] percentDecoded(String value) {
        var bytes = Charsets.gather();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%'
                    && i + 2 < value.length()
                    && Character.digit(value.charAt(i + 1), 16) >= 0
                    && Character.digit(value.charAt(i + 2), 16) >= 0) {
                bytes.write(Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}

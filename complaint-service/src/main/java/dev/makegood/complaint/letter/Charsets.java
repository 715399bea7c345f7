package dev.makegood.complaint.letter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to text, whatever they are said to be. What is said is believed as long as it fits; after that the bytes themselves are asked.
 * No byte is dropped: one that means nothing in its charset is shown as Windows-1252 has it.
 */
final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** Names that mail programs write and Java does not know, or that they write for something wider. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("ansi_x3.4-1968", "windows-1252"),
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("iso-8859-8-i", "ISO-8859-8"),
            Map.entry("iso-8859-8-e", "ISO-8859-8"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("tis-620", "x-windows-874"),
            Map.entry("x-mac-greek", "x-MacGreek"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("x-mac-roman", "x-MacRoman"));

    /** Scripts that are written in one byte a letter, told apart by which bytes are small letters. */
    private static final List<Charset> ONE_BYTE =
            List.of(Charset.forName("windows-1253"), Charset.forName("windows-1251"), Charset.forName("KOI8-R"));

    private Charsets() {}

    /**
     * The text that these bytes are.
     *
     * @param stated what they are said to be in
     */
    static String decode(byte[] bytes, @Nullable String stated) {
        var marked = marked(bytes);
        if (marked.isPresent()) {
            return lenient(bytes, marked.get());
        }
        var name = stated == null ? "" : stated.strip().toLowerCase(Locale.ROOT).replaceAll("[\"'\\s;]+", "");
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return utf7(bytes);
        }
        var charset = name.equals("utf-16") ? Optional.of(ends(bytes)) : named(name);
        if (charset.isPresent() && !charset.get().equals(WESTERN)) {
            return strict(bytes, charset.get())
                    .or(() -> hasManyHigh(bytes) ? strict(bytes, StandardCharsets.UTF_8) : Optional.empty())
                    .orElseGet(() -> lenient(bytes, charset.get()));
        }
        // What is called Western, or nothing: UTF-8 that is valid was hardly meant as anything else.
        return strict(bytes, StandardCharsets.UTF_8)
                .orElseGet(() -> lenient(bytes, charset.orElseGet(() -> guess(bytes))));
    }

    private static Optional<Charset> marked(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE) || starts(bytes, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16);
        }
        return Optional.empty();
    }

    /** UTF-16 without a mark: spaces and line ends are everywhere, and tell which byte of a pair is the high one. */
    private static Charset ends(byte[] bytes) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                if (i % 2 == 0) {
                    even++;
                } else {
                    odd++;
                }
            }
        }
        return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }

    private static boolean starts(byte[] bytes, int... with) {
        if (bytes.length < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if ((bytes[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> named(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(MEANT.getOrDefault(name, name)));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Byte by byte where it has to be: what the charset does not know stands there as Western. */
    private static String lenient(byte[] bytes, Charset charset) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(8 * 1024);
        var text = new StringBuilder(bytes.length);
        while (true) {
            var result = decoder.decode(in, out, true);
            drain(out, text);
            if (result.isUnderflow()) {
                decoder.flush(out);
                drain(out, text);
                return text.toString();
            }
            if (result.isError()) {
                byte[] odd = new byte[Math.min(Math.max(result.length(), 1), in.remaining())];
                in.get(odd);
                text.append(new String(odd, WESTERN));
                decoder.reset();
            }
        }
    }

    private static void drain(CharBuffer out, StringBuilder text) {
        out.flip();
        text.append(out);
        out.clear();
    }

    private static boolean hasManyHigh(byte[] bytes) {
        int high = 0;
        for (byte b : bytes) {
            if (b < 0) {
                high++;
            }
        }
        return high > 1;
    }

    /** Nothing is said and it is not UTF-8: mostly high bytes are a script of their own, few of them are accents. */
    private static Charset guess(byte[] bytes) {
        int high = 0;
        int low = 0;
        int nuls = 0;
        for (byte b : bytes) {
            if (b < 0) {
                high++;
            } else if (b == 0) {
                nuls++;
            } else if (Character.isLetter(b)) {
                low++;
            }
        }
        if (nuls > bytes.length / 4) {
            return ends(bytes);
        }
        if (high <= low) {
            return WESTERN;
        }
        Charset best = WESTERN;
        long most = 0;
        for (Charset charset : ONE_BYTE) {
            long small = new String(bytes, charset)
                    .chars()
                    .filter(c -> c > 0x7F && Character.isLowerCase(c) && Character.isLetter(c))
                    .count();
            if (small > most) {
                most = small;
                best = charset;
            }
        }
        return best;
    }

    /** RFC 2152. Java has no decoder for it. */
    private static String utf7(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '+') {
                text.append((char) (bytes[i] & 0xFF));
                continue;
            }
            int end = i + 1;
            while (end < bytes.length && isBase64(bytes[end])) {
                end++;
            }
            if (end == i + 1) {
                text.append('+');
            } else {
                text.append(utf16(new String(bytes, i + 1, end - i - 1, StandardCharsets.US_ASCII)));
            }
            i = end < bytes.length && bytes[end] == '-' ? end : end - 1;
        }
        return text.toString();
    }

    private static String utf16(String base64) {
        var whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        byte[] units = Base64.getDecoder().decode(whole);
        return new String(units, 0, units.length - units.length % 2, StandardCharsets.UTF_16BE);
    }

    private static boolean isBase64(byte b) {
        return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9') || b == '+' || b == '/';
    }

    /** Raw bytes of a header: UTF-8 where they are (RFC 6532), else Western. */
    static String header(byte[] bytes) {
        return decode(bytes, null);
    }

    /** Bytes gathered one after the other. */
    static ByteArrayOutputStream gather() {
        return new ByteArrayOutputStream(256);
    }
}

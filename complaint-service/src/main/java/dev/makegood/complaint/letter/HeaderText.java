package dev.makegood.complaint.letter;

import dev.makegood.complaint.letter.Letter.Mailbox;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in headers: encoded words (RFC 2047) and addresses (RFC 5322), read as leniently as mails are written. */
final class HeaderText {

    /** The charset may name a language after an asterisk (RFC 2231, 5). */
    private static final Pattern ENCODED =
            Pattern.compile("=\\?([^?\\s*]{0,80})(?:\\*[^?\\s]{0,40})?\\?([bBqQ])\\?([^?]{0,20000})\\?=");

    private static final int MOST_ADDRESSES = 200;

    private HeaderText() {}

    /** One line of text. */
    static String decode(String value) {
        var encoded = ENCODED.matcher(value);
        var text = new StringBuilder();
        int end = 0;
        var pending = new ByteArrayOutputStream();
        String charset = "";
        while (encoded.find()) {
            var between = value.substring(end, encoded.start());
            boolean adjacent = pending.size() > 0 && between.isBlank();
            if (!adjacent || !encoded.group(1).equalsIgnoreCase(charset)) {
                text.append(Charsets.decode(pending.toByteArray(), charset));
                pending.reset();
            }
            if (!adjacent) {
                text.append(between);
            }
            charset = encoded.group(1);
            // A character may be torn in two by two words: bytes are gathered before they are decoded.
            pending.writeBytes(bytes(encoded.group(2), encoded.group(3)));
            end = encoded.end();
        }
        text.append(Charsets.decode(pending.toByteArray(), charset)).append(value.substring(end));
        return Legible.line(text.toString());
    }

    private static byte[] bytes(String encoding, String content) {
        if (encoding.equalsIgnoreCase("b")) {
            return base64(content);
        }
        var bytes = Charsets.gather();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '=' && i + 2 < content.length() && isHex(content, i + 1) && isHex(content, i + 2)) {
                bytes.write(Integer.parseInt(content.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] base64(String content) {
        var clean = content.replaceAll("[^A-Za-z0-9+/]", "");
        return Base64.getDecoder().decode(clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean);
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0;
    }

    /**
     * The mailboxes of an address header. Read before encoded words are decoded, so that what is hidden in a name never becomes an
     * address.
     */
    static List<Mailbox> mailboxes(@Nullable String value) {
        List<Mailbox> mailboxes = new ArrayList<>();
        if (value == null) {
            return mailboxes;
        }
        for (String one : split(value)) {
            int open = outside(one, '<');
            int close = open < 0 ? -1 : one.indexOf('>', open);
            var address = open < 0 ? bare(one) : one.substring(open + 1, close < 0 ? one.length() : close);
            var name = open < 0 ? comment(one) : one.substring(0, open);
            // An old route (<@a,@b:c@d>) goes before the address.
            var last = address.contains(":") ? address.substring(address.lastIndexOf(':') + 1) : address;
            if (last.contains("@") && mailboxes.size() < MOST_ADDRESSES) {
                mailboxes.add(new Mailbox(
                        Legible.cut(decode(unquoted(name.strip())), 200),
                        Legible.cut(Legible.line(last).replace(" ", ""), 320)));
            }
        }
        return mailboxes;
    }

    /** At commas and semicolons that are neither quoted nor in a comment nor within angle brackets. */
    private static List<String> split(String value) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        boolean quoted = false;
        boolean angled = false;
        int comments = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length() && (quoted || comments > 0)) {
                part.append(c).append(value.charAt(++i));
                continue;
            }
            if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && comments == 0) {
                quoted = true;
            } else if (c == '(') {
                comments++;
            } else if (c == ')' && comments > 0) {
                comments--;
            } else if (comments == 0 && c == '<') {
                angled = true;
            } else if (comments == 0 && c == '>') {
                angled = false;
            } else if (comments == 0 && !angled && (c == ',' || c == ';')) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            } else if (comments == 0 && !angled && c == ':') {
                // What stood before is a group's name.
                part.setLength(0);
                continue;
            }
            part.append(c);
        }
        parts.add(part.toString());
        return parts;
    }

    /** The last place of this character outside of quotes and comments; -1 if there is none. */
    private static int outside(String text, char wanted) {
        int found = -1;
        boolean quoted = false;
        int comments = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && (quoted || comments > 0)) {
                i++;
            } else if (quoted) {
                quoted = c != '"';
            } else if (c == '"' && comments == 0) {
                quoted = true;
            } else if (c == '(') {
                comments++;
            } else if (c == ')' && comments > 0) {
                comments--;
            } else if (comments == 0 && c == wanted) {
                found = i;
            }
        }
        return found;
    }

    private static String bare(String one) {
        int comment = one.indexOf('(');
        if (comment < 0) {
            return one.strip();
        }
        var before = one.substring(0, comment).strip();
        return before.isEmpty() ? one.substring(one.lastIndexOf(')') + 1).strip() : before;
    }

    private static String comment(String one) {
        int open = one.indexOf('(');
        int close = one.lastIndexOf(')');
        return open >= 0 && close > open ? one.substring(open + 1, close) : "";
    }

    private static String unquoted(String name) {
        if (name.length() < 2 || !name.startsWith("\"")) {
            return name;
        }
        int end = name.endsWith("\"") ? name.length() - 1 : name.length();
        return name.substring(1, end).replaceAll("\\\\(.)", "$1");
    }

    /** The first thing in angle brackets, or the whole if there is none. */
    static @Nullable String messageId(@Nullable String value) {
        if (value == null) {
            return null;
        }
        int open = value.indexOf('<');
        int close = value.indexOf('>', open + 1);
        var id = Legible.line(open >= 0 && close > open ? value.substring(open + 1, close) : value);
        return id.isEmpty() ? null : Legible.cut(id, 500);
    }

    /** The part of a value before its first parameter or comment, in small letters. */
    static String token(@Nullable String value) {
        return value == null ? "" : value.split("[;(\\s]", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}

package dev.makegood.complaint.voice;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text, and which of its characters are left blank. Rules look at {@link #plain}, which has the text's characters in the same
 * places but writes digits, spaces, dashes and full-width letters in one way, and nothing that is blank already.
 */
final class Blanks {

    /** What a blank stands for; its name is what is read instead. */
    enum Kind {
        EMAIL,
        LINK,
        ACCOUNT,
        IBAN,
        CARD,
        REFERENCE,
        ID,
        PHONE,
        NUMBER,
        DATE,
        ADDRESS,
        NAME;

        String label() {
            return "[" + name().toLowerCase(Locale.ROOT) + "]";
        }
    }

    private static final char TAKEN = '\uFFFC';

    private final String text;
    private final StringBuilder plain;
    private final Kind[] kinds;

    Blanks(String said) {
        text = legible(said);
        plain = new StringBuilder(text.length());
        kinds = new Kind[text.length()];
        text.chars().forEach(c -> plain.append(plain((char) c)));
    }

    /** What the rules read. */
    CharSequence plain() {
        return plain;
    }

    /** The text's own characters there. */
    String text(int from, int until) {
        return text.substring(from, until);
    }

    boolean isTaken(int place) {
        return plain.charAt(place) == TAKEN;
    }

    /** Leaves this blank. */
    void take(int from, int until, Kind kind) {
        for (int i = from; i < until; i++) {
            if (kinds[i] == null) {
                kinds[i] = kind;
                plain.setCharAt(i, TAKEN);
            }
        }
    }

    /** Leaves blank whatever this finds; only its group {@code it}, if it names one. */
    void take(Pattern pattern, Kind kind) {
        Matcher found = pattern.matcher(plain.toString());
        boolean named = pattern.namedGroups().containsKey("it");
        while (found.find()) {
            if (named) {
                take(found.start("it"), found.end("it"), kind);
            } else {
                take(found.start(), found.end(), kind);
            }
        }
    }

    /** The text with its blanks labelled. Names side by side are one. */
    Redaction.Redacted filled() {
        var filled = new StringBuilder(text.length());
        int blanks = 0;
        for (int i = 0; i < text.length(); ) {
            var kind = kinds[i];
            if (kind == null) {
                filled.append(text.charAt(i++));
                continue;
            }
            filled.append(kind.label());
            blanks++;
            i = endOf(kind, i);
        }
        return new Redaction.Redacted(filled.toString(), blanks);
    }

    private int endOf(Kind kind, int from) {
        int end = from;
        for (int i = from; i < text.length() && (kinds[i] == kind || isGap(i)); i++) {
            if (kinds[i] == kind) {
                end = i + 1;
            }
        }
        return end;
    }

    private boolean isGap(int place) {
        char c = plain.charAt(place);
        return kinds[place] == null && (c == ' ' || c == '-' || c == '.' || c == '\'');
    }

    /**
     * Without the characters that nobody sees and that only break words in two; and letters and digits that stand outside of
     * Unicode's first plane only to look different as themselves.
     */
    private static String legible(String said) {
        var legible = new StringBuilder(said.length());
        said.codePoints().forEach(c -> {
            if (isInvisible(c)) {
                return;
            }
            if (c >= 0x1D400 && c <= 0x1D7FF) {
                legible.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else if (c > 0xFFFF && Character.isDigit(c)) {
                legible.append(Character.digit(c, 10));
            } else {
                legible.appendCodePoint(c);
            }
        });
        return legible.toString();
    }

    /** The joiners (U+200C, U+200D) stay: emoji and some scripts are written with them. Tag characters make flags. */
    private static boolean isInvisible(int c) {
        return c == 0xAD
                || c == 0x200B
                || c == 0x200E
                || c == 0x200F
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xFEFF;
    }

    private static char plain(char c) {
        if (c < 0x80) {
            return c;
        }
        if (Character.isDigit(c)) {
            return (char) ('0' + Character.digit(c, 10));
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            return (char) (c - 0xFEE0);
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> c == '\u2212' ? '-' : c == '\u2019' || c == '\u02BC' ? '\'' : c == '\u3002' ? '.' : c;
        };
    }
}

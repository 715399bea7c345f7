package dev.makegood.complaint.letter;

/** Text that can be kept and shown. What cannot is replaced by what people can see, never dropped. */
final class Legible {

    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE_PICTURE = '\u2421';

    private Legible() {}

    /** Line ends become {@code \n}; NUL and other controls their pictures (␀, ␛); half a surrogate pair the replacement character. */
    static String text(String text) {
        var legible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r') {
                legible.append('\n');
                if (i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                legible.append(c).append(text.charAt(++i));
            } else {
                legible.append(character(c));
            }
        }
        return legible.toString();
    }

    private static char character(char c) {
        if (c == '\n' || c == '\t') {
            return c;
        }
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        if (c == 0x7F) {
            return DELETE_PICTURE;
        }
        return Character.isSurrogate(c) ? '\ufffd' : c;
    }

    /** The same, in one line: what would break it is a space. */
    static String line(String text) {
        var line = new StringBuilder(text.length());
        text(text)
                .codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString().replaceAll(" {2,}", " ").strip();
    }

    /** The beginning, of so many characters as people count them at most. */
    static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}

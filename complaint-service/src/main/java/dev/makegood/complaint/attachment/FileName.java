package dev.makegood.complaint.attachment;

import dev.makegood.chassis.rest.CleanText;
import java.nio.charset.StandardCharsets;

/** What a file is called: the last part of whatever path it came with, without what does not show or turns the writing around. */
record FileName(String text) {

    private static final int LONGEST = 150;
    private static final String NAMELESS = "file";

    /** Makes a name that can be shown and saved from what a stranger says that it is. */
    static FileName of(String stated) {
        var last = stated.substring(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1);
        var shown = new StringBuilder();
        last.codePoints().filter(FileName::shows).forEach(shown::appendCodePoint);
        // Leading dots hide a file, and trailing dots and spaces are lost on some systems, with what they made of its
        // type.
        var name = shown.toString()
                .strip()
                .replaceAll("^\\.+", "")
                .replaceAll("[. ]+$", "")
                .strip();
        name = shortened(name);
        return new FileName(name.isEmpty() || !CleanText.isClean(name) ? NAMELESS : name);
    }

    /** Formatting characters and those of the line's direction (U+202E and its like) make {@code exe.pdf} of {@code fdp.exe}. */
    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "<>:\"|?*".indexOf(c) < 0;
        };
    }

    /** The end of a name says what it is: so the middle goes. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var end = dot < 0 || name.length() - dot > 20 ? "" : name.substring(dot);
        return name.substring(0, name.offsetByCodePoints(0, LONGEST - end.codePointCount(0, end.length())))
                        .strip()
                + end;
    }

    /** The header that makes a browser save a file under this name (RFC 6266, with RFC 8187 for what is not ASCII). */
    String disposition() {
        var ascii = new StringBuilder();
        text.codePoints()
                .forEach(c -> ascii.appendCodePoint(c < 0x20 || c > 0x7e || "\"\\%;".indexOf(c) >= 0 ? '_' : c));
        var encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || "!#$&+-.^_`|~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append("%02X".formatted((int) c));
            }
        }
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(ascii, encoded);
    }
}

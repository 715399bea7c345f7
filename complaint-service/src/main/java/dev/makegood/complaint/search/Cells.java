package dev.makegood.complaint.search;

import java.util.regex.Pattern;

/** Cells of a CSV file that somebody opens in a spreadsheet, which takes what begins like a formula for one and runs it. */
final class Cells {

    /** After spaces, too, and in the wide forms that East Asian keyboards write. */
    private static final Pattern FORMULA =
            Pattern.compile("[\\t\\r\\n]|[\\s\\p{Z}\\p{Cf}]*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20]");

    private Cells() {}

    /** The same text; with an apostrophe before it where a spreadsheet would calculate it. */
    static String plain(String text) {
        return FORMULA.matcher(text).lookingAt() ? "'" + text : text;
    }
}

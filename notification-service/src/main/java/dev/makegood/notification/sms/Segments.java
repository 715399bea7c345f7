package dev.makegood.notification.sms;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * In how many pieces a text goes over the air, as 3GPP TS 23.038 and 23.040 cut it: what is paid for. In the alphabet of telephones
 * (Western letters, Greek capitals) a piece has 160 places, or 153 of a longer text; in UCS-2 (everything else) 70, or 67. What takes
 * two places is not cut in two.
 */
record Segments(Alphabet alphabet, int count) {

    enum Alphabet {
        GSM_7(160, 153),
        UCS_2(70, 67);

        private final int alone;
        private final int inParts;

        Alphabet(int alone, int inParts) {
            this.alone = alone;
            this.inParts = inParts;
        }
    }

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** Two places each. */
    private static final String EXTENDED = "\f^{}\\[~]|€";

    static Segments of(String text) {
        var alphabet = text.chars().allMatch(c -> BASIC.indexOf(c) >= 0 || EXTENDED.indexOf(c) >= 0)
                ? Alphabet.GSM_7
                : Alphabet.UCS_2;
        if (text.codePoints().map(c -> places(c, alphabet)).sum() <= alphabet.alone) {
            return new Segments(alphabet, 1);
        }
        int count = 1;
        int filled = 0;
        for (int c : text.codePoints().toArray()) {
            int places = places(c, alphabet);
            if (filled + places > alphabet.inParts) {
                count++;
                filled = 0;
            }
            filled += places;
        }
        return new Segments(alphabet, count);
    }

    private static int places(int codePoint, Alphabet alphabet) {
        return switch (alphabet) {
            case GSM_7 -> EXTENDED.indexOf(codePoint) >= 0 ? 2 : 1;
            case UCS_2 -> Character.charCount(codePoint);
        };
    }

    /** The text in so many segments at most: words are left out before a link at its end, which has to open something. */
    static String within(int most, String text) {
        if (of(text).count() <= most) {
            return text;
        }
        int last = text.lastIndexOf(' ') + 1;
        var link = text.startsWith("http", last) ? text.substring(last) : "";
        var words = text.substring(0, text.length() - link.length()).strip();
        var ends = BreakIterator.getCharacterInstance(Locale.ROOT);
        ends.setText(words);
        for (int end = words.length(); end > 0; end = ends.preceding(end)) {
            var shorter = (words.substring(0, end).strip() + "... " + link).strip();
            if (of(shorter).count() <= most) {
                return shorter;
            }
        }
        return link;
    }
}

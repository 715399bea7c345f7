package dev.makegood.complaint.customer;

import com.ibm.icu.text.Transliterator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name in plain Latin letters, so that it is found whatever script and accents it was written in: {@code Ελένη Παπαδοπούλου} and
 * {@code Eleni Papadopoulou} are one. Greek as the United Nations write it and Russian as the British and the Americans do, since
 * that is how people find themselves in passports and in address books.
 */
final class FoldedName {

    /** One sign of some scripts becomes a word; nobody's name is longer than this in the end. */
    private static final int LONGEST = 500;

    private static final Transliterator LATIN =
            Transliterator.getInstance("NFC; [[:Greek:][:Mn:]] Greek-Latin/UNGEGN; [:Cyrillic:] Russian-Latin/BGN;"
                    + " Any-Latin; NFD; [:Mn:] Remove; Latin-ASCII; Lower");

    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{N}]+");

    private FoldedName() {}

    static String of(String name) {
        boolean plain = name.chars().allMatch(c -> c < 128);
        // Apostrophes and soft signs stand within a word: O'Brien, solov'yeva.
        var latin = (plain ? name.toLowerCase(Locale.ROOT) : LATIN.transliterate(name)).replaceAll("['’ʹ]", "");
        var folded = NEITHER_LETTER_NOR_DIGIT.matcher(latin).replaceAll(" ").strip();
        return folded.length() <= LONGEST
                ? folded
                : folded.substring(0, LONGEST).strip();
    }
}

package dev.makegood.recovery.fact;

import java.text.Normalizer;
import java.util.Locale;

/** The name of a fact as people mean it: {@code claimNumber}, {@code claim_number} and {@code Claim number} are one. */
final class FactName {

    private FactName() {}

    /** What names of the same fact have in common: their letters and digits, in one case. */
    static String key(String name) {
        var key = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
                .forEach(key::appendCodePoint);
        // A name without a letter is still a name, and another than every other.
        return key.isEmpty() ? name : key.toString().toLowerCase(Locale.ROOT);
    }
}

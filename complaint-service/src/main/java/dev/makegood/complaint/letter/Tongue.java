package dev.makegood.complaint.letter;

import dev.makegood.contract.Language;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of our languages some words are in. Greek and Russian are known by their letters, the others by the small words that every
 * sentence has. Where it is not clear nothing is said: a wrong language is worse than the one that is known of the customer.
 */
final class Tongue {

    private static final int LONGEST = 5_000;
    private static final int FEWEST_LETTERS = 12;
    private static final int FEWEST_WORDS = 2;
    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");

    private static final Map<Language, Set<String>> SMALL = Map.of(
            Language.EN,
            words(
                    "the and of to in is was i you my me that for on with it not have had are this be but they we your no what"
                            + " from as at been has were will would please do does did an or if so"),
            Language.ES,
            words(
                    "el la los las de del que y en un una no me mi se con por para es lo su al como más pero ha han he muy"
                            + " ya sin sobre este esta desde cuando hola gracias usted ustedes fue está ni les nos todo"),
            Language.FI,
            words(
                    "ja on ei en se että oli olen minun minä te teidän mutta kun jos niin myös ole ovat hän me tämä joka sen"
                            + " minulle kuin hei nyt vielä vaan siitä sitä ollut kiitos mikä miksi tai jo saa eikä olisi"));

    private Tongue() {}

    private static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ", -1)));
    }

    static Optional<Language> of(String text) {
        var some = text.substring(0, Math.min(text.length(), LONGEST)).toLowerCase(Locale.ROOT);
        int greek = 0;
        int cyrillic = 0;
        int unRussian = 0;
        int latin = 0;
        for (int i = 0; i < some.length(); i++) {
            char c = some.charAt(i);
            if (Character.isLetter(c)) {
                switch (Character.UnicodeScript.of(c)) {
                    case GREEK -> greek++;
                    case CYRILLIC -> {
                        cyrillic++;
                        if ("іїєґўјљњћђѓќ".indexOf(c) >= 0) {
                            unRussian++;
                        }
                    }
                    case LATIN -> latin++;
                    default -> {
                        // A script of none of our languages.
                    }
                }
            }
        }
        int letters = greek + cyrillic + latin;
        if (letters < FEWEST_LETTERS) {
            return Optional.empty();
        }
        if (greek * 2 > letters) {
            return Optional.of(Language.EL);
        }
        if (cyrillic * 2 > letters) {
            return unRussian * 50 > cyrillic ? Optional.empty() : Optional.of(Language.RU);
        }
        return latin * 2 > letters ? bySmallWords(some) : Optional.empty();
    }

    private static Optional<Language> bySmallWords(String text) {
        Map<Language, Integer> found = new EnumMap<>(Language.class);
        var word = WORD.matcher(text);
        int all = 0;
        while (word.find()) {
            all++;
            var one = word.group();
            SMALL.forEach((language, small) -> {
                if (small.contains(one)) {
                    found.merge(language, 1, Integer::sum);
                }
            });
        }
        var ranked = found.entrySet().stream()
                .sorted(Map.Entry.<Language, Integer>comparingByValue().reversed())
                .toList();
        if (ranked.isEmpty()
                || ranked.getFirst().getValue() < FEWEST_WORDS
                || ranked.getFirst().getValue() * 12 < all) {
            return Optional.empty();
        }
        int second = ranked.size() > 1 ? ranked.get(1).getValue() : 0;
        return ranked.getFirst().getValue() > second
                ? Optional.of(ranked.getFirst().getKey())
                : Optional.empty();
    }
}

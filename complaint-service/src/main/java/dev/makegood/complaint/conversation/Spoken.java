package dev.makegood.complaint.conversation;

import dev.makegood.contract.Language;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of our languages words are in, by their script and by the small words that nobody does without. It says nothing rather than
 * something wrong: a note beside the words, for whoever looks for somebody to read them.
 */
final class Spoken {

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    /** So many words say enough about all of them. */
    private static final int ENOUGH = 500;

    private static final Map<Language, Set<String>> SMALL_WORDS = new EnumMap<>(Map.of(
            Language.EN,
            Set.of(
                    ("the and is was are were to of in it that you for on with have not this be my we they he she but at your what "
                                    + "i'm don't just so do me him her all there been would had has will can from our who when why how no if")
                            .split(" ")),
            Language.ES,
            Set.of(
                    ("el la los las de que y en un una es por con no se lo para está pero como mi su me te yo más qué muy ya fue ha he "
                                    + "del al todo esto eso cuando hay esta le nos sin porque sí también son nada ser tan")
                            .split(" ")),
            Language.FI,
            Set.of(
                    ("ja on ei se että en oli minä hän mutta niin kun jos mitä olen tämä ole sinä myös ovat kuin vain sen joka hänen me "
                                    + "minun nyt mikä tai olet minua sinun ollut voi olla vielä siitä tästä mikään koko sitten eivät nämä")
                            .split(" "))));

    private Spoken() {}

    /** The language, if it is one of ours and clear enough. */
    static Optional<Language> in(String text) {
        var words = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .limit(ENOUGH)
                .map(result -> result.group())
                .toList();
        long greek = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.GREEK)
                .count();
        long cyrillic = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC)
                .count();
        long latin = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.LATIN)
                .count();
        if (greek > cyrillic + latin) {
            return Optional.of(Language.EL);
        }
        if (cyrillic > greek + latin) {
            // Other languages are written so too, with letters that Russian has not.
            boolean russian = text.codePoints().noneMatch(c -> "іїєґўћђљњџјѕќѓ".indexOf(Character.toLowerCase(c)) >= 0);
            return russian ? Optional.of(Language.RU) : Optional.empty();
        }
        Map<Language, Long> found = Arrays.stream(Language.values())
                .filter(SMALL_WORDS::containsKey)
                .collect(Collectors.toMap(
                        language -> language,
                        language -> words.stream()
                                .filter(SMALL_WORDS.getOrDefault(language, Set.of())::contains)
                                .count()));
        var ranked = found.entrySet().stream()
                .sorted(Map.Entry.<Language, Long>comparingByValue().reversed())
                .toList();
        long first = ranked.get(0).getValue();
        long second = ranked.get(1).getValue();
        return first >= 1 && first >= 2 * second && first * 10 >= words.size()
                ? Optional.of(ranked.get(0).getKey())
                : Optional.empty();
    }
}

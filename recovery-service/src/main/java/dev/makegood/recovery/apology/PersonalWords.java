package dev.makegood.recovery.apology;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Tells words of one's own from a template. What stands in the letter after names, greetings and stock phrases are taken out is
 * the person's own. A short honest sentence passes; a stock phrase does not, whatever name is put before it.
 */
final class PersonalWords {

    /** What is left of words in which stock phrases were found has to be this long. */
    private static final int OWN_WORDS = 4;

    /** Where the same thing happened to the customer twice, in all cases. */
    private static final int OWN_WORDS_STRICTLY = 7;

    /** How much of a phrase has to be there for words to be nearly that phrase; of a short one, more. */
    private static final double NEARLY = 0.75;

    private static final double NEARLY_SHORT = 0.85;
    private static final int SHORT = 4;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern NUMBERED = Pattern.compile("\\S*\\p{N}\\S*");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ]");
    private static final PersonalWords SHIPPED = read("apology/stock-phrases.txt");

    private final List<List<String>> phrases;
    private final List<List<String>> greetings;

    PersonalWords(List<String> phrases, List<String> greetings) {
        this.phrases = longestFirst(phrases);
        this.greetings = longestFirst(greetings);
    }

    /** With the stock phrases that come with Makegood, in all its languages. */
    static PersonalWords shipped() {
        return SHIPPED;
    }

    /**
     * Whether these words are a person's own.
     *
     * @param names of the customer and of who apologises: a template does not become personal by them
     * @param strictly whether a short sentence is too little: it happened to this customer twice
     */
    boolean areOwn(String words, List<String> names, boolean strictly) {
        var left = words(words, names);
        greetings.forEach(greeting -> takeOut(left, greeting, 1));
        int before = left.size();
        phrases.forEach(phrase -> takeOut(left, phrase, phrase.size() <= SHORT ? NEARLY_SHORT : NEARLY));
        boolean stock = left.size() < before;
        if (strictly) {
            return left.size() >= OWN_WORDS_STRICTLY;
        }
        return stock ? left.size() >= OWN_WORDS : !left.isEmpty();
    }

    /** What is compared to find that someone says the same to everybody: without names, and without numbers such as a reference. */
    static String essence(String words, List<String> names) {
        return String.join(" ", words(words, names));
    }

    private static List<String> words(String text, List<String> names) {
        List<String> words = new ArrayList<>(normal(NUMBERED.matcher(text).replaceAll(" ")));
        names.stream().flatMap(name -> normal(name).stream()).forEach(name -> words.removeIf(name::equals));
        return words;
    }

    private static List<String> normal(String text) {
        var plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('ς', 'σ')
                .replace("apologiz", "apologis");
        return Arrays.stream(NO_WORD.split(APOSTROPHES.matcher(plain).replaceAll("")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Takes every stretch that is this phrase, or nearly, out of the words; the nearest first. */
    private static void takeOut(List<String> words, List<String> phrase, double nearly) {
        while (phrase.stream().filter(words::contains).count() >= nearly * (phrase.size() - 0.5)) {
            List<String> nearest = List.of();
            double nearness = 0;
            for (int length = Math.max(phrase.size() - 1, 1); length <= phrase.size() + 1; length++) {
                for (int from = 0; from + length <= words.size(); from++) {
                    var stretch = words.subList(from, from + length);
                    double similarity = similarity(stretch, phrase);
                    if (similarity > nearness) {
                        nearness = similarity;
                        nearest = stretch;
                    }
                }
            }
            if (nearness < nearly) {
                return;
            }
            nearest.clear();
        }
    }

    /** Dice's coefficient of the words: twice those in common, by all of both. */
    private static double similarity(List<String> one, List<String> other) {
        Map<String, Integer> count = new HashMap<>();
        one.forEach(word -> count.merge(word, 1, Integer::sum));
        int common = 0;
        for (String word : other) {
            if (count.merge(word, -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return 2.0 * common / (one.size() + other.size());
    }

    List<List<String>> phrases() {
        return phrases;
    }

    private static List<List<String>> longestFirst(List<String> phrases) {
        return phrases.stream()
                .map(PersonalWords::normal)
                .sorted(Comparator.comparing(List<String>::size, Comparator.reverseOrder()))
                .toList();
    }

    private static PersonalWords read(String resource) {
        var in = Objects.requireNonNull(
                PersonalWords.class.getClassLoader().getResourceAsStream(resource), "No phrases " + resource);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var lines = reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            return new PersonalWords(
                    lines.stream().filter(line -> !line.startsWith("~")).toList(),
                    lines.stream()
                            .filter(line -> line.startsWith("~"))
                            .map(line -> line.substring(1))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

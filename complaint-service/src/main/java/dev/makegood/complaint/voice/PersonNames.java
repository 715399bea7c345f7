package dev.makegood.complaint.voice;

import dev.makegood.contract.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the names of known people in what was written: in any script, with or without accents, and as Greek, Finnish and Russian
 * inflect them. Words are compared by how they sound when written in plain Latin letters.
 */
final class PersonNames {

    private static final Pattern WORD = Pattern.compile("(?:\\p{L}')?+\\p{L}[\\p{L}\\p{M}\\u200C\\u200D]*+");
    private static final int LONG_ENOUGH_TO_INFLECT = 4;
    private static final String VOWELS = "aeiou";

    /** What stands in place of the last vowels of a name, as it sounds. */
    private static final Set<String> GREEK =
            Set.of("", "a", "as", "e", "es", "i", "is", "o", "os", "u", "us", "on", "oi", "ades", "ides");

    private static final Set<String> RUSSIAN = Set.of(
            "", "a", "ah", "aia", "am", "ami", "e", "ei", "eia", "eiu", "em", "ev", "i", "im", "imi", "ih", "iu", "oe",
            "ogo", "oi", "oiu", "om", "omu", "ov", "u", "uiu");

    /** What is put behind a name, doubled letters once. */
    private static final Set<String> FINNISH = Set.of(
            "", "a", "an", "en", "han", "hin", "hon", "ia", "in", "ja", "kan", "kin", "ksi", "la", "lakin", "le",
            "lekin", "lta", "lt", "n", "na", "ne", "ni", "nkin", "nsa", "on", "sa", "si", "sta", "t", "ta", "un");

    /** Names that are words as well: they are names only where they are written like one. */
    private static final Set<String> WORDS_TOO = keys(
            "will may mark rose bill hope grace joy art frank jack rich drew pat sue gene dean miles chase page young king long"
                    + " green brown white black price bank banks best day park hill field church law love moon power small short"
                    + " wise wood stone street amber april august june iris ivy lily olive daisy violet pearl ruby dawn eve faith"
                    + " charity penny sandy rusty sunny happy man lord bishop baker cook smith mason carter porter sharp strong"
                    + " sol luz paz rosa cruz blanco rey mar flores campo angel consuelo dolores mercedes reyes santos delgado"
                    + " rubio moreno calvo leon gallo casas torres puerta franco bueno esperanza socorro milagros"
                    + " onni ilo toivo rauha lahja tuuli meri lumi suvi taimi aamu ilta kevät talvi kesä aalto niemi mäki laine"
                    + " koski lehto salo virta ranta"
                    + " вера надежда любовь роман мир лев мороз зима белый король слава"
                    + " χαρά ελπίδα ειρήνη αγάπη νίκη σοφία ζωή άγγελος κόκκινος μαύρος");

    private record Part(String key, Character.UnicodeScript script, boolean inflects, boolean isWordToo) {}

    private final boolean finnish;
    private final List<Part> parts;

    PersonNames(Language language, Collection<String> names) {
        List<Part> found = new ArrayList<>();
        for (String name : names) {
            var words = WORD.matcher(new Blanks(name).plain());
            while (words.find()) {
                var part = words.group();
                var key = key(part);
                if (key.length() >= 2) {
                    found.add(new Part(
                            key,
                            Character.UnicodeScript.of(part.codePointAt(0)),
                            part.length() >= LONG_ENOUGH_TO_INFLECT,
                            WORDS_TOO.contains(inItsScript(part)) || key.length() < 3));
                }
            }
        }
        finnish = language == Language.FI;
        parts = found.stream().distinct().toList();
    }

    void blank(Blanks blanks) {
        if (parts.isEmpty()) {
            return;
        }
        var words = WORD.matcher(blanks.plain().toString());
        while (words.find()) {
            var word = words.group();
            int elided = word.indexOf('\'') + 1;
            if (isName(word)) {
                blanks.take(words.start(), words.end(), Blanks.Kind.NAME);
            } else if (elided > 0 && isName(word.substring(elided))) {
                blanks.take(words.start() + elided, words.end(), Blanks.Kind.NAME);
            }
        }
    }

    private boolean isName(String written) {
        var word = key(written);
        if (word.length() < 2) {
            return false;
        }
        int first = written.codePointAt(0);
        boolean capital = Character.isUpperCase(first);
        var script = Character.UnicodeScript.of(first);
        for (Part part : parts) {
            if (word.equals(part.key())) {
                // Том is a name, and in Russian том is not.
                if (capital || (!part.isWordToo() && part.script() == script)) {
                    return true;
                }
            } else if (capital && part.inflects() && isInflected(word, part.key(), script)) {
                return true;
            }
        }
        return false;
    }

    /** By the script that it is written in: a name of another language is inflected like one's own. */
    private boolean isInflected(String word, String name, Character.UnicodeScript script) {
        return switch (script) {
            case GREEK -> isGreek(word, name);
            case CYRILLIC -> endsIn(RUSSIAN, word, withoutVowels(name)) || endsIn(RUSSIAN, word, name);
            case LATIN -> finnish && isFinnish(word, name);
            default -> false;
        };
    }

    private static boolean isGreek(String word, String name) {
        // A name in -os is no other name in -i: Νίκος, Νίκου, Νίκο, but not νίκη.
        if (name.endsWith("os")) {
            var stem = name.substring(0, name.length() - 2);
            return word.startsWith(stem)
                    && Set.of("u", "o", "e", "oi", "on", "us").contains(word.substring(stem.length()));
        }
        return endsIn(GREEK, word, withoutVowels(name.endsWith("s") ? name.substring(0, name.length() - 1) : name));
    }

    private static boolean isFinnish(String word, String name) {
        if (name.endsWith("nen")) {
            var stem = name.substring(0, name.length() - 3);
            return endsIn(FINNISH, word, stem + "se") || endsIn(FINNISH, word, stem + "s");
        }
        if (name.endsWith("s") && endsIn(FINNISH, word, name.substring(0, name.length() - 1) + "kse")) {
            return true;
        }
        return endsIn(FINNISH, word, name) || endsIn(FINNISH, word, name + "i");
    }

    private static boolean endsIn(Set<String> endings, String word, String stem) {
        if (stem.length() < 2 || !word.startsWith(stem) || (word.length() == stem.length() && stem.length() < 3)) {
            return false;
        }
        var ending = word.substring(stem.length());
        return endings.contains(ending) || (ending.startsWith("i") && endings.contains(ending.substring(1)));
    }

    private static String withoutVowels(String name) {
        int end = name.length();
        while (end > 2 && VOWELS.indexOf(name.charAt(end - 1)) >= 0) {
            end--;
        }
        return name.substring(0, end);
    }

    private static Set<String> keys(String words) {
        return Arrays.stream(words.split(" ")).map(PersonNames::inItsScript).collect(Collectors.toUnmodifiableSet());
    }

    private static String inItsScript(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) + " " + key(word);
    }

    /** How a word sounds, so that Νίκος, Νικος, NIKOS and Nicos are one, and Мария and Maria. Doubled letters count once. */
    static String key(String word) {
        var letters = Normalizer.normalize(word, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var key = new StringBuilder(letters.length());
        char last = 0;
        for (int i = 0; i < letters.length(); i++) {
            char c = letters.charAt(i);
            char next = i + 1 < letters.length() ? letters.charAt(i + 1) : 0;
            if (c == '\''
                    || Character.getType(c) == Character.NON_SPACING_MARK
                    || Character.getType(c) == Character.FORMAT) {
                continue;
            }
            var sound = sound(c, last, next);
            last = c;
            for (int s = 0; s < sound.length(); s++) {
                char one = sound.charAt(s);
                boolean glide = one == 'e' && endsWith(key, 'i');
                if (glide) {
                    key.setLength(key.length() - 1);
                }
                if (!endsWith(key, one)) {
                    key.append(one);
                }
            }
        }
        return key.toString();
    }

    private static boolean endsWith(StringBuilder key, char c) {
        return !key.isEmpty() && key.charAt(key.length() - 1) == c;
    }

    private static String sound(char c, char last, char next) {
        return switch (c) {
            // Latin, as different languages spell the same name
            case 'k' -> next == 'h' ? "" : "k";
            case 'c' -> next == 'h' ? "" : next == 'k' ? "" : "k";
            case 'h' -> last == 'p' || last == 't' ? "" : "h";
            case 'p' -> next == 'h' ? "v" : "p";
            case 'f', 'w' -> "v";
            case 'x' -> "ks";
            case 'y', 'j' -> "i";
            case 'u' -> last == 'o' ? "" : "u";
            case 'o' -> next == 'u' || next == 'υ' ? "u" : "o";
            case 'ß' -> "s";
            case 'ø' -> "o";
            case 'æ' -> "e";
            case 'ł' -> "l";
            case 'đ' -> "d";
            // Greek
            case 'α' -> "a";
            case 'β' -> "v";
            case 'γ' -> "g";
            case 'δ' -> "d";
            case 'ε' -> "e";
            case 'ζ' -> "z";
            case 'η', 'ι' -> "i";
            case 'θ' -> "t";
            case 'κ' -> "k";
            case 'λ' -> "l";
            case 'μ', 'µ' -> "m";
            case 'ν' -> "n";
            case 'ξ' -> "ks";
            case 'ο' -> next == 'υ' || next == 'u' ? "u" : "o";
            case 'π' -> "p";
            case 'ρ' -> "r";
            case 'σ', 'ς' -> "s";
            case 'τ' -> "t";
            case 'υ' -> last == 'ο' || last == 'o' ? "" : last == 'α' || last == 'ε' ? "v" : "i";
            case 'φ' -> "v";
            case 'χ' -> "h";
            case 'ψ' -> "ps";
            case 'ω' -> "o";
            // Cyrillic, Russian and its neighbours
            case 'а' -> "a";
            case 'б' -> "b";
            case 'в' -> "v";
            case 'г', 'ґ' -> "g";
            case 'д' -> "d";
            case 'е', 'э', 'є' -> "e";
            case 'ж' -> "zh";
            case 'з' -> "z";
            case 'и', 'й', 'ы', 'і', 'ї', 'ј' -> "i";
            case 'к' -> "k";
            case 'л' -> "l";
            case 'м' -> "m";
            case 'н' -> "n";
            case 'о' -> "o";
            case 'п' -> "p";
            case 'р' -> "r";
            case 'с' -> "s";
            case 'т' -> "t";
            case 'у' -> "u";
            case 'ф' -> "v";
            case 'х' -> "h";
            case 'ц' -> "ts";
            case 'ч' -> "h";
            case 'ш', 'щ' -> "sh";
            case 'ъ', 'ь' -> "";
            case 'ю' -> "iu";
            case 'я' -> "ia";
            default -> Character.toString(c);
        };
    }
}

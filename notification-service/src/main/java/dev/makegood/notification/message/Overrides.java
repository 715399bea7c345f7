package dev.makegood.notification.message;

import com.ibm.icu.text.MessageFormat;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Words that a company puts in the place of those that Makegood comes with: files of the same names, with only the keys that are to be
 * said otherwise. They are data and nothing else: an ICU pattern with the arguments that the text had, which no template engine ever
 * reads. Anything else in them, and the service does not start.
 */
final class Overrides {

    private static final Pattern FILE = Pattern.compile("([a-z]+)_([a-z]+)\\.properties");

    /** Longer than any text, and shorter than what would be written to wear a machine out. */
    private static final int LONGEST = 2000;

    private static final long LARGEST = 256 * 1024;

    /** What a text may do with an argument: show it, count it, or choose by it. */
    private static final Set<String> KINDS = Set.of("plural", "select");

    private static final Pattern KIND = Pattern.compile("\\{\\s*\\w+\\s*,\\s*(\\w+)");

    private final Wording wording;
    private final List<String> faults = new ArrayList<>();

    private Overrides(Wording wording) {
        this.wording = wording;
    }

    /**
     * The words, with those of the folder in their places.
     *
     * @throws IllegalStateException if anything in the folder is not as it has to be: it says what, and where
     */
    static Wording read(Wording wording, Path folder) {
        return new Overrides(wording).read(folder);
    }

    private Wording read(Path folder) {
        Map<String, Map<Language, Map<String, MessageFormat>>> read = new TreeMap<>();
        for (Path file : files(folder)) {
            var name = FILE.matcher(file.getFileName().toString());
            var language = name.matches() ? language(name.group(2)) : Optional.<Language>empty();
            if (language.isEmpty() || !Wording.BUNDLES.contains(name.group(1))) {
                faults.add("%s: no file of this name is looked for".formatted(file));
            } else {
                read.computeIfAbsent(name.group(1), bundle -> new EnumMap<>(Language.class))
                        .put(language.get(), formats(file, name.group(1), language.get()));
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "makegood.message.folder has texts that cannot be used:\n" + String.join("\n", faults));
        }
        var replaced = wording;
        for (var bundle : read.entrySet()) {
            replaced = replaced.with(
                    bundle.getKey(), replaced.bundle(bundle.getKey()).with(bundle.getValue()));
        }
        return replaced;
    }

    /** What is mounted brings files of its own along, whose names begin with a dot. */
    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("makegood.message.folder cannot be read: " + folder, e);
        }
    }

    private static Optional<Language> language(String code) {
        return Arrays.stream(Language.values())
                .filter(language -> language.code().equals(code))
                .findFirst();
    }

    private Map<String, MessageFormat> formats(Path file, String bundle, Language language) {
        Map<String, MessageFormat> formats = new HashMap<>();
        properties(file).forEach((name, value) -> {
            var key = name.toString();
            var pattern = value.toString();
            fault(wording.bundle(bundle), language, key, pattern)
                    .ifPresentOrElse(
                            fault -> faults.add("%s, %s: %s".formatted(file, key, fault)),
                            () -> formats.put(key, new MessageFormat(pattern, language.locale())));
        });
        return formats;
    }

    private Properties properties(Path file) {
        var properties = new Properties();
        try {
            if (Files.size(file) > LARGEST) {
                faults.add("%s: larger than %d bytes".formatted(file, LARGEST));
            } else {
                properties.load(new StringReader(Files.readString(file)));
            }
        } catch (CharacterCodingException e) {
            faults.add("%s: not UTF-8".formatted(file));
        } catch (IOException | IllegalArgumentException e) {
            faults.add("%s: cannot be read: %s".formatted(file, e.getMessage()));
        }
        return properties;
    }

    /** What is wrong with a text; empty if nothing is. */
    private static Optional<String> fault(Texts texts, Language language, String key, String pattern) {
        if (!texts.keys(language).contains(key)) {
            return Optional.of("there is no text of this name");
        }
        if (pattern.isBlank() || pattern.length() > LONGEST) {
            return Optional.of("from 1 to %d characters".formatted(LONGEST));
        }
        if (pattern.chars().anyMatch(c -> c == '<' || c == '>' || Character.isISOControl(c))) {
            return Optional.of("words only, without markup and on one line");
        }
        var kinds = KIND.matcher(pattern).results().map(found -> found.group(1)).toList();
        if (!KINDS.containsAll(kinds)) {
            return Optional.of("an argument is shown as it is, or by plural or select, and not by %s".formatted(kinds));
        }
        return arguments(texts.arguments(language, key), language, pattern)
                .or(() -> Banned.in(pattern, language).map("«%s» is a word that nobody is to read"::formatted));
    }

    private static Optional<String> arguments(Set<String> known, Language language, String pattern) {
        try {
            Set<String> unknown = new HashSet<>(new MessageFormat(pattern, language.locale()).getArgumentNames());
            unknown.removeAll(known);
            return unknown.isEmpty()
                    ? Optional.empty()
                    : Optional.of("it has no %s; what it has is %s".formatted(unknown, known));
        } catch (IllegalArgumentException e) {
            return Optional.of("not a message pattern: " + e.getMessage());
        }
    }
}

package dev.makegood.chassis.text;

import com.ibm.icu.text.MessageFormat;
import dev.makegood.contract.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * A bundle of texts in every language: UTF-8 property files {@code <bundle>_<language>.properties}, whose values are ICU message
 * patterns with named arguments ({@code {count, plural, one {…} other {…}}}). All languages have the same keys, or none loads.
 */
public final class Texts {

    private final Map<Language, Map<String, MessageFormat>> patterns = new EnumMap<>(Language.class);

    /**
     * Reads a bundle from the class path.
     *
     * @throws IllegalStateException if a language is missing, lacks a key, or has one that the others lack
     */
    public static Texts load(String bundle) {
        return new Texts(bundle);
    }

    private Texts(String bundle) {
        for (Language language : Language.values()) {
            var properties = read("%s_%s.properties".formatted(bundle, language.code()));
            Map<String, MessageFormat> formats = new HashMap<>();
            properties.forEach((key, pattern) ->
                    formats.put(key.toString(), new MessageFormat(pattern.toString(), language.locale())));
            patterns.put(language, Map.copyOf(formats));
        }
        for (Language language : Language.values()) {
            if (!keys(language).equals(keys(Language.EN))) {
                Set<String> odd = new TreeSet<>(keys(Language.EN));
                odd.addAll(keys(language));
                odd.removeIf(
                        key -> keys(language).contains(key) && keys(Language.EN).contains(key));
                throw new IllegalStateException("%s differs from English in %s: %s".formatted(bundle, language, odd));
            }
        }
    }

    private Texts(Map<Language, Map<String, MessageFormat>> patterns) {
        this.patterns.putAll(patterns);
    }

    /** The same texts but for these, which say it otherwise. */
    public Texts with(Map<Language, Map<String, MessageFormat>> others) {
        Map<Language, Map<String, MessageFormat>> all = new EnumMap<>(Language.class);
        patterns.forEach((language, formats) -> {
            Map<String, MessageFormat> replaced = new HashMap<>(formats);
            replaced.putAll(others.getOrDefault(language, Map.of()));
            all.put(language, Map.copyOf(replaced));
        });
        return new Texts(all);
    }

    /** The names of the arguments that this text is made of. */
    public Set<String> arguments(Language language, String key) {
        var format = patterns.getOrDefault(language, Map.of()).get(key);
        return format == null ? Set.of() : format.getArgumentNames();
    }

    /** The keys that this language has texts for. */
    public Set<String> keys(Language language) {
        return patterns.getOrDefault(language, Map.of()).keySet();
    }

    /** A text that takes no arguments. */
    public String say(Language language, String key) {
        return say(language, key, Map.of());
    }

    /**
     * A text with its arguments put in.
     *
     * @throws IllegalArgumentException if there is no such text
     */
    public String say(Language language, String key, Map<String, ?> arguments) {
        var format = patterns.getOrDefault(language, Map.of()).get(key);
        if (format == null) {
            throw new IllegalArgumentException("No text " + key);
        }
        // A MessageFormat is not safe for threads to share.
        return ((MessageFormat) format.clone()).format(new HashMap<>(arguments));
    }

    private static Properties read(String name) {
        var properties = new Properties();
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("No texts " + name);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

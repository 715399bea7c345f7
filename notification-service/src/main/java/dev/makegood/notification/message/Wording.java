package dev.makegood.notification.message;

import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The words of all messages: of mails to customers, of telephone messages, and of what is told to those who work here and to parties.
 * Each key stands in one of these bundles.
 */
final class Wording {

    /** The names of the bundles, as files begin. */
    static final List<String> BUNDLES = List.of("mail", "sms", "desk");

    private final Map<String, Texts> bundles;

    private Wording(Map<String, Texts> bundles) {
        this.bundles = bundles;
    }

    /** The words that Makegood comes with. */
    static Wording load() {
        Map<String, Texts> bundles = new LinkedHashMap<>();
        BUNDLES.forEach(bundle -> bundles.put(bundle, Texts.load("texts/" + bundle)));
        var seen = new TreeSet<String>();
        bundles.forEach((bundle, texts) -> texts.keys(Language.EN).forEach(key -> {
            if (!seen.add(key)) {
                throw new IllegalStateException("Two texts are called %s; one stands in %s".formatted(key, bundle));
            }
        }));
        return new Wording(bundles);
    }

    /** The same words but for one bundle's. */
    Wording with(String bundle, Texts texts) {
        Map<String, Texts> all = new LinkedHashMap<>(bundles);
        all.put(bundle, texts);
        return new Wording(all);
    }

    /**
     * The bundle of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    Texts bundle(String name) {
        var texts = bundles.get(name);
        if (texts == null) {
            throw new IllegalArgumentException("No bundle " + name);
        }
        return texts;
    }

    String say(Language language, String key, Map<String, ?> arguments) {
        return bundles.values().stream()
                .filter(texts -> texts.keys(language).contains(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No text " + key))
                .say(language, key, arguments);
    }
}

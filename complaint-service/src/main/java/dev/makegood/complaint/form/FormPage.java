package dev.makegood.complaint.form;

import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the form says, in one language.
 *
 * @param wrong the fields that cannot be taken as they are, by name, and the texts that say why
 * @param notice what is to be said about all of it
 * @param verification the code that is waited for
 */
record FormPage(
        Language language,
        Filled filled,
        Map<String, String> wrong,
        @Nullable String notice,
        @Nullable UUID verification,
        String today) {

    private static final Texts TEXTS = Texts.load("texts/form");

    static FormPage of(Language language, Filled filled, String today) {
        return new FormPage(language, filled, Map.of(), null, null, today);
    }

    FormPage wrong(Map<String, String> fields) {
        return new FormPage(language, filled, Map.copyOf(fields), null, null, today);
    }

    /** The same, with something to be said about all of it. */
    FormPage saying(String text) {
        return new FormPage(language, filled, wrong, it(text), verification, today);
    }

    FormPage awaiting(UUID code) {
        return new FormPage(language, filled, wrong, notice, code, today);
    }

    public String lang() {
        return language.code();
    }

    public String it(String key) {
        return TEXTS.say(language, key);
    }

    public String to() {
        return TEXTS.say(language, "code.text", Map.of("email", filled.email()));
    }

    public boolean isWrong(String field) {
        return wrong.containsKey(field);
    }

    public String why(String field) {
        return it("wrong." + wrong.get(field));
    }

    /** The fields that are wrong, in the order in which they stand on the page. */
    public List<String> wrongFields() {
        return List.of("words", "outcome", "product", "occurred", "other", "name", "email", "phone").stream()
                .filter(wrong::containsKey)
                .toList();
    }

    /** What people may say that they feel. */
    public List<Feeling> feelings() {
        return Arrays.stream(Emotion.values())
                .map(emotion -> new Feeling(
                        emotion.name(),
                        it("emotion." + emotion),
                        filled.emotions().contains(emotion)))
                .toList();
    }

    public record Feeling(String name, String said, boolean felt) {}

    public List<LanguageLink> languages() {
        return Arrays.stream(Language.values())
                .map(other -> new LanguageLink(
                        other.code(), other.locale().getDisplayLanguage(other.locale()), other == language))
                .toList();
    }

    public record LanguageLink(String code, String name, boolean current) {}
}

package dev.makegood.chassis.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.Language;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextsTest {

    private final Map<String, String> files = new HashMap<>();

    TextsTest() {
        for (Language language : Language.values()) {
            files.put("greeting_%s.properties".formatted(language.code()), """
                    hello = Hello {name}
                    days = {count, plural, one {# day} other {# days}}
                    plain = It''s here
                    """);
        }
        files.put("greeting_ru.properties", """
                hello = Здравствуйте, {name}
                days = {count, plural, one {# день} few {# дня} many {# дней} other {# дня}}
                plain = Готово
                """);
    }

    @Test
    void eachLanguageHasItsOwnWordsAndItsOwnPlurals() {
        var texts = load();
        assertThat(texts.say(Language.RU, "hello", Map.of("name", "Ирина"))).isEqualTo("Здравствуйте, Ирина");
        assertThat(texts.say(Language.RU, "days", Map.of("count", 1))).isEqualTo("1 день");
        assertThat(texts.say(Language.RU, "days", Map.of("count", 3))).isEqualTo("3 дня");
        assertThat(texts.say(Language.RU, "days", Map.of("count", 5))).isEqualTo("5 дней");
        assertThat(texts.say(Language.EN, "days", Map.of("count", 1))).isEqualTo("1 day");
        assertThat(texts.say(Language.EN, "plain")).isEqualTo("It's here");
    }

    @Test
    void anArgumentIsNeverAPattern() {
        assertThat(load().say(Language.EN, "hello", Map.of("name", "{name.class} {0} ''")))
                .isEqualTo("Hello {name.class} {0} ''");
    }

    @Test
    void anUnknownTextIsNotSaid() {
        assertThatThrownBy(() -> load().say(Language.EN, "nothing")).hasMessage("No text nothing");
    }

    @Test
    void aLanguageThatLacksATextKeepsAllFromLoading() {
        files.put("greeting_fi.properties", "hello = Hei {name}");
        assertThatThrownBy(this::load)
                .hasMessageContaining("FI")
                .hasMessageContaining("days")
                .hasMessageContaining("plain");
        files.remove("greeting_fi.properties");
        assertThatThrownBy(this::load).hasMessage("No texts greeting_fi.properties");
    }

    private Texts load() {
        var before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {
            @Override
            public @Nullable InputStream getResourceAsStream(String name) {
                var text = files.get(name);
                return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        });
        try {
            return Texts.load("greeting");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}

package dev.makegood.complaint.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EL | Τι έχει να κάνει αυτό με μας;
            EL | Περιμένω έξι εβδομάδες. Claim NG-558201.
            RU | Сколько можно ждать? Шесть недель!
            EN | I have been waiting for six weeks and nobody called.
            EN | This is a joke. You promised to call me.
            ES | Llevo seis semanas esperando y nadie me llama.
            ES | ¡Esto es una vergüenza! No me han devuelto el dinero.
            FI | Olen odottanut kuusi viikkoa, mutta kukaan ei soita.
            FI | Tämä on häpeä. En ole saanut rahojani takaisin.
            """)
    void whatIsClearIsNoted(Language language, String words) {
        assertThat(Spoken.in(words)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "😡😡😡",
                "NG-558201",
                "OK",
                "Ich warte seit sechs Wochen auf mein Auto.",
                "Чекаю вже шість тижнів!",
                "每次都这样"
            })
    void whatIsNotClearIsNotNoted(String words) {
        assertThat(Spoken.in(words)).isEmpty();
    }

    @Test
    void aLongTextTakesNoTime() {
        long start = System.nanoTime();
        Spoken.in("a".repeat(100_000));
        Spoken.in("the ".repeat(5_000));
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(1_000);
    }
}

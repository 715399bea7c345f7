package dev.makegood.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ντροπή!",
                "👨‍👩‍👧",
                "\ud83d\ude21",
                "\t\r\n\u0001\u001b\ufffd\uffff",
                "{name.class} =1+1 <b>"
            })
    void whateverPeopleSayPasses(String text) {
        assertThat(CleanText.isClean(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\ud83d", "\ude21", "a\ud83d", "\ude21\ud83d", "\ud83d\ud83d\ude21"})
    void whatNoDatabaseKeepsDoesNot(String text) {
        assertThat(CleanText.isClean(text)).isFalse();
    }
}

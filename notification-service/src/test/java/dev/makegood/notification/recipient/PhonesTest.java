package dev.makegood.notification.recipient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Language;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number says whether it takes texts, and about where it rings. */
class PhonesTest {

    @ParameterizedTest
    @CsvSource({
        "+306941234567, true",
        "+34612345678, true",
        "+358401234567, true",
        "+79161234567, true",
        "+12024561111, true",
        "+302101234567, false",
        "+309012345678, false",
        "+35860012345, false",
        "+35870012345, false",
        "+34803123456, false",
        "+19005551234, false",
        "+18005551234, false",
        "+78001234567, false",
        "+447911123456, true",
        "+447612345678, false",
        "+882161234567, false",
        "+306, false",
        "nothing, false",
        ", false"
    })
    void aTextGoesToMobileNumbersAlone(@Nullable String number, boolean texted) {
        assertThat(Phones.canBeTexted(number)).isEqualTo(texted);
    }

    @ParameterizedTest
    @CsvSource({
        "+306941234567, Europe/Athens",
        "+358401234567, Europe/Helsinki",
        "+34612345678, Europe/Madrid",
        "+351912345678, Europe/Lisbon",
        "+35799123456, Asia/Nicosia",
    })
    void aCountryWithOneTimeTellsTheZone(String number, String zone) {
        assertThat(Phones.zone(number)).contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({"+12024561111", "+79161234567", "+61412345678", "+882161234567", "nothing"})
    void aCountryWithSeveralTimesDoesNot(String number) {
        assertThat(Phones.zone(number)).isEmpty();
    }

    @Test
    void aNumberIsReadAsItIsDialledAtHome() {
        assertThat(Phones.e164("694 123 4567", Language.EL)).contains("+306941234567");
        assertThat(Phones.e164("+358 40 123 4567", Language.EL)).contains("+358401234567");
        assertThat(Phones.e164("my number", Language.EN)).isEmpty();
    }
}

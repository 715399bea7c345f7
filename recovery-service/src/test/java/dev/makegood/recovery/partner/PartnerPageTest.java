package dev.makegood.recovery.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Language;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.leg.Leg;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PartnerPageTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPromiseAndStateHasWordsInEveryLanguage(Language language) {
        assertThat(PartnerPage.TEXTS.keys(language))
                .containsAll(Arrays.stream(PromiseKind.values())
                        .map(kind -> "promise." + kind)
                        .toList())
                .containsAll(Arrays.stream(Leg.State.values())
                        .map(state -> "state." + state)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "EN, 5, 5 days left",
        "ES, 5, quedan 5 días",
        "EL, 5, μένουν 5 ημέρες",
        "FI, 5, 5 päivää jäljellä",
        "RU, 5, осталось 5 дней",
        "RU, 3, осталось 3 дня",
        "RU, 21, остался 21 день"
    })
    void timeThatIsLeftIsSaidAsPeopleSayIt(Language language, int days, String said) {
        assertThat(PartnerPage.left(Duration.ofDays(days), language)).isEqualTo(said);
    }

    @Test
    void shortTimesAreSaidInHours() {
        assertThat(PartnerPage.left(Duration.ofDays(2).minusSeconds(1), Language.EN))
                .isEqualTo("47 hours left");
        assertThat(PartnerPage.left(Duration.ofMinutes(59), Language.EN)).isEqualTo("less than an hour left");
        assertThat(PartnerPage.left(Duration.ofMinutes(-1), Language.EN)).isEqualTo("overdue");
    }
}

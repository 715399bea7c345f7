package dev.makegood.complaint.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.complaint.customer.Preferences.NotCalled;
import dev.makegood.contract.Language;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PreferencesTest {

    private static final NotCalled NIGHTS = new NotCalled(List.of(), LocalTime.of(21, 0), LocalTime.of(8, 30));
    private static final NotCalled FRIDAY_NIGHT =
            new NotCalled(List.of(DayOfWeek.FRIDAY), LocalTime.of(21, 0), LocalTime.of(8, 30));

    @Test
    void aNightEndsInTheMorning() {
        assertThat(NIGHTS.holds(DayOfWeek.MONDAY, LocalTime.of(23, 0))).isTrue();
        assertThat(NIGHTS.holds(DayOfWeek.MONDAY, LocalTime.of(8, 29))).isTrue();
        assertThat(NIGHTS.holds(DayOfWeek.MONDAY, LocalTime.of(8, 30))).isFalse();
        assertThat(FRIDAY_NIGHT.holds(DayOfWeek.SATURDAY, LocalTime.of(8, 0))).isTrue();
        assertThat(FRIDAY_NIGHT.holds(DayOfWeek.FRIDAY, LocalTime.of(8, 0))).isFalse();
        assertThat(FRIDAY_NIGHT.holds(DayOfWeek.SATURDAY, LocalTime.of(22, 0))).isFalse();
    }

    @Test
    void aTimeIsReadAsItWasWritten() {
        assertThat(NotCalled.read(NIGHTS.text())).isEqualTo(NIGHTS);
        assertThat(NotCalled.read(FRIDAY_NIGHT.text())).isEqualTo(FRIDAY_NIGHT);
        assertThat(FRIDAY_NIGHT.text()).isEqualTo("FRIDAY 21:00-08:30");
    }

    @Test
    void surveysAreAllowedUntilSomebodySaysNo() {
        assertThat(surveys(null).allowsSurveys()).isTrue();
        assertThat(surveys(true).allowsSurveys()).isTrue();
        assertThat(surveys(false).allowsSurveys()).isFalse();
    }

    private static Preferences surveys(@Nullable Boolean said) {
        return new Preferences(Language.EN, null, said, null, List.of());
    }
}

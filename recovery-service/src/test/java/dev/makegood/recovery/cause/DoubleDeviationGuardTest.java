package dev.makegood.recovery.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.CauseClass;
import dev.makegood.recovery.cause.DoubleDeviationGuard.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoubleDeviationGuardTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Failure THIS = failure(CauseClass.PROCESS, "DELAY", 0, null);

    private final DoubleDeviationGuard guard = new DoubleDeviationGuard(Duration.ofDays(90));

    @Test
    void theSameCauseWithinNinetyDaysIsADoubleDeviation() {
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", 30, 20))).isTrue();
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", 90, 90))).isTrue();
    }

    @Test
    void anotherCauseIsNot() {
        assertThat(repeats(failure(CauseClass.SUPPLIER, "DELAY", 30, 20))).isFalse();
        assertThat(repeats(failure(CauseClass.PROCESS, "HANDOVER", 30, 20))).isFalse();
    }

    @Test
    void whatHasNoSubCauseIsLikeAllOfItsClass() {
        assertThat(repeats(failure(CauseClass.PROCESS, null, 30, 20))).isTrue();
        assertThat(guard.repeated(
                        failure(CauseClass.PROCESS, null, 0, null),
                        List.of(failure(CauseClass.PROCESS, "HANDOVER", 5, 1))))
                .isPresent();
    }

    @Test
    void whatEndedLongerAgoIsForgotten() {
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", 120, 91))).isFalse();
    }

    @Test
    void whatBeganLongAgoAndLastedIsNotForgotten() {
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", 200, 60))).isTrue();
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", 200, null))).isTrue();
    }

    @Test
    void whatCameAfterIsNoRepeatedFailureOfWhatCameBefore() {
        assertThat(repeats(failure(CauseClass.PROCESS, "DELAY", -1, null))).isFalse();
        assertThat(guard.repeated(THIS, List.of(THIS))).isEmpty();
    }

    @Test
    void theLatestOfManyIsTheOneThatIsRepeated() {
        var latest = failure(CauseClass.PROCESS, "DELAY", 10, 5);
        assertThat(guard.repeated(
                        THIS,
                        List.of(
                                failure(CauseClass.PROCESS, "DELAY", 40, 30),
                                latest,
                                failure(CauseClass.POLICY, null, 2, null))))
                .contains(latest);
    }

    private boolean repeats(Failure other) {
        return guard.repeated(THIS, List.of(other)).isPresent();
    }

    private static Failure failure(
            CauseClass cause, @Nullable String subCause, int openedDaysAgo, @Nullable Integer closedDaysAgo) {
        return new Failure(
                UUID.randomUUID(),
                cause,
                subCause,
                NOW.minus(openedDaysAgo, ChronoUnit.DAYS),
                closedDaysAgo == null ? null : NOW.minus(closedDaysAgo, ChronoUnit.DAYS));
    }
}

package dev.makegood.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that says "not now" is left alone for longer each time. */
class BackoffTest {

    private final Backoff backoff = Backoff.doubling(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofDays(3));

    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT10S", "3,PT20S", "10,PT42M40S", "11,PT1H", "12,PT1H", "1000000,PT1H"})
    void eachWaitIsTwiceTheLastUpToAnHour(int attempts, Duration wait) {
        assertThat(backoff.after(attempts, 0.5)).isEqualTo(wait);
    }

    @Test
    void notAllComeBackAtTheSameInstant() {
        assertThat(backoff.after(1, 0)).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void afterThreeDaysItIsGivenUp() {
        assertThat(backoff.givesUp(9, Duration.ofDays(3).minusSeconds(1))).isFalse();
        assertThat(backoff.givesUp(9, Duration.ofDays(3))).isTrue();
    }

    @Test
    void aLadderIsClimbedRungByRungAndThenLeft() {
        var ladder = Backoff.ladder(List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(10)));
        assertThat(IntStream.rangeClosed(1, 4).mapToObj(attempt -> ladder.after(attempt, 0.5)))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(10), Duration.ofHours(10));
        assertThat(ladder.givesUp(3, Duration.ofDays(9))).isFalse();
        assertThat(ladder.givesUp(4, Duration.ofSeconds(1))).isTrue();
    }
}

package dev.makegood.recovery.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Ownership.Owned;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final Instant OPENED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Person ELENI = new Person("1", "Eleni");

    @Test
    void oneOwnerFromTheFirstInstantLeavesNothingUnowned() {
        assertThat(unowned(owned(0, null))).isZero();
    }

    @Test
    void intervalsThatTouchLeaveNothingUnowned() {
        assertThat(unowned(owned(0, 100L), owned(100, 200L), owned(200, null))).isZero();
    }

    @Test
    void aGapIsCounted() {
        assertThat(unowned(owned(0, 100L), owned(130, 200L), owned(205, null))).isEqualTo(35);
    }

    @Test
    void theTimeBeforeTheFirstAndAfterTheLastIsCounted() {
        assertThat(unowned(owned(7, 990L))).isEqualTo(17);
        assertThat(unowned()).isEqualTo(1000);
    }

    @Test
    void anOverlapHidesNoGap() {
        assertThat(unowned(owned(0, 300L), owned(50, 100L), owned(310, null))).isEqualTo(10);
    }

    @Test
    void theSmallestGapIsASecond() {
        var gap = new Owned(ELENI, OPENED.plusNanos(1000), null, "late", null);
        assertThat(Ownership.of(UUID.randomUUID(), ELENI, OPENED, OPENED.plusSeconds(1000), Arrays.asList(gap))
                        .unownedSeconds())
                .isEqualTo(1);
    }

    private static long unowned(Owned... intervals) {
        return Ownership.of(UUID.randomUUID(), ELENI, OPENED, OPENED.plusSeconds(1000), Arrays.asList(intervals))
                .unownedSeconds();
    }

    private static Owned owned(long from, @Nullable Long until) {
        return new Owned(
                ELENI, OPENED.plusSeconds(from), until == null ? null : OPENED.plusSeconds(until), "test", null);
    }
}

package dev.makegood.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** No more leaves in a second than was agreed with whoever takes it in. */
class ThrottleTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(7);

    @Test
    void withoutALimitThereIsRoomForAll() {
        var throttle = new Throttle(0, 0, nanos::get);
        throttle.took("slow.example");
        assertThat(throttle.room(64)).isEqualTo(64);
        assertThat(throttle.full(Map.of("slow.example", 2), 4)).isEqualTo(Map.of("slow.example", 2));
    }

    @Test
    void whatIsNotUsedIsSavedForASecondAndNoLonger() {
        var throttle = new Throttle(10, 0, nanos::get);
        nanos.addAndGet(3600 * SECOND);
        assertThat(throttle.room(64)).isEqualTo(10);
        take(throttle, "a.example", 10);
        assertThat(throttle.room(64)).isZero();
        nanos.addAndGet(SECOND / 2);
        assertThat(throttle.room(64)).isEqualTo(5);
    }

    @Test
    void oneReceiversFillLeavesTheOthersRoom() {
        var throttle = new Throttle(0, 3, nanos::get);
        take(throttle, "a.example", 2);
        take(throttle, "b.example", 3);
        assertThat(throttle.full(Map.of("a.example", 1), 4)).isEqualTo(Map.of("a.example", 3, "b.example", 4));
        nanos.addAndGet(SECOND);
        assertThat(throttle.full(Map.of("a.example", 1), 4)).isEqualTo(Map.of("a.example", 1));
    }

    private static void take(Throttle throttle, String receiver, int times) {
        for (int i = 0; i < times; i++) {
            throttle.took(receiver);
        }
    }
}

package dev.makegood.recovery.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.PromiseKind;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final Instant DUE = Instant.parse("2026-03-02T10:00:00Z");

    private final Promise promise =
            new Promise(UUID.randomUUID(), PromiseKind.NEXT_UPDATE, DUE, DUE.minusSeconds(86_400));

    @Test
    void aPromiseIsKeptUpToTheInstantAtWhichItIsDue() {
        promise.settle(DUE);
        assertThat(promise.state()).isEqualTo(Promise.State.KEPT);
        assertThat(promise.settledAt()).isEqualTo(DUE);
    }

    @Test
    void aPromiseThatIsDoneLateIsBroken() {
        promise.settle(DUE.plusNanos(1000));
        assertThat(promise.state()).isEqualTo(Promise.State.BROKEN);
    }

    @Test
    void aPromiseIsSettledOnce() {
        promise.settle(DUE);
        assertThatThrownBy(() -> promise.settle(DUE.plusSeconds(1))).isInstanceOf(IllegalStateException.class);
        assertThat(promise.state()).isEqualTo(Promise.State.KEPT);
    }
}

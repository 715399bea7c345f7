package dev.makegood.recovery.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.recovery.calendar.Places;
import dev.makegood.recovery.calendar.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PromiseTest {

    private static final Instant MADE = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant DUE = Instant.parse("2026-03-02T10:00:00Z");

    private final Promise promise = promise(PromiseKind.NEXT_UPDATE);

    @Test
    void aPromiseIsKeptUpToTheInstantAtWhichItIsDue() {
        assertThat(promise.done(JourneyState.RECOVERING, DUE)).get().isInstanceOf(PromiseKept.class);
        assertThat(promise.state()).isEqualTo(Promise.State.KEPT);
        assertThat(promise.settledAt()).isEqualTo(DUE);
        assertThat(promise.doneAt()).isEqualTo(DUE);
        assertThat(promise.nextAt()).isNull();
    }

    @Test
    void aPromiseThatIsDoneLateIsBroken() {
        assertThat(promise.done(JourneyState.RECOVERING, DUE.plusNanos(1000)))
                .get()
                .isInstanceOf(PromiseBroken.class);
        assertThat(promise.state()).isEqualTo(Promise.State.BROKEN);
        assertThat(promise.stage()).isNull();
    }

    @Test
    void aPromiseIsSettledOnce() {
        promise.done(JourneyState.RECOVERING, DUE);
        assertThat(promise.done(JourneyState.RECOVERING, DUE.plusSeconds(1))).isEmpty();
        assertThat(promise.end(JourneyState.CLOSED, DUE.plusSeconds(1))).isEmpty();
        assertThat(promise.state()).isEqualTo(Promise.State.KEPT);
        assertThat(promise.settledAt()).isEqualTo(DUE);
    }

    @Test
    void itsTimerFirstWarns() {
        assertThat(promise.stage()).isEqualTo(Promise.Stage.WARN);
        assertThat(promise.nextAt()).isEqualTo(MADE.plus(Duration.ofHours(18)));
        assertThat(promise.dueAt()).isEqualTo(DUE);
        assertThat(promise.made(JourneyState.OPENED).term()).isEqualTo("24 hours");
        assertThat(promise.made(JourneyState.OPENED).calendar()).isEqualTo("always");
    }

    @Test
    void itIsDueLaterWhileItsJourneyIsPausedAndSoonerWhenThatEnds() {
        var start = MADE.plus(Duration.ofHours(1));
        var paused = follow(promise, new Stop(start, start.plus(Duration.ofDays(3))));
        assertThat(paused.dueAt()).isEqualTo(DUE.plus(Duration.ofDays(3)));
        assertThat(promise.nextAt()).isEqualTo(MADE.plus(Duration.ofHours(18 + 72)));
        var resumed = follow(promise, new Stop(start, start.plus(Duration.ofHours(2))));
        assertThat(resumed.dueAt()).isEqualTo(DUE.plus(Duration.ofHours(2)));
        assertThat(promise.nextAt()).isEqualTo(MADE.plus(Duration.ofHours(18 + 2)));
    }

    @Test
    void aPauseMovesNeitherTheLawNorWhatIsSettled() {
        var law = promise(PromiseKind.STATUTORY);
        var stop = List.of(new Stop(MADE, MADE.plus(Duration.ofDays(3))));
        assertThat(law.follow(Places.ALWAYS, stop, JourneyState.RECOVERING, MADE))
                .isEmpty();
        assertThat(law.dueAt()).isEqualTo(DUE);
        promise.done(JourneyState.RECOVERING, MADE);
        assertThat(promise.follow(Places.ALWAYS, stop, JourneyState.RECOVERING, MADE))
                .isEmpty();
        assertThat(promise.dueAt()).isEqualTo(DUE);
    }

    @Test
    void whatWasNotDueWhenTheJourneyEndedIsNotOwedAnyMore() {
        assertThat(promise.end(JourneyState.CLOSED, DUE)).isEmpty();
        assertThat(promise.state()).isEqualTo(Promise.State.LAPSED);
        assertThat(promise.nextAt()).isNull();
        var late = promise(PromiseKind.CALL_BACK);
        assertThat(late.end(JourneyState.CLOSED, DUE.plusSeconds(1))).get().isInstanceOf(PromiseBroken.class);
    }

    private static PromiseMoved follow(Promise promise, Stop stop) {
        return promise.follow(Places.ALWAYS, List.of(stop), JourneyState.RECOVERING, stop.from())
                .orElseThrow();
    }

    private static Promise promise(PromiseKind kind) {
        return new Promise(
                UUID.randomUUID(),
                Commitment.within(Term.of("24 hours"), "always", kind),
                Places.ALWAYS,
                List.of(),
                MADE);
    }
}

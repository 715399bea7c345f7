package dev.makegood.recovery.promise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Closing;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PauseReason;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.recovery.calendar.Places;
import dev.makegood.recovery.calendar.Term;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever happens to a journey, the clocks that are kept are those that follow from what was told. */
class ClockHistoryTest {

    private static final long SEED = 10_000;
    private static final Person ELENI = new Person("eleni", "Eleni Papadaki");

    private static final List<String> TERMS = List.of(
            "30 minutes",
            "4 hours",
            "24 hours",
            "3 days",
            "1 week",
            "8 weeks",
            "45 working minutes",
            "4 working hours",
            "1 working day",
            "3 working days",
            "10 working days");

    @Test
    void tenThousandHistoriesGiveTheClocksThatAreKept() {
        Map<Class<?>, Integer> told = new HashMap<>();
        for (int number = 0; number < 10_000; number++) {
            var history = new History(new Random(SEED + number));
            history.live();
            var context = "history %d of seed %d".formatted(number, SEED);
            assertThat(Rebuilt.from(history.told)).as(context).isEqualTo(history.kept());
            history.told.forEach(event -> told.merge(event.getClass(), 1, Integer::sum));
            // What the customer was told last of each promise is when it is due.
            history.lastTold()
                    .forEach((id, dueAt) ->
                            assertThat(history.promise(id).dueAt()).as(context).isEqualTo(dueAt));
        }
        // It has all happened, and often.
        assertThat(told.get(PromiseMoved.class)).isGreaterThan(10_000);
        assertThat(told.get(PromiseBroken.class)).isGreaterThan(10_000);
        assertThat(told.get(PromiseKept.class)).isGreaterThan(5_000);
        assertThat(told.get(JourneyClosed.class)).isGreaterThan(500);
    }

    /** One journey's life, as the desk, the customer and time would have it. */
    private static final class History {

        private final Random random;
        private final UUID journey = UUID.randomUUID();
        private final List<JourneyEvent> told = new ArrayList<>();
        private final Map<UUID, Promise> promises = new LinkedHashMap<>();
        private final List<Pause> pauses = new ArrayList<>();
        private Instant now;

        History(Random random) {
            this.random = random;
            // Clocks are set in March and in October; holidays are all the year round.
            now = Instant.parse("2026-01-15T00:00:00Z").plus(random.nextInt(320 * 24 * 60), ChronoUnit.MINUTES);
        }

        void live() {
            make(null);
            for (int steps = 5 + random.nextInt(25); steps > 0; steps--) {
                pass();
                switch (random.nextInt(8)) {
                    case 0, 1 -> make(null);
                    case 2 -> pending().ifPresent(promise -> make(promise.id()));
                    case 3, 4 -> {
                        if (open() == null) {
                            pause();
                        } else {
                            resume();
                        }
                    }
                    case 5 -> pending().ifPresent(promise -> tell(promise.done(JourneyState.RECOVERING, now)));
                    default -> {}
                }
            }
            if (random.nextInt(10) == 0) {
                promises.values().forEach(promise -> tell(promise.end(JourneyState.CLOSED, now)));
                told.add(new JourneyClosed(journey, ELENI, Closing.WITHDRAWN, JourneyState.CLOSED, now));
            }
        }

        /** Time passes, and the sweep comes by, at times late. */
        private void pass() {
            now = now.plus(1 + random.nextInt(random.nextBoolean() ? 600 : 6_000), ChronoUnit.MINUTES);
            var open = open();
            if (open != null && open.untilAt().isBefore(now)) {
                told.add(open.end(ELENI, JourneyState.RECOVERING, open.untilAt()));
            }
            if (random.nextInt(4) > 0) {
                promises.values().forEach(this::sweep);
            }
        }

        private void sweep(Promise promise) {
            if (promise.state() == Promise.State.PENDING && promise.dueAt().isBefore(now)) {
                tell(promise.done(JourneyState.RECOVERING, now));
            }
        }

        private void make(@Nullable UUID replaces) {
            var calendar = any(Places.ALL);
            var kind = any(List.of(PromiseKind.values()));
            boolean named = random.nextInt(4) == 0;
            var commitment = new Commitment(
                    kind,
                    named ? null : Term.of(any(TERMS)),
                    named ? now.plus(1 + random.nextInt(20_000), ChronoUnit.MINUTES) : null,
                    calendar.id(),
                    null,
                    replaces,
                    null);
            var promise = new Promise(journey, commitment, calendar, stops(), now);
            promises.put(promise.id(), promise);
            told.add(promise.made(JourneyState.RECOVERING));
        }

        private void pause() {
            var until = now.plus(1 + random.nextInt(30 * 24 * 60), ChronoUnit.MINUTES);
            var pause = new Pause(journey, any(List.of(PauseReason.values())), null, ELENI, until, now);
            pauses.add(pause);
            told.add(pause.paused(JourneyState.RECOVERING));
            follow();
        }

        private void resume() {
            var open = open();
            if (open != null) {
                told.add(open.end(ELENI, JourneyState.RECOVERING, now));
                follow();
            }
        }

        private void follow() {
            promises.values().forEach(promise -> {
                var calendar = Places.of(promise.calendarId(), promise.calendarVersion());
                promise.follow(calendar, stops(), JourneyState.RECOVERING, now).ifPresent(told::add);
            });
        }

        private void tell(Optional<Event> event) {
            event.map(JourneyEvent.class::cast).ifPresent(told::add);
        }

        private @Nullable Pause open() {
            return pauses.stream()
                    .filter(pause -> pause.endedAt() == null)
                    .findFirst()
                    .orElse(null);
        }

        private Optional<Promise> pending() {
            var pending = promises.values().stream()
                    .filter(promise -> promise.state() == Promise.State.PENDING)
                    .toList();
            return pending.isEmpty() ? Optional.empty() : Optional.of(any(pending));
        }

        private <T> T any(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }

        private List<Stop> stops() {
            return pauses.stream().map(Pause::stop).toList();
        }

        Promise promise(UUID id) {
            return Objects.requireNonNull(promises.get(id));
        }

        Map<UUID, Rebuilt> kept() {
            Map<UUID, Rebuilt> kept = new LinkedHashMap<>();
            promises.forEach((id, promise) -> kept.put(
                    id,
                    new Rebuilt(
                            promise.state(),
                            promise.dueAt(),
                            promise.warnAt(),
                            promise.escalateAt(),
                            promise.nextAt())));
            return kept;
        }

        Map<UUID, Instant> lastTold() {
            Map<UUID, Instant> last = new LinkedHashMap<>();
            told.forEach(event -> {
                switch (event) {
                    case PromiseMade made -> last.put(made.promiseId(), made.dueAt());
                    case PromiseMoved moved -> last.put(moved.promiseId(), moved.dueAt());
                    default -> {}
                }
            });
            return last;
        }
    }
}

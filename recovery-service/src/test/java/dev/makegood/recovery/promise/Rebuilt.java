package dev.makegood.recovery.promise;

import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyPaused;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseMade;
import dev.makegood.recovery.calendar.Places;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.calendar.WorkingCalendar;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A promise's clock as it follows from nothing but what was told of its journey, and the calendars.
 *
 * @param nextAt when its timer fires next as long as it is pending; absent afterwards
 */
public record Rebuilt(
        Promise.State state,
        Instant dueAt,
        Instant warnAt,
        Instant escalateAt,
        @Nullable Instant nextAt) {

    /** The clocks of a journey by promise, from its history in order. */
    public static Map<UUID, Rebuilt> from(
            List<? extends JourneyEvent> history, BiFunction<String, Integer, WorkingCalendar> calendars) {
        Map<UUID, Stop> stops = new LinkedHashMap<>();
        Map<UUID, PromiseMade> pending = new LinkedHashMap<>();
        Map<UUID, Boolean> warned = new LinkedHashMap<>();
        Map<UUID, Rebuilt> clocks = new LinkedHashMap<>();
        for (JourneyEvent event : history) {
            switch (event) {
                case JourneyPaused paused -> stops.put(paused.pauseId(), new Stop(paused.at(), paused.until()));
                case JourneyResumed resumed ->
                    stops.computeIfPresent(
                            resumed.pauseId(),
                            (id, stop) -> new Stop(
                                    stop.from(), resumed.at().isBefore(stop.until()) ? resumed.at() : stop.until()));
                case PromiseMade made -> pending.put(made.promiseId(), made);
                case PromiseKept kept ->
                    clocks.put(
                            kept.promiseId(),
                            settled(Promise.State.KEPT, pending.remove(kept.promiseId()), stops, calendars));
                case PromiseBroken broken ->
                    clocks.put(
                            broken.promiseId(),
                            settled(Promise.State.BROKEN, pending.remove(broken.promiseId()), stops, calendars));
                case JourneyEscalated escalated -> {
                    if (escalated.reason() == EscalationReason.PROMISE_AT_RISK && escalated.promiseId() != null) {
                        warned.put(escalated.promiseId(), true);
                    }
                }
                case JourneyClosed closed -> {
                    pending.forEach(
                            (id, made) -> clocks.put(id, settled(Promise.State.LAPSED, made, stops, calendars)));
                    pending.clear();
                }
                default -> {}
            }
        }
        pending.forEach((id, made) -> {
            var clock = clock(made, stops, calendars);
            clocks.put(
                    id,
                    new Rebuilt(
                            Promise.State.PENDING,
                            clock.dueAt(),
                            clock.warnAt(),
                            clock.escalateAt(),
                            warned.containsKey(id) ? clock.dueAt() : clock.warnAt()));
        });
        return clocks;
    }

    /** The clocks of a journey whose calendars are tests' own. */
    public static Map<UUID, Rebuilt> from(List<? extends JourneyEvent> history) {
        return from(history, Places::of);
    }

    private static Rebuilt settled(
            Promise.State state,
            @Nullable PromiseMade made,
            Map<UUID, Stop> stops,
            BiFunction<String, Integer, WorkingCalendar> calendars) {
        if (made == null) {
            throw new AssertionError("What was never promised, or settled before, is settled");
        }
        var clock = clock(made, stops, calendars);
        return new Rebuilt(state, clock.dueAt(), clock.warnAt(), clock.escalateAt(), null);
    }

    private static PromiseClock clock(
            PromiseMade made, Map<UUID, Stop> stops, BiFunction<String, Integer, WorkingCalendar> calendars) {
        var id = made.calendar();
        var version = made.calendarVersion();
        if (id == null || version == null) {
            throw new AssertionError("A promise names its calendar");
        }
        var calendar = calendars.apply(id, version);
        var term = made.term() == null ? null : Term.of(made.term());
        var agreedAt = term == null ? made.dueAt() : term.due(made.at(), calendar);
        return PromiseClock.of(made.kind(), made.at(), agreedAt, term, calendar, List.copyOf(stops.values()));
    }
}

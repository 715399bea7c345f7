package dev.makegood.complaint.tracking;

import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.complaint.timeline.Timeline.PromiseState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the customer was promised, soonest first; and the nearest of it that is still to come. */
record Promises(@Nullable Next next, List<Promised> all) {

    /**
     * What happens next.
     *
     * @param left how long until then; absent once it is due
     */
    record Next(
            String what,
            String at,
            String day,
            String time,
            @Nullable String left) {}

    record Promised(String what, String by, String state, String mark) {}

    static Promises of(List<Timeline.Promised> promises, Instant now, Say say) {
        var next = promises.stream()
                .filter(promise -> promise.state() == PromiseState.PENDING)
                .findFirst()
                .map(promise -> next(promise, now, say))
                .orElse(null);
        return new Promises(
                next, promises.stream().map(promise -> promised(promise, say)).toList());
    }

    private static Next next(Timeline.Promised promise, Instant now, Say say) {
        var due = promise.dueAt();
        return new Next(
                say.it("promise." + promise.kind()),
                due.toString(),
                say.weekday(due),
                say.it("next.by", Map.of("time", say.time(due))),
                due.isAfter(now) ? say.until(now, due) : null);
    }

    private static Promised promised(Timeline.Promised promise, Say say) {
        return new Promised(
                say.it("promise." + promise.kind()),
                say.it("promise.by", Map.of("due", say.calendar(promise.dueAt()))),
                say.it("promise." + promise.state()),
                promise.state().name().toLowerCase(Locale.ROOT));
    }
}

package dev.makegood.recovery.journey;

import static java.util.Objects.requireNonNull;

import dev.makegood.contract.DoubleDeviation;
import dev.makegood.contract.Event;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.cause.DoubleDeviationGuard;
import dev.makegood.recovery.cause.DoubleDeviationGuard.Failure;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where the same customer is let down again by the same cause: whoever owned it the first time is recalled, and calls them in
 * person. Looked for as a cause is given; and anew a moment later, since the earlier of two journeys may be the one whose cause is
 * given last, or at the same instant.
 */
@ApplicationScoped
class DoubleDeviations {

    private static final int BATCH = 50;

    /** Whatever is missed is missed by moments; the rest is for when nobody swept for a while. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);

    private final Journeys journeys;
    private final Promises promises;
    private final Tasks tasks;
    private final JourneySettings settings;
    private final Clock clock;

    DoubleDeviations(Journeys journeys, Promises promises, Tasks tasks, JourneySettings settings, Clock clock) {
        this.journeys = journeys;
        this.promises = promises;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    /** What follows from the cause that this journey, which is locked, has now: nothing, unless it was so before. */
    List<Event> raise(Journey journey) {
        if (journey.earlier() != null || journey.cause() == null) {
            return List.of();
        }
        return new DoubleDeviationGuard(settings.repeatedWithin())
                .repeated(failure(journey), others(journey))
                .map(earlier -> recall(journey, journeys.require(earlier.journey())))
                .orElse(List.of());
    }

    private List<Event> recall(Journey journey, Journey earlier) {
        var now = clock.instant();
        var callDueAt = now.plus(settings.callAfterRepeat());
        journey.repeats(earlier.id());
        var handedOver = journeys.give(
                journey, earlier.holder(), "Let down again by the same cause as in " + earlier.reference());
        tasks.add(new Task(
                journey.id(),
                journey.owner(),
                Task.Kind.CALL,
                "Call %s in person: the same has happened to them again, after %s."
                        .formatted(journey.customerName(), earlier.reference()),
                callDueAt,
                now));
        List<Event> events = new ArrayList<>();
        events.add(new DoubleDeviation(
                journey.id(),
                earlier.id(),
                requireNonNull(journey.cause()),
                journey.owner(),
                callDueAt,
                journey.state(),
                now));
        events.addAll(handedOver);
        events.add(promises.make(journey.id(), Commitment.by(callDueAt, PromiseKind.CALL_BACK), journey.state()));
        return events;
    }

    @Scheduled(
            every = "${makegood.journey.repeats:20s}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        missed().forEach(id -> QuarkusTransaction.requiringNew().run(() -> {
            var journey = journeys.change(id);
            journeys.tell(journey, raise(journey));
        }));
    }

    /** Journeys on which somebody works of which it was not known, when their cause was given, that it was so before. */
    @SuppressWarnings("unchecked") // a query for one column
    private List<UUID> missed() {
        return QuarkusTransaction.requiringNew()
                .call(() -> journeys.getEntityManager()
                        .createNativeQuery("""
                                select distinct later.id from journey earlier
                                join journey later on later.customer_id = earlier.customer_id and later.cause = earlier.cause
                                where earlier.classified_at > :since and coalesce(earlier.closing <> 'MERGED', true)
                                and later.earlier_id is null and later.state = 'RECOVERING'
                                and (earlier.opened_at, earlier.id) < (later.opened_at, later.id)
                                and coalesce(earlier.sub_cause = later.sub_cause, true)
                                and coalesce(earlier.closed_at >= later.opened_at - make_interval(secs => :window), true)
                                """, UUID.class)
                        .setParameter("since", clock.instant().minus(LOOK_BACK))
                        .setParameter("window", settings.repeatedWithin().toSeconds())
                        .setMaxResults(BATCH)
                        .getResultList());
    }

    private static Failure failure(Journey journey) {
        return new Failure(
                journey.id(),
                requireNonNull(journey.cause()),
                journey.subCause(),
                journey.openedAt(),
                journey.closedAt());
    }

    private List<Failure> others(Journey journey) {
        return journeys
                .list(
                        // Who complained twice about one thing was let down once.
                        """
                        customerId = ?1 and cause = ?2 and openedAt <= ?3 and id <> ?4
                        and (closing is null or closing <> MERGED)
                        """, journey.customerId(), journey.cause(), journey.openedAt(), journey.id())
                .stream()
                .map(DoubleDeviations::failure)
                .toList();
    }
}

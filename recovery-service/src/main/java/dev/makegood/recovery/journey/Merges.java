package dev.makegood.recovery.journey;

import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Two complaints about one thing: one journey answers both. What the customer was promised in the one that ends holds in the one
 * that goes on, and what its parties were asked for is listed to its owner. Told of apart, the first is where it was. The two
 * complaints' events come in no order between them, so what cannot be taken over yet is taken over a moment later.
 */
@ApplicationScoped
class Merges {

    private static final int BATCH = 50;
    private static final int LONGEST_LIST = 20;

    private final Journeys journeys;
    private final JourneyMoves moves;
    private final Promises promises;
    private final Tasks tasks;
    private final jakarta.enterprise.event.Event<JourneyMerged> mergings;
    private final Clock clock;

    Merges(
            Journeys journeys,
            JourneyMoves moves,
            Promises promises,
            Tasks tasks,
            jakarta.enterprise.event.Event<JourneyMerged> mergings,
            Clock clock) {
        this.journeys = journeys;
        this.moves = moves;
        this.promises = promises;
        this.tasks = tasks;
        this.mergings = mergings;
        this.clock = clock;
    }

    void merge(ComplaintsMerged merged) {
        lock(merged.complaintId(), merged.into());
        var journey = journeys.change(merged.complaintId());
        if (journey.isErased() || merged.into().equals(journey.mergedInto())) {
            return;
        }
        List<String> open = new ArrayList<>();
        journey.merge(merged.into(), merged.by(), clock.instant())
                .ifPresent(closed -> journeys.tell(
                        journey,
                        journeys.end(journey, closed, "It goes on as %s.".formatted(merged.intoReference()), open)));
        journey.leftOpen(open);
        takeOver(journey);
    }

    void unmerge(ComplaintsUnmerged unmerged) {
        lock(unmerged.complaintId(), unmerged.from());
        var journey = journeys.change(unmerged.complaintId());
        var mergedAt = journey.mergedAt();
        var into = journey.mergedInto();
        if (into == null || mergedAt == null) {
            return;
        }
        var now = clock.instant();
        var reopened = journey.unmerge("It is answered on its own again.", now);
        if (reopened.isPresent()) {
            List<Event> events = new ArrayList<>();
            events.add(reopened.get());
            events.addAll(promises.revive(journey.id(), mergedAt, journey.state()));
            journeys.tell(journey, events);
            tasks.add(new Task(
                    journey.id(),
                    journey.owner(),
                    Task.Kind.LOOK,
                    "%s is on its own again. What parties were asked for was taken back when it was merged: ask anew for what is still needed."
                            .formatted(journey.reference()),
                    now,
                    now));
        }
        journeys.findByIdOptional(into)
                .ifPresent(other -> tasks.add(new Task(
                        other.id(),
                        other.owner(),
                        Task.Kind.LOOK,
                        "%s is on its own again, apart from this.".formatted(journey.reference()),
                        now,
                        now)));
    }

    /** What could not be taken over when it was merged, since the other complaint had not come yet. */
    @Scheduled(
            every = "${makegood.journey.take-over:5s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        for (UUID[] pair : waiting()) {
            QuarkusTransaction.requiringNew().run(() -> {
                lock(pair[0], pair[1]);
                takeOver(journeys.change(pair[0]));
            });
        }
    }

    private List<UUID[]> waiting() {
        return QuarkusTransaction.requiringNew()
                .call(() -> journeys.getEntityManager()
                        .createQuery("""
                                select merged.id, other.id from Journey merged, Journey other
                                where merged.mergedInto = other.id and merged.takenOverAt is null order by merged.mergedAt
                                """, Object[].class)
                        .setMaxResults(BATCH)
                        .getResultStream()
                        .map(row -> new UUID[] {(UUID) row[0], (UUID) row[1]})
                        .toList());
    }

    /** In one order, whoever merges what into what. */
    private void lock(UUID one, UUID other) {
        Stream.of(one, other).sorted().forEach(id -> journeys.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE));
    }

    private void takeOver(Journey journey) {
        if (journey.mergedInto() == null || journey.takenOverAt() != null) {
            return;
        }
        surviving(journey).ifPresent(other -> takeOver(journey, other));
    }

    private Optional<Journey> surviving(Journey journey) {
        return journeys.findByIdOptional(journey.mergedInto()).map(into -> journeys.changeSurviving(into.id()));
    }

    private void takeOver(Journey journey, Journey other) {
        var now = clock.instant();
        var mergedAt = journey.mergedAt();
        boolean wasOpen = journey.mergedState() != JourneyState.CLOSED;
        if (wasOpen && mergedAt != null) {
            if (other.state() == JourneyState.CLOSED && !other.isErased()) {
                moves.dispute(other, "%s, which was merged into this, was still open.".formatted(journey.reference()));
            }
            journeys.tell(
                    other,
                    promises.takeOver(journey.id(), mergedAt, other.id(), other.state(), canBeKept(other.state())));
        }
        tasks.add(new Task(other.id(), other.owner(), Task.Kind.LOOK, said(journey), now, now));
        mergings.fire(new JourneyMerged(journey.id(), other.id()));
        journey.takenOver(now);
    }

    private static String said(Journey journey) {
        var open = journey.mergedOpen();
        return open.isEmpty()
                ? "%s was merged into this.".formatted(journey.reference())
                : "%s was merged into this. Taken back there, and to be asked for here where it is still needed: %s"
                        .formatted(
                                journey.reference(),
                                String.join(
                                        "; ", open.stream().limit(LONGEST_LIST).toList()));
    }

    /** What a journey in this state can still keep, so that nothing is promised that is broken already. */
    static Set<PromiseKind> canBeKept(JourneyState state) {
        var kinds = EnumSet.of(PromiseKind.CALL_BACK, PromiseKind.REMEDY_DELIVERY);
        switch (state) {
            case OPENED -> kinds = EnumSet.allOf(PromiseKind.class);
            case ACKNOWLEDGED, RECOVERING ->
                kinds.addAll(List.of(
                        PromiseKind.FIRST_CONTACT,
                        PromiseKind.NEXT_UPDATE,
                        PromiseKind.RESOLUTION,
                        PromiseKind.STATUTORY));
            case PROPOSED, REFUSED, CONFIRMED, CLOSED -> {
                // Our answer is out: what is awaited is the customer's.
            }
        }
        return kinds;
    }
}

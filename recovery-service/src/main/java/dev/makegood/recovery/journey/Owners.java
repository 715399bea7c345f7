package dev.makegood.recovery.journey;

import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.AbsencesChanged;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.journey.Succession.Handover;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whose journeys are, and were: finds owners, and stores what {@link Succession} says. */
@ApplicationScoped
public class Owners {

    private static final Duration LONGEST_KNOWN = Duration.ofMinutes(30);

    private final EntityManager entities;
    private final Agents agents;
    private final Loads loads;
    private final Tasks tasks;
    private final Clock clock;

    Owners(EntityManager entities, Agents agents, Loads loads, Tasks tasks, Clock clock) {
        this.entities = entities;
        this.agents = agents;
        this.loads = loads;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * The journey of a complaint: owned from the instant of its receipt, and given to whom it should be by now. What somebody took
     * in person stays theirs.
     */
    Opening open(ComplaintReceived received) {
        var now = clock.instant();
        var directory =
                received.at().isBefore(now.minus(LONGEST_KNOWN)) ? agents.directory(received.at()) : agents.directory();
        var succession = new Succession(directory);
        var owner = directory.present(received.owner(), received.at());
        var journey = new Journey(received, owner);
        journey.ofTeam(succession.team(owner));
        var opened = journey.opened();
        List<Handover> handovers = new ArrayList<>(succession.follow(journey, now));
        if (!received.takenInPerson() && !directory.agents().isEmpty()) {
            new Routing(directory, loads::of)
                    .choose(
                            journey.language(),
                            journey.product(),
                            madeItRight(journey.customerId()).orElse(null),
                            now)
                    .ifPresent(choice ->
                            handovers.addAll(succession.give(journey, choice.person(), choice.reason(), now)));
        }
        loads.add(journey.owner().id());
        var first = new OwnerInterval(
                journey.id(),
                owner,
                received.at(),
                received.takenInPerson() ? "took it in person" : "duty lead at receipt",
                owner.equals(received.owner()) ? null : received.owner());
        return Opening.of(journey, opened, first, handovers);
    }

    /** It is this person's from now on, or whoever's is there for them. */
    List<Event> give(Journey journey, Person to, String reason) {
        return store(
                journey,
                new Succession(agents.directory(journey.ownerSince())).give(journey, to, reason, clock.instant()));
    }

    /** Whoever should own it by now does; each from the instant at which they left or came back. */
    List<Event> catchUp(Journey journey) {
        var now = clock.instant();
        // What is closed is not looked at while people come and go; whoever opens it again finds who is there now.
        return journey.ownerCheckAt().isAfter(now) && journey.state() != JourneyState.CLOSED
                ? List.of()
                : store(journey, new Succession(agents.directory(journey.ownerSince())).follow(journey, now));
    }

    /** Who owned it when, oldest first. */
    List<OwnerInterval> of(UUID journey) {
        return entities.createQuery(
                        "from OwnerInterval where journeyId = :journey order by fromAt, id", OwnerInterval.class)
                .setParameter("journey", journey)
                .getResultList();
    }

    /** Someone leaves or is back: the journeys that may change hands are looked at. */
    void look(@Observes AbsencesChanged absences) {
        // Whose customer is still owed something is looked at although it is closed.
        entities.createQuery("""
                        update Journey set ownerCheckAt = :now
                        where holderId in :affected and (state <> CLOSED or nextPromiseAt < :never)
                        """)
                .setParameter("now", clock.instant())
                .setParameter("never", Promises.NEVER)
                .setParameter("affected", absences.affected())
                .executeUpdate();
    }

    private List<Event> store(Journey journey, List<Handover> handovers) {
        List<Event> events = new ArrayList<>();
        for (Handover handover : handovers) {
            var at = handover.next().fromAt();
            entities.createQuery(
                            "update OwnerInterval set untilAt = :at where journeyId = :journey and untilAt is null")
                    .setParameter("at", at)
                    .setParameter("journey", journey.id())
                    .executeUpdate();
            entities.persist(handover.next());
            tasks.handOver(journey.id(), handover.from(), handover.next().owner());
            events.addAll(handover.told());
        }
        return events;
    }

    private Optional<String> madeItRight(UUID customer) {
        return entities.createQuery("""
                        select holderId from Journey where customerId = :customer and closing = CONFIRMED
                        order by closedAt desc
                        """, String.class)
                .setParameter("customer", customer)
                .setMaxResults(1)
                // Nothing that this transaction wrote is asked for: its rows may still be gathered and written
                // together.
                .setFlushMode(FlushModeType.COMMIT)
                .getResultStream()
                .findFirst();
    }

    /** A journey that is about to be stored, with whose it has been so far and what is to be told. */
    record Opening(Journey journey, List<OwnerInterval> intervals, List<Event> events) {

        static Opening of(Journey journey, Event opened, OwnerInterval first, List<Handover> handovers) {
            List<OwnerInterval> intervals = new ArrayList<>(List.of(first));
            List<Event> events = new ArrayList<>(List.of(opened));
            for (Handover handover : handovers) {
                intervals.getLast().end(handover.next().fromAt());
                intervals.add(handover.next());
                events.addAll(handover.told());
            }
            return new Opening(journey, intervals, events);
        }
    }
}

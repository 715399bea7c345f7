package dev.makegood.recovery.journey;

import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Event;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.AbsencesChanged;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.agent.Directory;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose journeys are. A journey is given to somebody, its holder; its owner is whoever is there for the holder at each instant. As
 * one interval ends at the very instant at which the next begins, there is no instant without an owner, and none with two.
 */
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
        var owner = directory.present(received.owner(), received.at());
        var journey = new Journey(received, owner);
        journey.ofTeam(team(directory, owner));
        var opening = new Opening(journey, new ArrayList<>(), new ArrayList<>());
        opening.events.add(journey.opened());
        opening.intervals.add(new OwnerInterval(
                journey.id(),
                owner,
                received.at(),
                received.takenInPerson() ? "took it in person" : "duty lead at receipt",
                owner.equals(received.owner()) ? null : received.owner()));
        opening.events.addAll(follow(journey, directory, now, opening));
        if (!received.takenInPerson() && !directory.agents().isEmpty()) {
            new Routing(directory, loads::of)
                    .choose(
                            journey.language(),
                            journey.product(),
                            madeItRight(journey.customerId()).orElse(null),
                            now)
                    .ifPresent(choice -> opening.events.addAll(
                            give(journey, directory, choice.person(), choice.reason(), now, opening)));
        }
        loads.add(journey.owner().id());
        return opening;
    }

    /** It is this person's from now on, or whoever's is there for them. */
    List<Event> give(Journey journey, Person to, String reason) {
        return give(journey, agents.directory(journey.ownerSince()), to, reason, clock.instant(), null);
    }

    /** Whoever should own it by now does; each from the instant at which they left or came back. */
    List<Event> catchUp(Journey journey) {
        var now = clock.instant();
        return journey.ownerCheckAt().isAfter(now)
                ? List.of()
                : follow(journey, agents.directory(journey.ownerSince()), now, null);
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
        entities.createQuery("update Journey set ownerCheckAt = :now where holderId in :affected and state <> CLOSED")
                .setParameter("now", clock.instant())
                .setParameter("affected", absences.affected())
                .executeUpdate();
    }

    private List<Event> give(
            Journey journey, Directory directory, Person to, String reason, Instant now, @Nullable Opening opening) {
        var at = now.isAfter(journey.ownerSince()) ? now : journey.ownerSince();
        journey.give(to);
        List<Event> events = new ArrayList<>();
        var owner = directory.present(to, at);
        if (!owner.equals(journey.owner())) {
            events.add(handOver(journey, directory, owner, reason, at, opening));
        }
        journey.checkOwner(directory.deputies().next(to.id(), at).orElse(Promises.NEVER));
        return events;
    }

    private List<Event> follow(Journey journey, Directory directory, Instant now, @Nullable Opening opening) {
        var holder = journey.holder();
        List<Event> events = new ArrayList<>();
        for (var change : directory.deputies().changes(holder.id(), journey.ownerSince(), now)) {
            if (!change.person().equals(journey.owner().id())) {
                var owner = directory.named(change.person(), holder);
                var reason = (owner.equals(holder) ? "%s is back" : "%s is away").formatted(holder.name());
                events.add(handOver(journey, directory, owner, reason, change.at(), opening));
            }
        }
        journey.checkOwner(directory.deputies().next(holder.id(), now).orElse(Promises.NEVER));
        return events;
    }

    private Event handOver(
            Journey journey, Directory directory, Person owner, String reason, Instant at, @Nullable Opening opening) {
        var standsInFor = owner.equals(journey.holder()) ? null : journey.holder();
        var interval = new OwnerInterval(journey.id(), owner, at, reason, standsInFor);
        if (opening != null) {
            opening.intervals.getLast().end(at);
            opening.intervals.add(interval);
        } else {
            entities.createQuery(
                            "update OwnerInterval set untilAt = :at where journeyId = :journey and untilAt is null")
                    .setParameter("at", at)
                    .setParameter("journey", journey.id())
                    .executeUpdate();
            entities.persist(interval);
            tasks.handOver(journey.id(), journey.owner(), owner);
        }
        return journey.own(owner, standsInFor, team(directory, owner), reason, at);
    }

    private static @Nullable String team(Directory directory, Person owner) {
        return directory.find(owner.id()).map(Colleague::team).orElse(null);
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
    record Opening(Journey journey, List<OwnerInterval> intervals, List<Event> events) {}
}

package dev.makegood.recovery.journey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerAskedAgain;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.breach.Breaches;
import dev.makegood.recovery.charter.Charter;
import dev.makegood.recovery.charter.Charters;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Tasks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every journey. */
@ApplicationScoped
public class Journeys implements PanacheRepositoryBase<Journey, UUID> {

    private final Promises promises;
    private final Charters charters;
    private final Owners owners;
    private final Tasks tasks;
    private final Breaches breaches;
    private final jakarta.enterprise.event.Event<JourneyGiven> given;
    private final jakarta.enterprise.event.Event<JourneyEnded> ended;
    private final Outbox outbox;
    private final Caller caller;
    private final Clock clock;

    Journeys(
            Promises promises,
            Charters charters,
            Owners owners,
            Tasks tasks,
            Breaches breaches,
            jakarta.enterprise.event.Event<JourneyGiven> given,
            jakarta.enterprise.event.Event<JourneyEnded> ended,
            Outbox outbox,
            Caller caller,
            Clock clock) {
        this.promises = promises;
        this.charters = charters;
        this.owners = owners;
        this.tasks = tasks;
        this.breaches = breaches;
        this.given = given;
        this.ended = ended;
        this.outbox = outbox;
        this.caller = caller;
        this.clock = clock;
    }

    /** A complaint came in: its journey begins, with its owner and its first promises, all in this transaction. */
    void open(ComplaintReceived received) {
        var opening = owners.open(received);
        var journey = opening.journey();
        int version = charters.latest();
        var charter = charters.require(version);
        var regime = charter.regime(received.product(), received.channel()).id();
        journey.begin(version, regime);
        var promised = promises.first(
                journey.id(),
                charter.atOpening(regime).stream().map(Journeys::commitment).toList(),
                received.at());
        // Said before it is stored, so that opening a journey writes its row once.
        journey.nextPromise(promised.stream()
                .map(Promise::dueAt)
                .min(Comparator.naturalOrder())
                .orElse(Promises.NEVER));
        persist(journey);
        opening.intervals().forEach(getEntityManager()::persist);
        List<Event> events = new ArrayList<>(opening.events());
        events.addAll(promises.make(promised, journey.state()));
        outbox.add(events.toArray(Event[]::new));
    }

    private static Commitment commitment(Charter.Due due) {
        return Commitment.within(due.term(), due.calendar(), due.kind()).under(due.right());
    }

    /** A customer's copies follow the customer; what is older than what is known is not news. */
    public void know(Customer customer) {
        // Locked, since a sweep that looked ahead meanwhile would be written over.
        find("""
                        ((customerId = ?1 and customerVersion < ?2) or (representativeId = ?1 and representativeVersion < ?2))
                        and erasedAt is null order by id
                        """, customer.id(), customer.version())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(journey -> journey.know(customer));
    }

    /**
     * @throws NotFound if there is no such journey
     */
    public Journey require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /**
     * The journey, for a change: nobody else changes it until this transaction ends, and it is whose it should be at this instant.
     *
     * @throws NotFound if there is no such journey
     */
    public Journey change(UUID id) {
        var journey = findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
        outbox.add(owners.catchUp(journey).toArray(Event[]::new));
        return journey;
    }

    /** Whether its customer was forgotten. */
    boolean isErased(UUID id) {
        return count("id = ?1 and erasedAt is not null", id) > 0;
    }

    /** This journey, and those that were merged into it: what was said in any of them was said once. */
    @SuppressWarnings("unchecked") // a query for one column
    public List<UUID> family(UUID journey) {
        return getEntityManager()
                .createNativeQuery("""
                        with recursive family (id) as (
                            select cast(:journey as uuid)
                            union select merged.id from journey merged join family on merged.merged_into = family.id)
                        select id from family
                        """, UUID.class)
                .setParameter("journey", journey)
                .getResultList();
    }

    /**
     * The same, or where it was merged into another, that one: whatever the customer says belongs to the one that goes on.
     *
     * @throws NotFound if there is no such journey
     */
    public Journey changeSurviving(UUID id) {
        var journey = change(id);
        Set<UUID> seen = new HashSet<>(Set.of(id));
        for (var into = journey.mergedInto(); into != null && seen.add(into); into = journey.mergedInto()) {
            if (findByIdOptional(into).isEmpty()) {
                break;
            }
            journey = change(into);
        }
        return journey;
    }

    /** It is this person's now, or whoever is there for them. */
    public List<Event> give(Journey journey, Person to, String reason) {
        given.fire(new JourneyGiven(journey));
        return owners.give(journey, to, reason);
    }

    /** It is closed, and what hangs on it ends with it. */
    List<Event> end(Journey journey, JourneyClosed closed) {
        return end(journey, closed, "The journey is closed.", new ArrayList<>());
    }

    /**
     * It is closed, and what hangs on it ends with it.
     *
     * @param because why, for those who were asked for something
     * @param open here is added what they were asked for
     */
    List<Event> end(Journey journey, JourneyClosed closed, String because, List<String> open) {
        ended.fire(new JourneyEnded(journey, because, open, closed.at()));
        tasks.done(journey.id(), closed.at());
        List<Event> events = new ArrayList<>(promises.end(journey.id(), closed.by(), journey.state()));
        events.add(closed);
        return events;
    }

    /**
     * The journey, for a change by the caller, who has to be its owner or a lead.
     *
     * @throws NotTheOwner if they are neither
     */
    public Journey changeByOwner(UUID id) {
        var journey = change(id);
        if (!journey.owner().id().equals(caller.id()) && !caller.has("lead")) {
            throw new NotTheOwner(journey.owner());
        }
        return journey;
    }

    /** The customer knows now that it was acknowledged, if it was: what was promised of that is kept, or was not in time. */
    List<Event> acknowledgementReached(Journey journey, Instant at) {
        return journey.acknowledgedAt() == null
                ? List.of()
                : promises.happened(journey.id(), PromiseKind.ACKNOWLEDGEMENT, at, journey.state());
    }

    /** The same, by a message. Nobody here did anything, so the version that somebody has read is not out of date by it. */
    public void acknowledgementArrived(Journey journey, Instant at) {
        var events = acknowledgementReached(journey, at);
        if (!events.isEmpty()) {
            tell(journey.setting(), events);
            flush();
            update("nextPromiseAt = ?1 where id = ?2", promises.next(journey.id()), journey.id());
        }
    }

    /** What happened to a journey leaves, with the rights that were broken by it, and its next promise is looked up anew. */
    public void tell(Journey journey, List<? extends Event> events) {
        journey.nextPromise(promises.next(journey.id()));
        tell(journey.setting(), events);
    }

    private void tell(Breaches.Setting setting, List<? extends Event> events) {
        for (Event event : events) {
            outbox.add(event);
            if (event instanceof PromiseBroken broken) {
                breaches.promiseBroken(broken, setting).ifPresent(outbox::add);
            } else if (event instanceof CustomerAskedAgain again) {
                breaches.askedAgain(again, setting).ifPresent(outbox::add);
            }
        }
    }

    /** Events of a move, with the promises that it settles. */
    public List<Event> settling(Journey journey, Event event, PromiseKind... kinds) {
        List<Event> events = new ArrayList<>(List.of(event));
        events.addAll(promises.settle(journey.id(), journey.state(), kinds));
        return events;
    }

    /** The next update is promised, as the charter has it. */
    List<Event> promiseUpdate(Journey journey) {
        return promise(journey, PromiseKind.NEXT_UPDATE);
    }

    /** That it will be put right is promised anew, as the charter has it. */
    List<Event> promiseResolution(Journey journey) {
        return promise(journey, PromiseKind.RESOLUTION);
    }

    private List<Event> promise(Journey journey, PromiseKind kind) {
        return charters.require(journey.charterVersion()).due(journey.regime(), kind).stream()
                .<Event>map(due -> promises.make(journey.id(), commitment(due), journey.state()))
                .toList();
    }

    /** Journeys, the soonest promise first. */
    List<Journey> queue(JourneyFilter filter, @Nullable Cursor after, int limit) {
        return select("from Journey", Journey.class, filter, after, limit);
    }

    /** Their ids, the soonest promise first. */
    public List<UUID> ids(JourneyFilter filter, int limit) {
        return select("select id from Journey", UUID.class, filter, null, limit);
    }

    private <T> List<T> select(String what, Class<T> type, JourneyFilter filter, @Nullable Cursor after, int limit) {
        var conditions = new LinkedHashMap<>(filter.conditions(clock.instant()));
        if (after != null) {
            conditions.put("(nextPromiseAt > :at or (nextPromiseAt = :at and id > :id))", null);
        }
        var query = getEntityManager()
                .createQuery(
                        what + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.keySet()))
                                + " order by nextPromiseAt, id",
                        type)
                .setMaxResults(limit);
        conditions.forEach((condition, value) -> {
            if (value != null) {
                query.setParameter(condition.substring(condition.indexOf(':') + 1), value);
            }
        });
        if (after != null) {
            query.setParameter("at", after.at()).setParameter("id", after.id());
        }
        return query.getResultList();
    }
}

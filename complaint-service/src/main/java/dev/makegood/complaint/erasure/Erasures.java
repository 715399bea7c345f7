package dev.makegood.complaint.erasure;

import dev.makegood.chassis.erasure.Leftovers;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.consent.Representations;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Forgets people. What can be counted stays: that there was a complaint, about what, when, and what became of it. */
@ApplicationScoped
class Erasures implements PanacheRepositoryBase<Erasure, UUID> {

    /** Hibernate's number for {@code skip locked}. */
    private static final int SKIP_LOCKED = -2;

    private final Customers customers;
    private final Complaints complaints;
    private final Representations representations;
    private final Event<Erasing> erasing;
    private final Outbox outbox;
    private final Leftovers leftovers;
    private final Clock clock;

    Erasures(
            Customers customers,
            Complaints complaints,
            Representations representations,
            Event<Erasing> erasing,
            Outbox outbox,
            Leftovers leftovers,
            Clock clock) {
        this.customers = customers;
        this.complaints = complaints;
        this.representations = representations;
        this.erasing = erasing;
        this.outbox = outbox;
        this.leftovers = leftovers;
        this.clock = clock;
    }

    /**
     * Somebody asks that this person is forgotten.
     *
     * @throws ErasureAsked if somebody did before
     * @throws dev.makegood.complaint.customer.MergedAway if another is served in their place: that one is forgotten, and all with them
     */
    Erasure ask(UUID customer, Erasure.Ground ground, String reason, Person by) {
        var locked = customers.locked(List.of(customer));
        locked.stream().findFirst().orElseThrow(NotFound::new).requireServed();
        find("customerId = ?1 and state = ?2", customer, Erasure.State.ASKED)
                .firstResultOptional()
                .ifPresent(asked -> {
                    throw new ErasureAsked(asked.id());
                });
        var erasure = new Erasure(customer, ground, reason, by, clock.instant());
        persistAndFlush(erasure);
        return erasure;
    }

    /** This one, which nobody else decides on until the end of this transaction. */
    Erasure claimed(UUID id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
    }

    /**
     * Another agrees, and they are forgotten: with everyone who was merged into them, and with all that any of them complained of.
     * What still goes on is withdrawn first, so that nobody works for somebody whom nobody knows.
     */
    void confirm(Erasure erasure, Person by) {
        var now = clock.instant();
        erasure.confirm(by, now);
        var person = person(erasure);
        var theirs = complaintsOf(person);
        for (var complaint : theirs.entrySet()) {
            if (complaint.getValue() != JourneyState.CLOSED) {
                outbox.add(new ComplaintWithdrawn(complaint.getKey(), null, now));
            }
            outbox.add(new CustomerErased(erasure.customer(), complaint.getKey(), now));
        }
        person.forEach(id -> outbox.add(new CustomerErased(id, null, now)));
        speakForNobody(person, theirs);
        var served = customers.locked(person);
        served.forEach(customer -> customer.forget(now));
        erasure.took(theirs.size());
        customers.flush();
        forget(erasure, person, List.copyOf(theirs.keySet()));
    }

    /** Locked from the one who is served on, so that nobody is merged with them now or kept apart. */
    private List<UUID> person(Erasure erasure) {
        customers.locked(List.of(erasure.customer())).forEach(Customer::requireServed);
        return customers.allOf(erasure.customer());
    }

    private Map<UUID, JourneyState> complaintsOf(List<UUID> person) {
        List<Object[]> rows = getEntityManager()
                .createQuery("select id, state from Complaint where customer.id in :person order by id", Object[].class)
                .setParameter("person", person)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Map<UUID, JourneyState> found = new LinkedHashMap<>();
        rows.forEach(row -> found.put((UUID) row[0], (JourneyState) row[1]));
        return found;
    }

    /** Whom they spoke for speaks for themselves again. */
    private void speakForNobody(List<UUID> person, Map<UUID, JourneyState> theirs) {
        complaints
                .find("representative.id in ?1 order by id", person)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(complaint -> {
                    var amended = complaint.beSpokenForBy(null, clock.instant());
                    if (!theirs.containsKey(complaint.id())) {
                        outbox.add(amended);
                    }
                });
    }

    /** Every feature forgets for itself; of those who were merged into them too. Can be done again, and is. */
    private void forget(Erasure erasure, List<UUID> person, List<UUID> theirs) {
        person.stream()
                .filter(id -> !id.equals(erasure.customer()))
                .forEach(id -> erasing.fire(new Erasing(id, List.of())));
        erasing.fire(new Erasing(erasure.customer(), theirs));
        leftovers.forget(keys(person, theirs));
    }

    /** Under which anything of theirs may have been told: those of complaints about which they spoke for others, too. */
    private List<UUID> keys(List<UUID> person, List<UUID> theirs) {
        return Stream.of(person, theirs, representations.spokenForBy(person))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    /** The next whose late arrivals are due to be looked for. */
    Optional<Erasure> due() {
        return find("sweepAt <= ?1 order by sweepAt", clock.instant())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .page(0, 1)
                .firstResultOptional();
    }

    /** What arrived since, or was being written at that moment, is forgotten too. */
    void sweep(Erasure erasure) {
        var person = customers.allOf(erasure.customer());
        var theirs = List.copyOf(complaintsOf(person).keySet());
        forget(erasure, person, theirs);
        if (waits(keys(person, theirs))) {
            erasure.sweepSoon(clock.instant());
        } else {
            erasure.swept(clock.instant());
        }
    }

    private boolean waits(List<UUID> keys) {
        return (boolean) getEntityManager()
                .createNativeQuery(
                        "select exists (select from outbox where sent_at is null and key = any(:keys))", Boolean.class)
                .setParameter("keys", keys.toArray(UUID[]::new))
                .getSingleResult();
    }

    List<Erasure> newest(Erasure.@Nullable State state, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true = true"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (state != null) {
            conditions.add("state = :state");
            values.put("state", state);
        }
        if (after != null) {
            conditions.add("(askedAt < :at or (askedAt = :at and id < :id))");
            values.put("at", after.at());
            values.put("id", after.id());
        }
        return find(String.join(" and ", conditions) + " order by askedAt desc, id desc", values)
                .page(0, limit)
                .list();
    }

    /** That it was asked for before, and not done. */
    void tell(@Observes Exporting exporting) {
        exporting.add(
                "erasures",
                find("customerId", exporting.customer()).list().stream()
                        .map(ErasuresResource.ErasureView::of)
                        .toList());
    }

    /** Why it was asked for at other times says who they are as well. */
    void forget(@Observes Erasing gone) {
        update("reason = '' where customerId = ?1 and reason <> ''", gone.customer());
    }
}

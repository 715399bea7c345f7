package dev.makegood.recovery.journey;

import dev.makegood.chassis.erasure.Leftovers;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.evidence.Evidence;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Forgets people: who they are and what was said by, to and about them. What can be counted stays, and the evidence can still be
 * verified. Every feature that keeps such a thing observes {@link CustomerErased} for its own tables.
 */
@ApplicationScoped
class Erasures {

    private static final int BATCH = 200;

    /** Whatever an answer that is kept for a while may be found by: the journey, and all that hangs on it. */
    private static final String NAMED = """
            insert into to_forget (id, since)
            select id, :now from (
                select cast(:journey as uuid) as id
                union select id from promise where journey_id = :journey
                union select id from leg where journey_id = :journey
                union select id from apology where journey_id = :journey
                union select id from attempt where journey_id = :journey
                union select id from remedy where journey_id = :journey
                union select id from asked_grant where journey_id = :journey
                union select id from refusal where journey_id = :journey
                union select id from transfer where journey_id = :journey
                union select id from task where journey_id = :journey
                union select id from note where journey_id = :journey
                union select id from customer_question where journey_id = :journey
                union select question.id from leg_question question join leg on leg.id = leg_id where leg.journey_id = :journey
            ) named
            on conflict do nothing
            """;

    private static final List<String> FORGET = List.of(
            "update apology set words = '(erased)' where journey_id = :journey",
            "update attempt set words = null where journey_id = :journey",
            "update owner_interval set reason = '(erased)' where journey_id = :journey");

    private final Journeys journeys;
    private final Evidence evidence;
    private final Leftovers leftovers;
    private final EntityManager entities;
    private final Event<CustomerErased> erased;
    private final Clock clock;

    Erasures(
            Journeys journeys,
            Evidence evidence,
            Leftovers leftovers,
            EntityManager entities,
            Event<CustomerErased> erased,
            Clock clock) {
        this.journeys = journeys;
        this.evidence = evidence;
        this.leftovers = leftovers;
        this.entities = entities;
        this.erased = erased;
        this.clock = clock;
    }

    void erase(CustomerErased event) {
        var complaint = event.complaintId();
        if (complaint == null) {
            forgetRepresentative(event.customerId());
            erased.fire(event);
            remember(event.customerId());
            // Each hears of it by its own key as well; but what waits behind a poison message there would wait for
            // ever.
            of(event.customerId()).forEach(id -> erase(new CustomerErased(event.customerId(), id, event.at())));
            return;
        }
        journeys.findByIdOptional(complaint, LockModeType.PESSIMISTIC_WRITE).ifPresent(journey -> {
            if (journey.isErased()) {
                return;
            }
            if (!journey.customerId().equals(event.customerId())) {
                // They spoke for somebody else, whose journey this is.
                forgetRepresentative(event.customerId());
                return;
            }
            end(journeys.change(complaint));
            erased.fire(event);
            journey.erase(clock.instant());
            // What is managed was written anew behind its back.
            entities.flush();
            entities.clear();
        });
    }

    private List<UUID> of(UUID customer) {
        return entities.createQuery(
                        "select id from Journey where customerId = :customer and erasedAt is null order by id",
                        UUID.class)
                .setParameter("customer", customer)
                .getResultList();
    }

    /** Nothing can be put right any more for somebody whom nobody knows. */
    private void end(Journey journey) {
        var now = clock.instant();
        var owner = journey.owner();
        if (journey.state() != JourneyState.CLOSED) {
            var closed = journey.state() == JourneyState.CONFIRMED
                    ? journey.close(owner, now)
                    : journey.withdraw(owner, now);
            journeys.tell(journey, journeys.end(journey, closed));
        }
    }

    private void forgetRepresentative(UUID person) {
        journeys.find("representativeId = ?1 order by id", person)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list()
                .forEach(Journey::forgetRepresentative);
    }

    /** The tables of this feature, of the evidence, and what is still on its way. */
    void forget(@Observes CustomerErased event) {
        var journey = event.complaintId();
        if (journey == null) {
            return;
        }
        for (String sql : FORGET) {
            entities.createNativeQuery(sql).setParameter("journey", journey).executeUpdate();
        }
        entities.createNativeQuery(NAMED)
                .setParameter("journey", journey)
                .setParameter("now", clock.instant())
                .executeUpdate();
        evidence.erase(journey);
    }

    private void remember(UUID id) {
        entities.createNativeQuery("insert into to_forget (id, since) values (:id, :now) on conflict do nothing")
                .setParameter("id", id)
                .setParameter("now", clock.instant())
                .executeUpdate();
    }

    /** What has not left yet goes out first, and what it said is forgotten then. */
    @Scheduled(
            every = "${makegood.journey.forget:2s}",
            delayed = "3s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(this::forgetLeftovers);
    }

    @SuppressWarnings("unchecked") // a query for one column
    private void forgetLeftovers() {
        List<UUID> ids = entities.createNativeQuery(
                        "select id from to_forget order by since, id limit :limit for update skip locked", UUID.class)
                .setParameter("limit", BATCH)
                .getResultList();
        if (ids.isEmpty()) {
            return;
        }
        leftovers.forget(ids);
        ids.forEach(evidence::erase);
        entities.createNativeQuery("""
                        delete from to_forget where id = any(:ids)
                        and not exists (select from outbox where key = to_forget.id)
                        """)
                .setParameter("ids", ids.toArray(UUID[]::new))
                .executeUpdate();
    }
}

package dev.makegood.recovery.journey;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.Event;
import dev.makegood.recovery.agent.Agents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands journeys over when someone leaves or comes back. Each interval begins at the instant of leaving or coming, not of the sweep;
 * and whoever touches a journey before the sweep comes by finds it handed over as well.
 */
@ApplicationScoped
class OwnerSweep {

    private final EntityManager entities;
    private final Owners owners;
    private final Agents agents;
    private final JourneySettings settings;
    private final Outbox outbox;
    private final Clock clock;

    OwnerSweep(
            EntityManager entities,
            Owners owners,
            Agents agents,
            JourneySettings settings,
            Outbox outbox,
            Clock clock) {
        this.entities = entities;
        this.owners = owners;
        this.agents = agents;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(agents::lookOnceMore);
        int handed;
        do {
            handed = QuarkusTransaction.requiringNew().call(this::handOver);
        } while (handed == settings.handOverBatch());
    }

    private int handOver() {
        var now = clock.instant();
        List<Journey> due = due(now);
        for (Journey journey : due) {
            outbox.add(owners.catchUp(journey).toArray(Event[]::new));
        }
        return due.size();
    }

    private List<Journey> due(Instant now) {
        List<Journey> due = new ArrayList<>(due(now, "state <> 'CLOSED'", settings.handOverBatch()));
        if (due.size() < settings.handOverBatch()) {
            due.addAll(due(
                    now, "state = 'CLOSED' and next_promise_at < '9999-12-31'", settings.handOverBatch() - due.size()));
        }
        return due;
    }

    private List<Journey> due(Instant now, String where, int limit) {
        return entities.createNativeQuery("""
                        select * from journey
                        where owner_check_at <= :now and owner_check_at < '9999-12-31' and %s
                        order by owner_check_at limit :limit for update skip locked
                        """.formatted(where), Journey.class)
                .setParameter("now", now)
                .setParameter("limit", limit)
                .getResultList();
    }
}

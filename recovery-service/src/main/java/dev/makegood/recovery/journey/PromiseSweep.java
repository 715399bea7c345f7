package dev.makegood.recovery.journey;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.promise.PromiseSettings;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds promises whose time has passed, by the database's clock, and says that they are broken: each once, however many replicas
 * sweep, since a row that another has locked is passed over. A journey that someone is changing at the moment is passed over as
 * well, and found again a second later.
 */
@ApplicationScoped
class PromiseSweep {

    private static final Logger LOG = Logger.getLogger(PromiseSweep.class);

    private static final String BREAK = """
            with due as (
                select promise.id as promise, journey.id as journey, journey.state
                from promise join journey on journey.id = promise.journey_id
                where promise.state = 'PENDING' and promise.due_at < now()
                order by promise.due_at limit ?
                for update of promise, journey skip locked),
            broken as (
                update promise set state = 'BROKEN', settled_at = now()
                from due where promise.id = due.promise
                returning promise.id, promise.journey_id, promise.kind, promise.due_at, promise.settled_at)
            select broken.*, due.state from broken join due on due.promise = broken.id order by broken.due_at
            """;

    private static final String LOOK_AHEAD = """
            update journey set next_promise_at = coalesce(
                (select min(due_at) from promise where journey_id = journey.id and state = 'PENDING'), '9999-12-31')
            where id = any(?)
            """;

    private final AgroalDataSource database;
    private final Outbox outbox;
    private final PromiseSettings settings;

    PromiseSweep(AgroalDataSource database, Outbox outbox, PromiseSettings settings) {
        this.database = database;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        while (QuarkusTransaction.requiringNew().call(this::breakDue) == settings.sweepBatch()) {
            LOG.debug("More promises are due");
        }
    }

    private int breakDue() throws SQLException {
        List<UUID> journeys = new ArrayList<>();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(BREAK);
                var lookAhead = connection.prepareStatement(LOOK_AHEAD)) {
            update.setInt(1, settings.sweepBatch());
            try (var rows = update.executeQuery()) {
                while (rows.next()) {
                    var journey = rows.getObject("journey_id", UUID.class);
                    journeys.add(journey);
                    outbox.add(new PromiseBroken(
                            journey,
                            rows.getObject("id", UUID.class),
                            PromiseKind.valueOf(rows.getString("kind")),
                            rows.getObject("due_at", OffsetDateTime.class).toInstant(),
                            JourneyState.valueOf(rows.getString("state")),
                            rows.getObject("settled_at", OffsetDateTime.class).toInstant()));
                }
            }
            if (!journeys.isEmpty()) {
                lookAhead.setArray(1, connection.createArrayOf("uuid", journeys.toArray()));
                lookAhead.executeUpdate();
            }
        }
        return journeys.size();
    }
}

package dev.makegood.recovery.clock;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.promise.PromiseSettings;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends pauses at their bound, to the microsecond, whenever it comes by. No promise moves by it: as long as a pause is open, every
 * clock reckons that it lasts until then.
 */
@ApplicationScoped
class PauseSweep {

    private static final Logger LOG = Logger.getLogger(PauseSweep.class);

    private static final String END = """
            with due as (
                select pause.id, journey.id as journey, journey.state
                from pause join journey on journey.id = pause.journey_id
                where pause.ended_at is null and pause.until_at <= ?
                order by pause.until_at limit ?
                for update of pause, journey skip locked),
            resumed as (
                update journey set paused_until = null from due where journey.id = due.journey)
            update pause set ended_at = pause.until_at from due where pause.id = due.id
            returning pause.id, pause.journey_id, pause.until_at, due.state
            """;

    private final AgroalDataSource database;
    private final SweepTime time;
    private final Outbox outbox;
    private final PromiseSettings settings;

    PauseSweep(AgroalDataSource database, SweepTime time, Outbox outbox, PromiseSettings settings) {
        this.database = database;
        this.time = time;
        this.outbox = outbox;
        this.settings = settings;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        while (QuarkusTransaction.requiringNew().call(this::endDue) == settings.sweepBatch()) {
            LOG.debug("More pauses are over");
        }
    }

    private int endDue() throws SQLException {
        int ended = 0;
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(END)) {
            update.setObject(1, time.now(connection).atOffset(ZoneOffset.UTC));
            update.setInt(2, settings.sweepBatch());
            try (var rows = update.executeQuery()) {
                while (rows.next()) {
                    outbox.add(new JourneyResumed(
                            rows.getObject("journey_id", UUID.class),
                            rows.getObject("id", UUID.class),
                            null,
                            JourneyState.valueOf(rows.getString("state")),
                            rows.getObject("until_at", OffsetDateTime.class).toInstant()));
                    ended++;
                }
            }
        }
        return ended;
    }
}

package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.chassis.rows.Rows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Clears up: bytes that are nobody's, files that have no bytes, what a process left that ended in the middle of something. */
@ApplicationScoped
class Sweeper {

    private static final Logger LOG = Logger.getLogger(Sweeper.class);
    private static final int MANY = 50;

    private final StoredObjects objects;
    private final Attachments attachments;
    private final ObjectStore store;
    private final Inspection inspection;
    private final Rows rows;
    private final Clock clock;

    Sweeper(
            StoredObjects objects,
            Attachments attachments,
            ObjectStore store,
            Inspection inspection,
            Rows rows,
            Clock clock) {
        this.objects = objects;
        this.attachments = attachments;
        this.store = store;
        this.inspection = inspection;
        this.rows = rows;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            int swept;
            do {
                swept = QuarkusTransaction.requiringNew().call(this::sweepSome);
            } while (swept == MANY);
        } catch (RuntimeException e) {
            LOG.warnf("Sweeping goes on later: %s", Wordless.summary(e));
        }
    }

    @Scheduled(every = "1m", delayed = "20s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void tidy() {
        try {
            inspection.tidy();
            QuarkusTransaction.requiringNew().run(this::check);
            QuarkusTransaction.requiringNew().run(() -> attachments.forget(erased()));
        } catch (RuntimeException | IOException e) {
            LOG.warnf("Tidying goes on later: %s", Wordless.summary(e));
        }
    }

    private int sweepSome() {
        var abandoned = objects.abandoned(MANY);
        for (UUID id : abandoned) {
            try {
                store.delete(id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            objects.gone(id);
        }
        return abandoned.size();
    }

    /** Bytes are safe before their row is written. Should a disk or a backup have lost them all the same, we want to know at once. */
    void check() {
        var unchecked = rows.query(
                """
                select id from attachment where checked_at is null and at <= ? order by at, id limit ?
                for update skip locked
                """,
                statement -> {
                    statement.setObject(
                            1, clock.instant().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC));
                    statement.setInt(2, MANY);
                },
                row -> row.getObject(1, UUID.class));
        for (UUID id : unchecked) {
            boolean found;
            try {
                found = store.has(id);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            int lost = rows.run("""
                    update attachment set checked_at = ?,
                        state = case when ? or state in ('INFECTED', 'REMOVED') then state else 'LOST' end
                    where id = ?
                    """, statement -> {
                statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                statement.setBoolean(2, found);
                statement.setObject(3, id);
            });
            if (!found && lost > 0) {
                LOG.errorf("The object store does not have the bytes of attachment %s", id);
            }
        }
    }

    /** Complaints of people who were forgotten in the same instant as a file came. */
    private List<UUID> erased() {
        return rows.query(
                """
                select c.id from complaint c where c.erased_at > ?
                and exists (select from attachment a where a.complaint_id = c.id)
                """,
                statement -> statement.setObject(
                        1, clock.instant().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC)),
                row -> row.getObject(1, UUID.class));
    }
}

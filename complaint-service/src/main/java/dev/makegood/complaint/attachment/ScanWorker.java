package dev.makegood.complaint.attachment;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.attachment.AttachmentSettings.Scan;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has files looked at for malware, where a scanner is in use. Nobody gets a file before; one that is infected loses its bytes. */
@ApplicationScoped
class ScanWorker {

    private static final Logger LOG = Logger.getLogger(ScanWorker.class);
    private static final int MANY = 10;

    private final AttachmentSettings.Scan settings;
    private final ObjectStore store;
    private final StoredObjects objects;
    private final Rows rows;
    private final Clock clock;

    ScanWorker(AttachmentSettings settings, ObjectStore store, StoredObjects objects, Rows rows, Clock clock) {
        this.settings = settings.scan();
        this.store = store;
        this.objects = objects;
        this.rows = rows;
        this.clock = clock;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void work() {
        if (settings.by() == Scan.By.OFF) {
            return;
        }
        try {
            List<UUID> some;
            do {
                some = QuarkusTransaction.requiringNew()
                        .call(() -> claim(settings.timeout().multipliedBy(MANY + 1L)));
                some.forEach(this::look);
            } while (some.size() == MANY);
        } catch (RuntimeException e) {
            LOG.warnf("Scanning goes on later: %s", Wordless.summary(e));
        }
    }

    /** One file after the other; who dies meanwhile leaves them to others when the lease ends. */
    private List<UUID> claim(Duration lease) {
        return rows.query(
                """
                update attachment set scan_at = ?, scan_attempts = scan_attempts + 1 where id in (
                    select id from attachment where state in ('UNSCANNED', 'PENDING') and scan_at <= ?
                    order by scan_at, id limit ? for update skip locked)
                returning id
                """,
                statement -> {
                    var now = clock.instant();
                    statement.setObject(1, now.plus(lease).atOffset(ZoneOffset.UTC));
                    statement.setObject(2, now.atOffset(ZoneOffset.UTC));
                    statement.setInt(3, MANY);
                },
                row -> row.getObject(1, UUID.class));
    }

    private void look(UUID id) {
        var clamd = new Clamd(settings.host(), settings.port(), settings.timeout());
        try (var bytes = store.get(id).orElseGet(InputStream::nullInputStream)) {
            var finding = clamd.look(bytes).orElse(null);
            QuarkusTransaction.requiringNew().run(() -> judge(id, finding));
        } catch (IOException e) {
            LOG.warnf("Attachment %s is looked at again later: %s", id, Wordless.summary(e));
            QuarkusTransaction.requiringNew().run(() -> postpone(id));
        }
    }

    private void judge(UUID id, @Nullable String finding) {
        int judged = rows.run("""
                update attachment set state = case when ?::text is null then 'CLEAN' else 'INFECTED' end, finding = ?
                where id = ? and state in ('UNSCANNED', 'PENDING')
                """, statement -> {
            statement.setString(1, finding);
            statement.setString(2, finding);
            statement.setObject(3, id);
        });
        if (judged > 0 && finding != null) {
            objects.abandon(List.of(id));
        }
    }

    /** Later each time, ten minutes at most. */
    private void postpone(UUID id) {
        rows.run("""
                update attachment set scan_at = ?::timestamptz
                    + make_interval(secs => least(600, power(2, least(scan_attempts, 10))))
                where id = ?
                """, statement -> {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setObject(2, id);
        });
    }
}

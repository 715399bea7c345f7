package dev.makegood.notification.delivery;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import dev.makegood.notification.delivery.ChannelsResource.Backlog;
import dev.makegood.notification.delivery.ChannelsResource.Paused;
import dev.makegood.notification.message.MessageKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What waits on each channel, and what makes it wait or leave. */
@ApplicationScoped
class Backlogs {

    /** Paused or not, known or not: a row for each medium of which there is anything to say. */
    private static final String ALL = """
            with waiting as (
                select medium, count(*) as queued, count(*) filter (where next_attempt_at <= now()) as due,
                    extract(epoch from now() - min(next_attempt_at) filter (where next_attempt_at <= now())) as oldest
                from delivery where state = 'QUEUED' group by medium)
            select coalesce(w.medium, p.medium), coalesce(w.queued, 0), coalesce(w.due, 0), coalesce(w.oldest, 0),
                p.since, p.by_id, p.by_name, p.reason
            from waiting w full join channel_pause p using (medium)
            """;

    /** Neither what is in a sender's hands nor what waits for a person to wake up is touched. */
    private static final String DRAIN = """
            update delivery set next_attempt_at = now()
            where medium = ? and state = 'QUEUED' and claimed_until is null and attempts > 0 and next_attempt_at > now()
            """;

    private static final String REDRIVE = """
            with failed as (
                select id from delivery
                where medium = ? and state = 'FAILED' and not erased and queued_at >= ? and (?::text is null or kind = ?)
                order by position limit ? for update skip locked)
            update delivery d
            set state = 'QUEUED', position = nextval('delivery_position'), queued_at = now(), next_attempt_at = now(),
                attempts = 0, claimed_until = null, expires_at = now() + (d.expires_at - d.created_at)
            from failed where d.id = failed.id
            """;

    private final Rows rows;
    private final MeterRegistry meters;
    private final Map<Medium, AtomicLong> ages = new ConcurrentHashMap<>();
    private final Map<Medium, AtomicLong> sizes = new ConcurrentHashMap<>();

    Backlogs(Rows rows, MeterRegistry meters) {
        this.rows = rows;
        this.meters = meters;
    }

    Map<Medium, Backlog> all() {
        Map<Medium, Backlog> found = new EnumMap<>(Medium.class);
        for (Medium medium : Medium.values()) {
            found.put(medium, new Backlog(medium, 0, 0, 0, null));
        }
        List<Backlog> known = rows.query(ALL, statement -> {}, row -> {
            @Nullable OffsetDateTime since = row.getObject(5, OffsetDateTime.class);
            return new Backlog(
                    Medium.valueOf(row.getString(1)),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    since == null
                            ? null
                            : new Paused(
                                    since.toInstant(),
                                    new Person(row.getString(6), row.getString(7)),
                                    row.getString(8)));
        });
        known.forEach(backlog -> found.put(backlog.medium(), backlog));
        return found;
    }

    Backlog of(Medium medium) {
        return Objects.requireNonNull(all().get(medium));
    }

    void pause(Medium medium, Person by, String reason) {
        rows.run("""
                insert into channel_pause (medium, since, by_id, by_name, reason) values (?, now(), ?, ?, ?)
                on conflict (medium) do update set reason = excluded.reason
                """, statement -> {
            statement.setString(1, medium.name());
            statement.setString(2, by.id());
            statement.setString(3, by.name());
            statement.setString(4, reason);
        });
    }

    void resume(Medium medium) {
        rows.run("delete from channel_pause where medium = ?", statement -> statement.setString(1, medium.name()));
    }

    int drain(Medium medium) {
        return rows.run(DRAIN, statement -> statement.setString(1, medium.name()));
    }

    int redrive(Medium medium, Instant since, @Nullable MessageKind kind, int limit) {
        return rows.run(REDRIVE, statement -> {
            var name = kind == null ? null : kind.toString();
            statement.setString(1, medium.name());
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            statement.setString(3, name);
            statement.setString(4, name);
            statement.setInt(5, limit);
        });
    }

    /** What waits, and since when, is what an alarm is set on. */
    @Scheduled(every = "15s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() {
        QuarkusTransaction.requiringNew().call(this::all).forEach((medium, backlog) -> {
            gauge(sizes, "makegood.delivery.backlog", medium).set(backlog.queued());
            gauge(ages, "makegood.delivery.backlog.age.seconds", medium).set(backlog.oldestDueSeconds());
        });
    }

    private AtomicLong gauge(Map<Medium, AtomicLong> gauges, String name, Medium medium) {
        return gauges.computeIfAbsent(
                medium, added -> meters.gauge(name, Tags.of("medium", added.name()), new AtomicLong()));
    }
}

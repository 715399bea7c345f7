package dev.makegood.notification.delivery;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.notification.message.MessageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What programs were told, with every attempt; and the same told anew. */
@ApplicationScoped
public class SubscriberLog {

    /** What is forgotten cannot be sent anew; what is still on its way need not be. */
    private static final String REPEATABLE = """
            from delivery d
            where d.audience = 'SUBSCRIBER' and d.person = ? and d.copy = 0 and not d.erased
            and (?::uuid is null or d.event_id = ?::uuid) and (?::timestamptz is null or d.created_at >= ?)
            and not exists (
                select from delivery underway
                where underway.audience = 'SUBSCRIBER' and underway.person = d.person and underway.event_id = d.event_id
                and underway.state = 'QUEUED')
            """;

    private static final String REPEAT = """
            insert into delivery (id, audience, person, complaint_id, event_id, about, kind, medium, model, traceparent, receiver, copy,
                state, queued_at, expires_at)
            select uuidv7(), d.audience, d.person, d.complaint_id, d.event_id, d.about, d.kind, d.medium, d.model, d.traceparent,
                d.receiver,
                (select max(c.copy) + 1 from delivery c
                 where c.event_id = d.event_id and c.audience = d.audience and c.person = d.person and c.medium = d.medium),
                'QUEUED', now(), now() + make_interval(secs => ?)
            """ + REPEATABLE + """
            order by d.created_at, d.id limit ?
            on conflict do nothing
            """;

    private final Rows rows;
    private final Outgoing outgoing;

    SubscriberLog(Rows rows, Outgoing outgoing) {
        this.rows = rows;
        this.outgoing = outgoing;
    }

    /**
     * Something that a program was told, or is to be.
     *
     * @param eventId what it goes by there: the same however often it is sent
     * @param type the event's name; absent once it is forgotten
     * @param copy how often the same was sent before
     * @param nextAttemptAt when it is tried next; absent when it will not be
     */
    public record Told(
            UUID id,
            UUID eventId,
            @Nullable String type,
            DeliveryState state,
            int copy,
            Instant createdAt,
            @Nullable Instant nextAttemptAt,
            List<Attempt> attempts) {}

    /**
     * What is told anew.
     *
     * @param queued how many
     * @param next from when on there is more, where it is too much for one time
     */
    public record Repeated(int queued, @Nullable Instant next) {}

    /** What this program was told, newest first. */
    public List<Told> of(UUID program, @Nullable Cursor after, int limit) {
        var deliveries = rows.query(
                """
                select id, event_id, model ->> 'type', state, copy, created_at, case when state = 'QUEUED' then next_attempt_at end
                from delivery
                where audience = 'SUBSCRIBER' and person = ? and (?::timestamptz is null or (created_at, id) < (?, ?))
                order by created_at desc, id desc limit ?
                """,
                statement -> {
                    var at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
                    statement.setString(1, program.toString());
                    statement.setObject(2, at, Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setObject(3, at, Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setObject(4, after == null ? null : after.id(), Types.OTHER);
                    statement.setInt(5, limit);
                },
                SubscriberLog::told);
        Map<UUID, List<Attempt>> attempts = attempts(deliveries);
        return deliveries.stream()
                .map(told -> new Told(
                        told.id(),
                        told.eventId(),
                        told.type(),
                        told.state(),
                        told.copy(),
                        told.createdAt(),
                        told.nextAttemptAt(),
                        List.copyOf(attempts.getOrDefault(told.id(), List.of()))))
                .toList();
    }

    private Map<UUID, List<Attempt>> attempts(List<Told> deliveries) {
        Map<UUID, List<Attempt>> attempts = new HashMap<>();
        rows.query(
                "select delivery_id, at, outcome, answer from delivery_attempt where delivery_id = any(?) order by id",
                statement -> statement.setArray(
                        1,
                        Rows.uuids(statement, deliveries.stream().map(Told::id).toList())),
                row -> attempts.computeIfAbsent(row.getObject(1, UUID.class), id -> new ArrayList<>())
                        .add(new Attempt(
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                Attempt.Outcome.valueOf(row.getString(3)),
                                row.getString(4))));
        return attempts;
    }

    /** Tells this program anew what it was told from then on, oldest first. */
    public Repeated since(UUID program, Instant from, int most) {
        var next = rows.query(
                "select d.created_at " + REPEATABLE + " order by d.created_at, d.id offset ? limit 1",
                statement -> {
                    bind(statement, 1, program, null, from);
                    statement.setInt(6, most);
                },
                row -> row.getObject(1, OffsetDateTime.class).toInstant());
        return new Repeated(
                repeat(program, null, from, most), next.stream().findFirst().orElse(null));
    }

    /** Tells this program of this event anew. */
    public Repeated event(UUID program, UUID event) {
        return new Repeated(repeat(program, event, null, 1), null);
    }

    private int repeat(UUID program, @Nullable UUID event, @Nullable Instant from, int most) {
        int queued = rows.run(REPEAT, statement -> {
            statement.setDouble(1, (double) MessageKind.EVENT.worth().toSeconds());
            bind(statement, 2, program, event, from);
            statement.setInt(7, most);
        });
        outgoing.wakeOnCommit();
        return queued;
    }

    private static void bind(
            PreparedStatement statement, int first, UUID program, @Nullable UUID event, @Nullable Instant from)
            throws SQLException {
        var at = from == null ? null : from.atOffset(ZoneOffset.UTC);
        statement.setString(first, program.toString());
        statement.setObject(first + 1, event, Types.OTHER);
        statement.setObject(first + 2, event, Types.OTHER);
        statement.setObject(first + 3, at, Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setObject(first + 4, at, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static Told told(ResultSet row) throws SQLException {
        var next = row.getObject(7, OffsetDateTime.class);
        return new Told(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getString(3),
                DeliveryState.valueOf(row.getString(4)),
                row.getInt(5),
                row.getObject(6, OffsetDateTime.class).toInstant(),
                next == null ? null : next.toInstant(),
                List.of());
    }
}

package dev.makegood.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.delivery.Claimed.HandedBack;
import dev.makegood.notification.delivery.Claimed.Settled;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** The statements of deliveries. All run in the caller's transaction, by the database's clock. */
@ApplicationScoped
class Deliveries {

    private static final String CUSTOMER = "CUSTOMER";

    /**
     * A message waits while its recipient is unknown, and behind others that wait: so those of one complaint are queued in the
     * order in which they happened. The receipt makes its recipient known, and goes before them all.
     */
    private static final String QUEUE = """
            insert into delivery (id, complaint_id, event_id, role, kind, medium, model, traceparent, state, queued_at)
            select ?, c.id, ?, ?, ?, ?, ?::jsonb, ?,
                case when known.yes then 'QUEUED' else 'WAITING' end, case when known.yes then now() end
            from (select ?::uuid as id) c
            cross join lateral (select
                exists (select from recipient r where r.complaint_id = c.id)
                and (? or not exists (select from delivery w where w.complaint_id = c.id and w.state = 'WAITING')) as yes) known
            where not exists (select from recipient r where r.complaint_id = c.id and r.erased_at is not null)
            on conflict do nothing
            """;

    /** Somebody sits before a page and waits for it. */
    private static final String QUEUE_CODE = """
            insert into delivery (id, address_id, event_id, role, kind, medium, model, traceparent, state, queued_at, next_attempt_at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'QUEUED', now(), now())
            on conflict do nothing
            """;

    /** What was sent stays sent; in which words is forgotten. What was not will not be. */
    private static final List<String> FORGET = List.of("""
            update delivery set model = '{}', erased = true, last_answer = null, claimed_until = null,
                state = case when state in ('WAITING', 'QUEUED') then 'DROPPED' else state end
            where complaint_id = ?
            """, """
            update delivery_attempt set answer = '(erased)'
            where delivery_id in (select id from delivery where complaint_id = ?)
            """);

    /** Whoever commits later, the recipient or the message, is followed by a look that sees both. */
    private static final String RELEASE = """
            with known as materialized (
                select d.id from delivery d join recipient r using (complaint_id)
                where d.state = 'WAITING' order by d.position limit 1000 for update of d skip locked),
            placed as materialized (
                select d.id, nextval('delivery_position') as position
                from (select id from delivery where id in (select id from known) order by position) d)
            update delivery d
            set state = 'QUEUED', position = placed.position, queued_at = now(), next_attempt_at = now()
            from placed where d.id = placed.id
            """;

    /** Codes go first. Of each complaint the first that is not sent yet is due, and those behind it are not. */
    private static final String CLAIM = """
            with codes as materialized (
                select d.id from delivery d
                where d.state = 'QUEUED' and d.address_id is not null and d.next_attempt_at <= now()
                order by d.next_attempt_at, d.position limit ?
                for update of d skip locked),
            told as materialized (
                select d.id from delivery d
                where d.state = 'QUEUED' and d.next_attempt_at <= now()
                and exists (select from recipient r where r.complaint_id = d.complaint_id)
                and not exists (
                    select from delivery earlier
                    where earlier.complaint_id = d.complaint_id and earlier.state = 'QUEUED'
                    and earlier.position < d.position)
                order by d.next_attempt_at, d.position limit ? - (select count(*) from codes)
                for update of d skip locked),
            due as (select id from codes union all select id from told)
            update delivery d
            set claimed_until = now() + make_interval(secs => ?), next_attempt_at = now() + make_interval(secs => ?),
                resent_after_crash = resent_after_crash + (d.claimed_until is not null)::int
            from due where d.id = due.id
            returning d.id, d.complaint_id, d.address_id, d.kind, d.model, d.attempts, extract(epoch from now() - d.queued_at),
                d.traceparent, d.claimed_until
            """;

    private static final String SENT = """
            update delivery set state = 'SENT', claimed_until = null, attempts = attempts + 1, last_answer = ?,
                language = ?, sent_at = ?
            where id = ? and state = 'QUEUED'
            """;

    private static final String FAILED = """
            update delivery set state = 'FAILED', claimed_until = null, attempts = attempts + 1, last_answer = ?,
                language = ?
            where id = ? and state = 'QUEUED' and claimed_until = ?
            """;

    /** What stands behind it waits as long: there is no use in looking at it before. */
    private static final String DEFERRED = """
            with deferred as (
                update delivery set claimed_until = null, attempts = attempts + 1, last_answer = ?,
                    next_attempt_at = now() + make_interval(secs => ?)
                where id = ? and state = 'QUEUED' and claimed_until = ?
                returning id, complaint_id, next_attempt_at)
            update delivery d set next_attempt_at = deferred.next_attempt_at
            from deferred
            where d.complaint_id = deferred.complaint_id and d.state = 'QUEUED' and d.id <> deferred.id
            """;

    private static final String HANDED_BACK = """
            update delivery set claimed_until = null, next_attempt_at = now()
            where id = ? and state = 'QUEUED' and claimed_until = ?
            """;

    private static final String VIEW = """
            select id, complaint_id, kind, medium, state, language, attempts, created_at,
                case when state = 'QUEUED' then next_attempt_at end as next_attempt_at,
                sent_at, last_answer, resent_after_crash, erased
            from delivery
            """;

    /** Which deliveries a list is of. */
    record Filter(
            @Nullable UUID complaint,
            @Nullable DeliveryState state,
            @Nullable MessageKind kind) {}

    private final AgroalDataSource database;
    private final ObjectMapper json;

    Deliveries(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    void queue(UUID complaint, UUID event, Message message) {
        with(QUEUE, statement -> {
            statement.setObject(1, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            statement.setObject(2, event);
            statement.setString(3, CUSTOMER);
            statement.setString(4, message.kind().toString());
            statement.setString(5, Medium.EMAIL.name());
            statement.setString(6, write(message));
            statement.setString(7, Traces.current());
            statement.setObject(8, complaint);
            statement.setBoolean(9, message.kind() == MessageKind.RECEIPT);
            return statement.executeUpdate();
        });
    }

    /** Queues the code that is sent to an address, before all that waits. */
    void queueCode(UUID address, UUID event, Message message) {
        with(QUEUE_CODE, statement -> {
            statement.setObject(1, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            statement.setObject(2, address);
            statement.setObject(3, event);
            statement.setString(4, CUSTOMER);
            statement.setString(5, message.kind().toString());
            statement.setString(6, Medium.EMAIL.name());
            statement.setString(7, write(message));
            statement.setString(8, Traces.current());
            return statement.executeUpdate();
        });
    }

    /** Nobody is told anything about this complaint any more, and what they were told is forgotten. */
    void forget(UUID complaint) {
        for (String sql : FORGET) {
            with(sql, statement -> {
                statement.setObject(1, complaint);
                return statement.executeUpdate();
            });
        }
    }

    /** Queues what waited for a recipient that is known by now. */
    int release() {
        return with(RELEASE, PreparedStatement::executeUpdate);
    }

    /** Takes what is due into this sender's hands: of each complaint the first that is not sent yet. */
    List<Claimed> claim(int limit, Duration lease) {
        return with(CLAIM, statement -> {
            statement.setInt(1, limit);
            statement.setInt(2, limit);
            statement.setDouble(3, seconds(lease));
            statement.setDouble(4, seconds(lease));
            return all(
                    statement,
                    row -> new Claimed(
                            row.getObject(1, UUID.class),
                            row.getObject(2, UUID.class),
                            row.getObject(3, UUID.class),
                            MessageKind.named(row.getString(4)),
                            row.getString(5),
                            row.getInt(6),
                            Duration.ofMillis(Math.round(row.getDouble(7) * 1000)),
                            row.getString(8),
                            row.getObject(9, OffsetDateTime.class)));
        });
    }

    /** Writes down what became of claims. Returns those whose story ended by that. */
    List<Tried> settle(List<Settled> settled) {
        List<Tried> sent = new ArrayList<>();
        List<Tried> failed = new ArrayList<>();
        List<Tried> deferred = new ArrayList<>();
        List<Settled> handedBack = new ArrayList<>();
        for (Settled one : settled) {
            switch (one) {
                case HandedBack back -> handedBack.add(back);
                case Tried tried -> {
                    switch (tried.outcome()) {
                        case SENT -> sent.add(tried);
                        case FAILED -> failed.add(tried);
                        case DEFERRED -> deferred.add(tried);
                    }
                }
            }
        }
        List<Tried> ended = new ArrayList<>();
        ended.addAll(batch(SENT, sent, (statement, tried) -> {
            statement.setString(1, tried.answer());
            statement.setString(2, tried.language().name());
            statement.setObject(3, tried.at().atOffset(ZoneOffset.UTC));
            statement.setObject(4, tried.delivery().id());
        }));
        ended.addAll(batch(FAILED, failed, (statement, tried) -> {
            statement.setString(1, tried.answer());
            statement.setString(2, tried.language().name());
            statement.setObject(3, tried.delivery().id());
            statement.setObject(4, tried.delivery().until());
        }));
        batch(DEFERRED, deferred, (statement, tried) -> {
            statement.setString(1, tried.answer());
            statement.setDouble(2, seconds(tried.again()));
            statement.setObject(3, tried.delivery().id());
            statement.setObject(4, tried.delivery().until());
        });
        batch(HANDED_BACK, handedBack, (statement, back) -> {
            statement.setObject(1, back.delivery().id());
            statement.setObject(2, back.delivery().until());
        });
        List<Tried> attempts = new ArrayList<>(sent);
        attempts.addAll(failed);
        attempts.addAll(deferred);
        batch("""
                insert into delivery_attempt (delivery_id, at, outcome, answer)
                select id, ?, ?, case when erased then '(erased)' else ? end from delivery where id = ?
                """, attempts, (statement, tried) -> {
            statement.setObject(1, tried.at().atOffset(ZoneOffset.UTC));
            statement.setString(2, tried.outcome().name());
            statement.setString(3, tried.answer());
            statement.setObject(4, tried.delivery().id());
        });
        return ended;
    }

    /** Deliveries, newest first. */
    List<Delivery> newest(Filter filter, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (filter.complaint() != null) {
            conditions.add("complaint_id = ?");
            values.add(filter.complaint());
        }
        if (filter.state() != null) {
            conditions.add("state = ?");
            values.add(filter.state().name());
        }
        if (filter.kind() != null) {
            conditions.add("kind = ?");
            values.add(filter.kind().toString());
        }
        if (after != null) {
            conditions.add("(created_at, id) < (?, ?)");
            values.add(after.at().atOffset(ZoneOffset.UTC));
            values.add(after.id());
        }
        values.add(limit);
        var where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        return with(VIEW + where + " order by created_at desc, id desc limit ?", statement -> {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            return all(statement, Deliveries::delivery);
        });
    }

    Optional<Delivery> find(UUID id) {
        return with(VIEW + "where id = ?", statement -> {
            statement.setObject(1, id);
            return all(statement, Deliveries::delivery).stream().findFirst();
        });
    }

    List<Attempt> attempts(UUID delivery) {
        return with("select at, outcome, answer from delivery_attempt where delivery_id = ? order by id", statement -> {
            statement.setObject(1, delivery);
            return all(
                    statement,
                    row -> new Attempt(
                            instant(row.getObject(1, OffsetDateTime.class)),
                            Attempt.Outcome.valueOf(row.getString(2)),
                            row.getString(3)));
        });
    }

    Message message(UUID delivery) {
        return with("select kind, model from delivery where id = ?", statement -> {
            statement.setObject(1, delivery);
            return all(statement, row -> message(MessageKind.named(row.getString(1)), row.getString(2)))
                    .getFirst();
        });
    }

    Message message(MessageKind kind, String model) {
        try {
            return json.readerFor(kind.type())
                    .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(model);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The model of a message cannot be read: " + kind, e);
        }
    }

    private String write(Message message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        @Nullable String language = row.getString("language");
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("complaint_id", UUID.class),
                MessageKind.named(row.getString("kind")),
                Medium.valueOf(row.getString("medium")),
                DeliveryState.valueOf(row.getString("state")),
                language == null ? null : Language.valueOf(language),
                row.getInt("attempts"),
                instant(row.getObject("created_at", OffsetDateTime.class)),
                maybe(row.getObject("next_attempt_at", OffsetDateTime.class)),
                maybe(row.getObject("sent_at", OffsetDateTime.class)),
                row.getString("last_answer"),
                row.getInt("resent_after_crash"),
                row.getBoolean("erased"));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static @Nullable Instant maybe(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static <T> List<T> all(PreparedStatement statement, Reading<T> reading) throws SQLException {
        List<T> found = new ArrayList<>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reading.read(rows));
            }
        }
        return found;
    }

    /** Runs a statement for each of these, and returns those for which it changed something. */
    private <T> List<T> batch(String sql, List<T> each, Binding<T> binding) {
        if (each.isEmpty()) {
            return List.of();
        }
        return with(sql, statement -> {
            for (T one : each) {
                binding.bind(statement, one);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            List<T> changed = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] != 0) {
                    changed.add(each.get(i));
                }
            }
            return changed;
        });
    }

    private <T> T with(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.run(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("Deliveries could not be read or written: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private interface Binding<T> {
        void bind(PreparedStatement statement, T one) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}

package dev.makegood.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.delivery.Claimed.HandedBack;
import dev.makegood.notification.delivery.Claimed.Settled;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.delivery.Order.Route;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.suppression.Fingerprints;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** The statements of deliveries. All run in the caller's transaction, by the database's clock. */
@ApplicationScoped
class Deliveries {

    /** Whom it is for may have been forgotten by now; and what was queued once is not queued again. */
    private static final String QUEUE = """
            insert into delivery (id, audience, person, complaint_id, address_id, event_id, about, kind, medium, model, traceparent,
                urgent, lane, receiver, copy, state, queued_at, next_attempt_at, expires_at)
            select ?::uuid, ?, ?, c.id, ?::uuid, ?::uuid, ?::uuid, ?, ?, ?::jsonb, ?::text, ?, ?::uuid, ?, ?, s.state,
                case when s.state = 'QUEUED' then now() end, coalesce(?::timestamptz, now()), now() + make_interval(secs => ?)
            from (select ?::uuid as id) c, (select ?::text as state) s
            where not exists (select from recipient r where r.complaint_id = c.id and r.erased_at is not null)
            on conflict do nothing
            """;

    /** What was sent stays sent; in which words is forgotten. What was not will not be. */
    private static final List<String> FORGET = List.of("""
            update delivery set model = '{}', erased = true, last_answer = null, claimed_until = null, destination_hash = null,
                state = case when state in ('WAITING', 'QUEUED') then 'DROPPED' else state end
            where complaint_id = ?
            """, """
            update delivery_attempt set answer = '(erased)'
            where delivery_id in (select id from delivery where complaint_id = ?)
            """);

    /** Whoever commits later, the recipient or the message, is followed by a look that sees both. */
    private static final String KNOWN = """
            select d.id, d.audience, d.person, d.complaint_id, d.kind from delivery d join recipient r using (complaint_id)
            where d.state = 'WAITING' order by d.position limit 1000 for update of d skip locked
            """;

    private static final String RELEASE = """
            update delivery
            set state = 'QUEUED', medium = ?, receiver = ?, position = nextval('delivery_position'), queued_at = now(),
                next_attempt_at = coalesce(?::timestamptz, now())
            where id = ?
            """;

    /**
     * Of each receiver as much as there is room for it, the receivers in turn: a slow one has its own fill and no more. What goes
     * out in order is due when nothing of its lane is before it.
     */
    private static final String CLAIM = """
            with recursive receivers as (
                (select d.receiver from delivery d
                 where d.medium = ? and d.urgent = ? and d.state = 'QUEUED' and d.receiver > ? order by d.receiver limit 1)
                union all
                select (select d.receiver from delivery d
                        where d.medium = ? and d.urgent = ? and d.state = 'QUEUED' and d.receiver > r.receiver
                        order by d.receiver limit 1)
                from receivers r where r.receiver is not null),
            due as materialized (
                select one.id, r.receiver
                from receivers r
                left join unnest(?::text[], ?::int[]) as busy (receiver, held) on busy.receiver = r.receiver
                cross join lateral (
                    select d.id from delivery d
                    where d.medium = ? and d.urgent = ? and d.state = 'QUEUED' and d.receiver = r.receiver
                    and d.next_attempt_at <= now()
                    and (d.urgent or d.lane is null or not exists (
                        select from delivery earlier
                        where earlier.lane = d.lane and earlier.state = 'QUEUED' and not earlier.urgent
                        and earlier.position < d.position))
                    order by d.next_attempt_at, d.position
                    limit greatest(0, ? - coalesce(busy.held, 0))
                    for update of d skip locked) one
                where r.receiver is not null
                limit ?)
            update delivery d
            set claimed_until = now() + make_interval(secs => ?), next_attempt_at = now() + make_interval(secs => ?),
                resent_after_crash = resent_after_crash + (d.claimed_until is not null)::int
            from due
            where d.id = due.id and not exists (select from channel_pause where channel_pause.medium = d.medium)
            returning d.id, d.event_id, d.complaint_id, d.address_id, d.audience, d.person, d.about, d.kind, d.medium, d.receiver,
                d.model, d.attempts, d.created_at, extract(epoch from now() - d.queued_at), d.expires_at <= now(), d.traceparent,
                d.claimed_until
            """;

    /** A delivery as a sender has it in its hands. */
    private static final String AS_CLAIMED = """
            id, event_id, complaint_id, address_id, audience, person, about, kind, medium, receiver, model, attempts, created_at,
            extract(epoch from now() - queued_at), expires_at <= now(), traceparent, coalesce(claimed_until, now())
            """;

    private static final String SENT = """
            update delivery set state = 'SENT', claimed_until = null, attempts = attempts + 1, last_answer = ?,
                language = ?, sent_at = ?, reached = ?, destination_hash = ?, provider_id = ?
            where id = ? and state = 'QUEUED'
            """;

    private static final String FAILED = """
            update delivery set state = 'FAILED', claimed_until = null, attempts = attempts + 1, last_answer = ?,
                language = ?, reached = ?
            where id = ? and state = 'QUEUED' and claimed_until = ?
            """;

    /** What stands behind it waits as long: there is no use in looking at it before. */
    private static final String DEFERRED = """
            with deferred as (
                update delivery set claimed_until = null, attempts = attempts + 1, last_answer = ?,
                    next_attempt_at = now() + make_interval(secs => ?)
                where id = ? and state = 'QUEUED' and claimed_until = ?
                returning id, lane, urgent, next_attempt_at)
            update delivery d set next_attempt_at = greatest(d.next_attempt_at, deferred.next_attempt_at)
            from deferred
            where d.lane = deferred.lane and not deferred.urgent and not d.urgent and d.state = 'QUEUED' and d.id <> deferred.id
            """;

    private static final String HANDED_BACK = """
            update delivery set claimed_until = null, next_attempt_at = now() + make_interval(secs => ?)
            where id = ? and state = 'QUEUED' and claimed_until = ?
            """;

    private static final String VIEW = """
            select id, audience, coalesce(reached, person) as person, complaint_id, about, kind, medium, state, language, attempts, created_at,
                case when state = 'QUEUED' then next_attempt_at end as next_attempt_at,
                sent_at, delivered_at, last_answer, resent_after_crash, copy, erased
            from delivery
            """;

    /** Which deliveries a list is of. */
    record Filter(
            @Nullable UUID complaint,
            @Nullable String person,
            @Nullable DeliveryState state,
            @Nullable MessageKind kind,
            @Nullable Medium medium) {}

    private final AgroalDataSource database;
    private final ObjectMapper json;

    private final Fingerprints fingerprints;

    Deliveries(AgroalDataSource database, ObjectMapper json, Fingerprints fingerprints) {
        this.database = database;
        this.json = json;
        this.fingerprints = fingerprints;
    }

    /** What waits for its recipient to be known. */
    record Waiting(UUID id, Person person, UUID complaint, MessageKind kind) {}

    /** Writes down what is to be delivered, under the id that is returned; what was written down for the same event is not again. */
    UUID queue(Order order) {
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var message = order.message();
        var route = order.route();
        var person = order.person();
        boolean ordered =
                person.audience() == Audience.CUSTOMER && !message.kind().urgent();
        with(QUEUE, statement -> {
            var at = new Parameters(statement);
            at.next(id);
            at.next(person.audience().name());
            at.next(person.id());
            at.next(order.address());
            at.next(order.event());
            at.next(order.about());
            at.next(message.kind().toString());
            at.next((route == null ? Medium.EMAIL : route.medium()).name());
            at.next(write(message));
            at.next(Traces.current());
            at.next(message.kind().urgent());
            at.next(ordered ? order.complaint() : null);
            at.next(route == null ? Destination.ONLY : route.receiver());
            at.next(order.copy());
            at.next(route == null ? null : maybeAt(route.from()));
            at.next((double) message.kind().worth().toSeconds());
            at.next(order.complaint());
            at.next((route == null ? DeliveryState.WAITING : DeliveryState.QUEUED).name());
            return statement.executeUpdate();
        });
        return id;
    }

    /** How often the same was queued already, to the same person and by whichever medium. */
    int copies(Claimed delivery) {
        return with(
                "select max(copy) + 1 from delivery where event_id = ? and audience = ? and person = ?", statement -> {
                    statement.setObject(1, delivery.eventId());
                    statement.setString(2, delivery.audience().name());
                    statement.setString(3, delivery.person().id());
                    return all(statement, row -> row.getInt(1)).getFirst();
                });
    }

    /** One whose story has ended, however; nobody else touches it until the transaction ends. */
    Optional<Claimed> ended(UUID delivery) {
        return with(
                "select " + AS_CLAIMED
                        + " from delivery where id = ? and state in ('SENT', 'DELIVERED', 'FAILED') for update",
                statement -> {
                    statement.setObject(1, delivery);
                    return all(statement, Deliveries::claimed).stream().findFirst();
                });
    }

    /** For whom it is. */
    Person person(UUID delivery) {
        return with("select audience, person from delivery where id = ?", statement -> {
            statement.setObject(1, delivery);
            return all(statement, row -> new Person(Audience.valueOf(row.getString(1)), row.getString(2)))
                    .getFirst();
        });
    }

    /** Whether messages of this complaint wait for its recipient to be known. */
    boolean areWaiting(UUID complaint) {
        return with("select exists (select from delivery where complaint_id = ? and state = 'WAITING')", statement -> {
            statement.setObject(1, complaint);
            return all(statement, row -> row.getBoolean(1)).getFirst();
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

    /** What waited for a recipient that is known by now, oldest first. */
    List<Waiting> known() {
        return with(
                KNOWN,
                statement -> all(
                        statement,
                        row -> new Waiting(
                                row.getObject(1, UUID.class),
                                new Person(Audience.valueOf(row.getString(2)), row.getString(3)),
                                row.getObject(4, UUID.class),
                                MessageKind.named(row.getString(5)))));
    }

    /** Queues them, each by its route, in this order. */
    void release(Map<Waiting, Route> routes) {
        batch(RELEASE, List.copyOf(routes.entrySet()), (statement, entry) -> {
            var route = entry.getValue();
            statement.setString(1, route.medium().name());
            statement.setString(2, route.receiver());
            statement.setObject(3, maybeAt(route.from()), Types.TIMESTAMP_WITH_TIMEZONE);
            statement.setObject(4, entry.getKey().id());
        });
    }

    /**
     * Takes what is due into a sender's hands.
     *
     * @param after the receivers from there on, in their order
     * @param held what this sender has in its hands already, by receiver
     * @param perReceiver how much of one receiver's it may have, at most
     */
    List<Claimed> claim(
            Medium medium,
            boolean urgent,
            String after,
            Map<String, Integer> held,
            int perReceiver,
            int limit,
            Duration lease) {
        return with(CLAIM, statement -> {
            var at = new Parameters(statement);
            for (int i = 0; i < 2; i++) {
                at.next(medium.name());
                at.next(urgent);
                if (i == 0) {
                    at.next(after);
                }
            }
            var busy = List.copyOf(held.entrySet());
            var connection = statement.getConnection();
            at.next(connection.createArrayOf(
                    "text", busy.stream().map(Map.Entry::getKey).toArray()));
            at.next(connection.createArrayOf(
                    "int", busy.stream().map(Map.Entry::getValue).toArray()));
            at.next(medium.name());
            at.next(urgent);
            at.next(perReceiver);
            at.next(limit);
            at.next(seconds(lease));
            at.next(seconds(lease));
            return all(statement, Deliveries::claimed);
        });
    }

    private static Claimed claimed(ResultSet row) throws SQLException {
        return new Claimed(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                new Person(Audience.valueOf(row.getString(5)), row.getString(6)),
                row.getObject(7, UUID.class),
                MessageKind.named(row.getString(8)),
                Medium.valueOf(row.getString(9)),
                row.getString(10),
                row.getString(11),
                row.getInt(12),
                instant(row.getObject(13, OffsetDateTime.class)),
                Duration.ofMillis(Math.round(row.getDouble(14) * 1000)),
                row.getBoolean(15),
                row.getString(16),
                row.getObject(17, OffsetDateTime.class));
    }

    /** How much went to each of these addresses since then, by its hash. */
    Map<ByteBuffer, Integer> sentTo(Collection<ByteBuffer> hashes, Instant since) {
        return with("""
                select destination_hash, count(*) from delivery where destination_hash = any(?) and sent_at > ? group by 1
                """, statement -> {
            byte[][] bytes = hashes.stream().map(ByteBuffer::array).toArray(byte[][]::new);
            statement.setArray(1, statement.getConnection().createArrayOf("bytea", bytes));
            statement.setObject(2, since.atOffset(ZoneOffset.UTC));
            Map<ByteBuffer, Integer> counts = new HashMap<>();
            all(statement, row -> counts.put(ByteBuffer.wrap(row.getBytes(1)), row.getInt(2)));
            return counts;
        });
    }

    /** By which media this was tried for this person already. */
    List<Medium> tried(Claimed delivery) {
        return with("select medium from delivery where event_id = ? and audience = ? and person = ?", statement -> {
            statement.setObject(1, delivery.eventId());
            statement.setString(2, delivery.audience().name());
            statement.setString(3, delivery.person().id());
            return all(statement, row -> Medium.valueOf(row.getString(1)));
        });
    }

    /** Writes down what became of claims. Returns those whose story ended by that. */
    List<Tried> settle(List<Settled> settled) {
        List<Tried> sent = new ArrayList<>();
        List<Tried> failed = new ArrayList<>();
        List<Tried> deferred = new ArrayList<>();
        List<HandedBack> handedBack = new ArrayList<>();
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
            statement.setString(1, tried.answer().words());
            statement.setString(2, tried.language().name());
            statement.setObject(3, tried.at().atOffset(ZoneOffset.UTC));
            statement.setString(4, tried.to().personId());
            statement.setBytes(5, tried.destination() == null ? null : fingerprints.of(tried.destination()));
            statement.setString(6, tried.answer().providerId());
            statement.setObject(7, tried.delivery().id());
        }));
        ended.addAll(batch(FAILED, failed, (statement, tried) -> {
            statement.setString(1, tried.answer().words());
            statement.setString(2, tried.language().name());
            statement.setString(3, tried.to().personId());
            statement.setObject(4, tried.delivery().id());
            statement.setObject(5, tried.delivery().until());
        }));
        batch(DEFERRED, deferred, (statement, tried) -> {
            statement.setString(1, tried.answer().words());
            statement.setDouble(2, seconds(tried.again()));
            statement.setObject(3, tried.delivery().id());
            statement.setObject(4, tried.delivery().until());
        });
        batch(HANDED_BACK, handedBack, (statement, back) -> {
            statement.setDouble(1, seconds(back.patience()));
            statement.setObject(2, back.delivery().id());
            statement.setObject(3, back.delivery().until());
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
            statement.setString(3, tried.answer().words());
            statement.setObject(4, tried.delivery().id());
        });
        return ended;
    }

    /** The delivery that the other side calls this. */
    Optional<UUID> ofProvider(Medium medium, String providerId) {
        return with("select id from delivery where medium = ? and provider_id = ?", statement -> {
            statement.setString(1, medium.name());
            statement.setString(2, providerId);
            return all(statement, row -> row.getObject(1, UUID.class)).stream().findFirst();
        });
    }

    /** It arrived; empty if that is known, or if it came back. */
    Optional<Claimed> arrived(UUID delivery, Instant at) {
        return with(
                "update delivery set state = 'DELIVERED', delivered_at = ? where id = ? and state = 'SENT' returning "
                        + AS_CLAIMED,
                statement -> {
                    statement.setObject(1, at.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, delivery);
                    return all(statement, Deliveries::claimed).stream().findFirst();
                });
    }

    /** It came back; empty if that is known, or if it was never sent. What came back after it had arrived did not stay there. */
    Optional<Claimed> cameBack(UUID delivery, String words) {
        return with(
                "update delivery set state = 'FAILED', last_answer = ? where id = ? and state in ('SENT', 'DELIVERED') returning "
                        + AS_CLAIMED,
                statement -> {
                    statement.setString(1, words);
                    statement.setObject(2, delivery);
                    return all(statement, Deliveries::claimed).stream().findFirst();
                });
    }

    /** What was sent, whatever became of it then. */
    Optional<Claimed> sent(UUID delivery) {
        return with("select " + AS_CLAIMED + " from delivery where id = ? and sent_at is not null", statement -> {
            statement.setObject(1, delivery);
            return all(statement, Deliveries::claimed).stream().findFirst();
        });
    }

    /** Deliveries, newest first. */
    List<Delivery> newest(Filter filter, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (filter.complaint() != null) {
            conditions.add("complaint_id = ?");
            values.add(filter.complaint());
        }
        if (filter.person() != null) {
            // A customer is told by their complaints; who it was that was written to is known afterwards.
            conditions.add("(person = ? or reached = ?)");
            values.add(filter.person());
            values.add(filter.person());
        }
        if (filter.medium() != null) {
            conditions.add("medium = ?");
            values.add(filter.medium().name());
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

    String write(Message message) {
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
                Audience.valueOf(row.getString("audience")),
                row.getString("person"),
                row.getObject("complaint_id", UUID.class),
                row.getObject("about", UUID.class),
                MessageKind.named(row.getString("kind")),
                Medium.valueOf(row.getString("medium")),
                DeliveryState.valueOf(row.getString("state")),
                language == null ? null : Language.valueOf(language),
                row.getInt("attempts"),
                instant(row.getObject("created_at", OffsetDateTime.class)),
                maybe(row.getObject("next_attempt_at", OffsetDateTime.class)),
                maybe(row.getObject("sent_at", OffsetDateTime.class)),
                maybe(row.getObject("delivered_at", OffsetDateTime.class)),
                row.getString("last_answer"),
                row.getInt("resent_after_crash"),
                row.getInt("copy"),
                row.getBoolean("erased"));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    private static @Nullable Instant maybe(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime maybeAt(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
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

    /** The parameters of a statement, in their order. */
    private static final class Parameters {
        private final PreparedStatement statement;
        private int last;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        void next(@Nullable Object value) throws SQLException {
            statement.setObject(++last, value);
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

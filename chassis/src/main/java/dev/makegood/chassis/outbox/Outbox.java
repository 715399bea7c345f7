package dev.makegood.chassis.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.Event;
import dev.makegood.contract.Topic;
import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Where a change leaves the events that it caused. They are written in the transaction of the change, so both happen or neither
 * does, and the {@link Relay} is woken once it has committed.
 */
@ApplicationScoped
public class Outbox {

    /** Kafka's default for the largest record is 1 MiB, headers included; what is larger could never leave. */
    private static final int LARGEST_BODY = 900 * 1024;

    private static final String INSERT = """
            with next as (
                insert into outbox_sequence (key, last) values (?, 1)
                on conflict (key) do update set last = outbox_sequence.last + 1
                returning last)
            insert into outbox (id, topic, type, key, sequence, body, traceparent, occurred_at)
            select ?, ?, ?, ?, next.last, ?, ?, ? from next
            """;

    /** From so many events on, one statement for all of them costs less than one for each. */
    private static final int MANY = 16;

    private static final String INSERT_MANY = """
            with leaving as (
                select * from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::timestamptz[])
                    with ordinality as leaving (key, id, topic, type, body, traceparent, occurred_at, place)),
            next as (
                insert into outbox_sequence (key, last)
                select key, count(*) from leaving group by key order by key
                on conflict (key) do update set last = outbox_sequence.last + excluded.last
                returning key, last)
            insert into outbox (id, topic, type, key, sequence, body, traceparent, occurred_at)
            select id, topic, type, key,
                last - count(*) over (partition by key) + row_number() over (partition by key order by place),
                body, traceparent, occurred_at
            from leaving join next using (key) order by place
            """;

    private static final String INSERT_DEAD = """
            insert into outbox (id, topic, type, key, body, headers, traceparent, occurred_at)
            values (?, ?, ?, ?, ?, ?::jsonb, ?, now())
            """;

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final TransactionSynchronizationRegistry transactions;
    private final Relay relay;
    private final Instance<Witness> witnesses;

    Outbox(
            AgroalDataSource database,
            ObjectMapper json,
            TransactionSynchronizationRegistry transactions,
            Relay relay,
            Instance<Witness> witnesses) {
        this.database = database;
        this.json = json;
        this.transactions = transactions;
        this.relay = relay;
        this.witnesses = witnesses;
    }

    /** Adds what happened, in this order. Needs a transaction; the events of one are written together as it ends. */
    public void add(Event... events) {
        for (Event event : events) {
            pending()
                    .events
                    .add(new Leaving(
                            UuidVersion7Strategy.INSTANCE.generateUuid(null), event, body(event), traceparent()));
        }
    }

    /** Adds what could not be taken in, for the dead-letter topic, with the reason and who gave up on it. */
    public void addDeadLetter(DeadLetter letter) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("dlt-reason", keepable(letter.reason()));
        headers.put("dlt-consumer", letter.consumer());
        byte[] body = letter.body();
        if (body.length > LARGEST_BODY) {
            // Whole it could never leave, and all that comes after it would wait for it.
            headers.put("dlt-cut-from", Integer.toString(body.length));
            body = Arrays.copyOf(body, LARGEST_BODY);
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(INSERT_DEAD)) {
            insert.setObject(1, letter.eventId());
            insert.setString(2, letter.topic().deadLetterAddress());
            insert.setString(3, keepable(letter.type()));
            insert.setObject(4, letter.key());
            insert.setBytes(5, body);
            insert.setString(6, write(headers));
            insert.setString(7, letter.traceparent());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The dead letter could not be written", e);
        }
        pending();
    }

    /** How many events have ever left under this key: the sequence of the last one. */
    public long told(UUID key) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select last from outbox_sequence where key = ?")) {
            select.setObject(1, key);
            try (var row = select.executeQuery()) {
                return row.next() ? row.getLong("last") : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The key's sequence could not be read", e);
        }
    }

    /** The keys under which anything ever left that come after this one, in their order. */
    public List<UUID> keys(@Nullable UUID after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "select key from outbox_sequence where key > ? order by key limit ?")) {
            select.setObject(1, after == null ? new UUID(0, 0) : after);
            select.setInt(2, limit);
            List<UUID> keys = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getObject("key", UUID.class));
                }
            }
            return keys;
        } catch (SQLException e) {
            throw new IllegalStateException("The keys could not be read", e);
        }
    }

    /** The database keeps no NUL, and what is reported here may hold anything. */
    private static String keepable(String text) {
        return text.replace('\0', '?');
    }

    private Pending pending() {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("An event is added in the transaction that causes it; none is active");
        }
        if (transactions.getResource(Pending.class) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending();
        transactions.putResource(Pending.class, pending);
        transactions.registerInterposedSynchronization(pending);
        return pending;
    }

    private byte[] body(Event event) {
        try {
            byte[] body = json.writeValueAsBytes(event);
            if (body.length > LARGEST_BODY) {
                throw new IllegalStateException(
                        "%s is too large to publish: %d bytes".formatted(Topic.typeOf(event.getClass()), body.length));
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Not writable as JSON: " + event.getClass().getSimpleName(), e);
        }
    }

    private String write(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The W3C trace context that this thread works in, so that whoever acts on the event joins the same trace. */
    private static @Nullable String traceparent() {
        var context = Span.current().getSpanContext();
        return context.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                context.getTraceId(),
                                context.getSpanId(),
                                context.getTraceFlags().asHex())
                : null;
    }

    private record Leaving(
            UUID id, Event event, byte[] body, @Nullable String traceparent) {}

    private final class Pending implements Synchronization {
        private final List<Leaving> events = new ArrayList<>();

        @Override
        public void beforeCompletion() {
            if (events.isEmpty()) {
                return;
            }
            // Two transactions that touch the same keys lock them in one order, which is the database's. The sort is
            // stable: a key's own order stays.
            events.sort(Comparator.comparing(leaving -> leaving.event().key().toString()));
            try (var connection = database.getConnection()) {
                if (events.size() < MANY) {
                    insertEach(connection);
                } else {
                    insertMany(connection);
                }
                showWitnesses(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("The events could not be written", e);
            }
        }

        private void insertEach(Connection connection) throws SQLException {
            try (var insert = connection.prepareStatement(INSERT)) {
                for (Leaving leaving : events) {
                    Event event = leaving.event();
                    insert.setObject(1, event.key());
                    insert.setObject(2, leaving.id());
                    insert.setString(3, Topic.of(event).address());
                    insert.setString(4, Topic.typeOf(event.getClass()));
                    insert.setObject(5, event.key());
                    insert.setBytes(6, leaving.body());
                    insert.setString(7, leaving.traceparent());
                    insert.setObject(8, event.at().atOffset(ZoneOffset.UTC));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        private void insertMany(Connection connection) throws SQLException {
            try (var insert = connection.prepareStatement(INSERT_MANY)) {
                insert.setArray(
                        1, array(connection, "uuid", leaving -> leaving.event().key()));
                insert.setArray(2, array(connection, "uuid", Leaving::id));
                insert.setArray(
                        3,
                        array(
                                connection,
                                "text",
                                leaving -> Topic.of(leaving.event()).address()));
                insert.setArray(
                        4,
                        array(
                                connection,
                                "text",
                                leaving -> Topic.typeOf(leaving.event().getClass())));
                insert.setArray(
                        5,
                        connection.createArrayOf(
                                "bytea", events.stream().map(Leaving::body).toArray(byte[][]::new)));
                insert.setArray(6, array(connection, "text", Leaving::traceparent));
                insert.setArray(
                        7,
                        array(
                                connection,
                                "timestamptz",
                                leaving -> leaving.event()
                                        .at()
                                        .atOffset(ZoneOffset.UTC)
                                        .toString()));
                insert.executeUpdate();
            }
        }

        private Array array(Connection connection, String type, Function<Leaving, @Nullable Object> of)
                throws SQLException {
            return connection.createArrayOf(type, events.stream().map(of).toArray());
        }

        private void showWitnesses(Connection connection) throws SQLException {
            var departures = events.stream()
                    .map(leaving -> new Departure(
                            leaving.id(), leaving.event(), new String(leaving.body(), StandardCharsets.UTF_8)))
                    .toList();
            for (Witness witness : witnesses) {
                witness.see(departures, connection);
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                relay.wake();
            }
        }
    }
}

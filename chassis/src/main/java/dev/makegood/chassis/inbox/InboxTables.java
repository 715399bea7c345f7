package dev.makegood.chassis.inbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of the inbox. All but {@link #answers} run in the caller's transaction, if there is one. */
@ApplicationScoped
class InboxTables {

    /** How far a consumer has come with a key. */
    record Position(long sequence, boolean blocked, int parked) {
        static final Position START = new Position(0, false, 0);

        Position taken(long sequence) {
            return new Position(sequence, blocked, parked);
        }

        Position parked(int more) {
            return new Position(sequence, blocked, parked + more);
        }

        Position blocked(boolean blocked) {
            return new Position(sequence, blocked, parked);
        }
    }

    /** An event that waits, with the reason if it is itself what the others wait behind. */
    record Parked(Envelope event, @Nullable String reason, Instant since) {}

    private final AgroalDataSource database;

    InboxTables(AgroalDataSource database) {
        this.database = database;
    }

    /** Remembers these events, and returns those that were not known. */
    Set<UUID> admit(String consumer, Collection<UUID> events) {
        return query(
                "insert into inbox (consumer, event_id) select ?, unnest(?) on conflict do nothing returning event_id",
                statement -> {
                    statement.setString(1, consumer);
                    statement.setArray(2, uuids(statement, events));
                },
                rows -> {
                    Set<UUID> admitted = new HashSet<>();
                    while (rows.next()) {
                        admitted.add(rows.getObject(1, UUID.class));
                    }
                    return admitted;
                });
    }

    /** How far it has come with each of these keys. Nobody else moves them on before this transaction ends. */
    Map<UUID, Position> positions(String consumer, Collection<UUID> keys) {
        return query(
                """
                select key, sequence, blocked, parked from inbox_position where consumer = ? and key = any(?)
                order by key for update
                """,
                statement -> {
                    statement.setString(1, consumer);
                    statement.setArray(2, uuids(statement, keys));
                },
                rows -> {
                    Map<UUID, Position> positions = new HashMap<>();
                    while (rows.next()) {
                        positions.put(
                                rows.getObject(1, UUID.class),
                                new Position(rows.getLong(2), rows.getBoolean(3), rows.getInt(4)));
                    }
                    return positions;
                });
    }

    void save(String consumer, Map<UUID, Position> positions) {
        run("""
                insert into inbox_position (consumer, key, sequence, blocked, parked) values (?, ?, ?, ?, ?)
                on conflict (consumer, key) do update
                set sequence = excluded.sequence, blocked = excluded.blocked, parked = excluded.parked
                """, statement -> {
            // In one order, so that two consumers that meet here do not lock each other out.
            for (var entry : positions.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                statement.setString(1, consumer);
                statement.setObject(2, entry.getKey());
                statement.setLong(3, entry.getValue().sequence());
                statement.setBoolean(4, entry.getValue().blocked());
                statement.setInt(5, entry.getValue().parked());
                statement.addBatch();
            }
            statement.executeBatch();
        });
    }

    /** Sets an event aside. False if one of its sequence is set aside already. */
    boolean park(String consumer, Envelope event, @Nullable String reason) {
        return query(
                """
                insert into inbox_parked (consumer, key, sequence, event_id, type, body, traceparent, occurred_at, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning true
                """,
                statement -> {
                    statement.setString(1, consumer);
                    statement.setObject(2, event.key());
                    statement.setLong(3, event.sequence());
                    statement.setObject(4, event.id());
                    statement.setString(5, event.type());
                    statement.setBytes(6, event.body());
                    statement.setString(7, event.traceparent());
                    statement.setObject(8, event.occurredAt().atOffset(ZoneOffset.UTC));
                    statement.setString(9, reason);
                },
                ResultSet::next);
    }

    /** It waits no longer. */
    void unpark(String consumer, UUID key, long sequence) {
        run("delete from inbox_parked where consumer = ? and key = ? and sequence = ?", statement -> {
            statement.setString(1, consumer);
            statement.setObject(2, key);
            statement.setLong(3, sequence);
            statement.executeUpdate();
        });
    }

    /** What waits turns out to be itself what stands in the way. False if it waits no more. */
    boolean blame(String consumer, UUID key, long sequence, String reason) {
        return query(
                """
                update inbox_parked set reason = ?, parked_at = now() where consumer = ? and key = ? and sequence = ?
                returning true
                """,
                statement -> {
                    statement.setString(1, reason);
                    statement.setString(2, consumer);
                    statement.setObject(3, key);
                    statement.setLong(4, sequence);
                },
                ResultSet::next);
    }

    /** Those of these keys for which something waits, and nothing stands in the way. */
    List<UUID> waiting(String consumer, Collection<UUID> keys) {
        return query(
                "select key from inbox_position where consumer = ? and key = any(?) and parked > 0 and not blocked",
                statement -> {
                    statement.setString(1, consumer);
                    statement.setArray(2, uuids(statement, keys));
                },
                rows -> {
                    List<UUID> waiting = new ArrayList<>();
                    while (rows.next()) {
                        waiting.add(rows.getObject(1, UUID.class));
                    }
                    return waiting;
                });
    }

    /** The event of a key that waits and whose turn it is. */
    Optional<Envelope> next(String consumer, UUID key) {
        return query(
                """
                select inbox_parked.* from inbox_parked join inbox_position using (consumer, key)
                where consumer = ? and key = ? and not blocked and inbox_parked.sequence = inbox_position.sequence + 1
                """,
                statement -> {
                    statement.setString(1, consumer);
                    statement.setObject(2, key);
                },
                rows -> rows.next() ? Optional.of(parked(rows).event()) : Optional.empty());
    }

    /** The poison messages of a consumer, oldest first; of one key if one is named. */
    List<Parked> poison(String consumer, @Nullable UUID key, int limit) {
        return query(
                """
                select * from inbox_parked where consumer = ? and reason is not null and (?::uuid is null or key = ?)
                order by parked_at limit ?
                """,
                statement -> {
                    statement.setString(1, consumer);
                    statement.setObject(2, key);
                    statement.setObject(3, key);
                    statement.setInt(4, limit);
                },
                rows -> {
                    List<Parked> poison = new ArrayList<>();
                    while (rows.next()) {
                        poison.add(parked(rows));
                    }
                    return poison;
                });
    }

    int forget(int days) {
        return query("""
                with gone as (
                    delete from inbox where ctid = any(array(
                        select ctid from inbox where received_at < now() - make_interval(days => ?) limit 10000))
                    returning 1)
                select count(*) from gone
                """, statement -> statement.setInt(1, days), rows -> {
            rows.next();
            return rows.getInt(1);
        });
    }

    /** Whether the database takes writes now: if so, what failed failed for a reason of its own. */
    boolean answers() {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'")) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static Parked parked(ResultSet row) throws SQLException {
        return new Parked(
                new Envelope(
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getObject("key", UUID.class),
                        row.getLong("sequence"),
                        row.getString("traceparent"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getBytes("body")),
                row.getString("reason"),
                row.getObject("parked_at", OffsetDateTime.class).toInstant());
    }

    private static java.sql.Array uuids(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
        Connection connection = statement.getConnection();
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private <T> T query(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            try (var rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The inbox could not be read or written", e);
        }
    }

    private void run(String sql, Binding work) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            work.bind(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("The inbox could not be written", e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }
}

package dev.makegood.recovery.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.makegood.chassis.outbox.Departure;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.outbox.Witness;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** All that was told of journeys. Whatever leaves through the outbox is kept here as well, in the same transaction. */
@ApplicationScoped
public class Evidence implements Witness {

    private static final int SALT = 16;
    private static final int FETCH = 500;

    private static final String HEADS = """
            select journey.id, last.sequence, last.hash
            from unnest(?::uuid[]) as journey (id)
            cross join lateral (
                select sequence, hash from evidence
                where journey_id = journey.id order by sequence desc limit 1) as last
            """;

    private static final String INSERT = """
            insert into evidence
                (journey_id, sequence, event_id, type, at, body, salt, body_digest, previous_hash, hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String SINCE = """
            select sequence, type, at,
                coalesce(body::jsonb #>> '{by,id}', body::jsonb #>> '{party,id}') as by_id,
                coalesce(body::jsonb #>> '{by,name}', body::jsonb #>> '{party,name}') as by_name
            from evidence where journey_id = ? and sequence > ? order by sequence limit ?
            """;

    private final AgroalDataSource database;
    private final ObjectReader json;
    private final SecureRandom random = new SecureRandom();

    Evidence(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        // What was told under an older contract is still what was told.
        this.json = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    @Override
    public void see(List<Departure> departures, Connection connection) throws SQLException {
        var told = departures.stream()
                .filter(departure -> departure.event() instanceof JourneyEvent)
                .toList();
        if (told.isEmpty()) {
            return;
        }
        var chains = chains(told, connection);
        try (var insert = connection.prepareStatement(INSERT)) {
            for (Departure departure : told) {
                var event = departure.event();
                byte[] salt = new byte[SALT];
                random.nextBytes(salt);
                // The database keeps microseconds; the hash is over what is read again.
                bind(
                        insert,
                        chains.computeIfAbsent(event.key(), Chain::new)
                                .add(
                                        departure.id(),
                                        Topic.typeOf(event.getClass()),
                                        event.at().truncatedTo(ChronoUnit.MICROS),
                                        departure.body(),
                                        salt));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Map<UUID, Chain> chains(List<Departure> told, Connection connection) throws SQLException {
        Map<UUID, Chain> chains = new HashMap<>();
        var journeys = told.stream()
                .map(departure -> departure.event().key())
                .distinct()
                .toArray();
        try (var heads = connection.prepareStatement(HEADS)) {
            heads.setArray(1, connection.createArrayOf("uuid", journeys));
            try (var rows = heads.executeQuery()) {
                while (rows.next()) {
                    var journey = rows.getObject("id", UUID.class);
                    chains.put(journey, new Chain(journey, rows.getLong("sequence"), hex(rows, "hash")));
                }
            }
        }
        return chains;
    }

    private static void bind(PreparedStatement insert, Entry entry) throws SQLException {
        insert.setObject(1, entry.journeyId());
        insert.setLong(2, entry.sequence());
        insert.setObject(3, entry.eventId());
        insert.setString(4, entry.type());
        insert.setObject(5, entry.at().atOffset(ZoneOffset.UTC));
        insert.setString(6, entry.body());
        insert.setBytes(7, HexFormat.of().parseHex(String.valueOf(entry.salt())));
        insert.setBytes(8, HexFormat.of().parseHex(entry.bodyDigest()));
        insert.setBytes(9, HexFormat.of().parseHex(entry.previousHash()));
        insert.setBytes(10, HexFormat.of().parseHex(entry.hash()));
    }

    /** What happened to a journey, in its order; what was erased is left out. */
    public List<JourneyEvent> history(UUID journey) {
        List<JourneyEvent> history = new ArrayList<>();
        each(journey, entry -> {
            var body = entry.body();
            if (body != null) {
                Topic.JOURNEYS.type(entry.type()).ifPresent(type -> history.add(read(type, body)));
            }
        });
        return history;
    }

    /** What was told after so much had been told, in its order. */
    public List<Told> since(UUID journey, long sequence, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(SINCE)) {
            select.setObject(1, journey);
            select.setLong(2, sequence);
            select.setInt(3, limit);
            List<Told> told = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var by = rows.getString("by_id");
                    var type = rows.getString("type");
                    told.add(new Told(
                            rows.getLong("sequence"),
                            type.substring(type.lastIndexOf('.') + 1),
                            rows.getObject("at", OffsetDateTime.class).toInstant(),
                            by == null ? null : new Person(by, String.valueOf(rows.getString("by_name")))));
                }
            }
            return told;
        } catch (SQLException e) {
            throw new IllegalStateException("The evidence could not be read", e);
        }
    }

    private JourneyEvent read(Class<?> type, String body) {
        try {
            return (JourneyEvent) json.forType(type).readValue(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was told cannot be read: " + type.getSimpleName(), e);
        }
    }

    /** Personal data leaves: what was told of this journey is forgotten; that it was told, when, and in which order stays. */
    public int erase(UUID journey) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "update evidence set body = null, salt = null where journey_id = ? and body is not null")) {
            update.setObject(1, journey);
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The evidence could not be erased", e);
        }
    }

    /**
     * The chain of a journey as it is found now, verified entry by entry and against how many events ever left.
     *
     * @param seen is shown every entry
     */
    Chain verify(UUID journey, Outbox outbox, Consumer<Entry> seen) {
        var chain = new Chain(journey);
        // More may be told while we read.
        long atLeast = outbox.told(journey);
        each(journey, entry -> {
            chain.verify(entry);
            seen.accept(entry);
        });
        chain.verifyLength(atLeast, outbox.told(journey));
        return chain;
    }

    private void each(UUID journey, Consumer<Entry> consumer) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("select * from evidence where journey_id = ? order by sequence")) {
            select.setFetchSize(FETCH);
            select.setObject(1, journey);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(entry(rows));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The evidence could not be read", e);
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        byte[] salt = row.getBytes("salt");
        return new Entry(
                row.getObject("journey_id", UUID.class),
                row.getLong("sequence"),
                row.getObject("event_id", UUID.class),
                row.getString("type"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("body"),
                salt == null ? null : HexFormat.of().formatHex(salt),
                hex(row, "body_digest"),
                hex(row, "previous_hash"),
                hex(row, "hash"));
    }

    private static String hex(ResultSet row, String column) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(column));
    }
}

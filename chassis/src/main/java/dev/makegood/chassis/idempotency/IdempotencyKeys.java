package dev.makegood.chassis.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** Remembers, for a day, what was answered under a key. */
@ApplicationScoped
class IdempotencyKeys {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    /** An answer that was given. */
    record Answer(byte[] fingerprint, int status, Map<String, String> headers, byte[] body) {}

    private final AgroalDataSource database;
    private final ObjectMapper json;

    IdempotencyKeys(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Takes the key for this transaction, and returns the answer that was given under it.
     *
     * @throws KeyInFlight if another transaction has the key now
     */
    Optional<Answer> claim(byte[] key) throws SQLException, JsonProcessingException {
        try (var connection = database.getConnection();
                var claim = connection.prepareStatement("""
                        select pg_try_advisory_xact_lock(?), fingerprint, status, headers, body
                        from (select 1) as one left join idempotency on key = ?
                        """)) {
            claim.setLong(1, ByteBuffer.wrap(key).getLong());
            claim.setBytes(2, key);
            try (var row = claim.executeQuery()) {
                row.next();
                if (row.getBytes("fingerprint") != null) {
                    return Optional.of(new Answer(
                            row.getBytes("fingerprint"),
                            row.getInt("status"),
                            json.readValue(row.getString("headers"), HEADERS),
                            row.getBytes("body")));
                }
                if (!row.getBoolean(1)) {
                    throw new KeyInFlight();
                }
                return Optional.empty();
            }
        }
    }

    /**
     * Keeps the answer, in the transaction of the effect.
     *
     * @throws KeyInFlight if another transaction kept one since the key was claimed; this one is undone then
     */
    void keep(byte[] key, Answer answer) throws SQLException, JsonProcessingException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into idempotency (key, fingerprint, status, headers, body) values (?, ?, ?, ?::jsonb, ?)
                        on conflict do nothing
                        """)) {
            insert.setBytes(1, key);
            insert.setBytes(2, answer.fingerprint());
            insert.setInt(3, answer.status());
            insert.setString(4, json.writeValueAsString(answer.headers()));
            insert.setBytes(5, answer.body());
            if (insert.executeUpdate() == 0) {
                throw new KeyInFlight();
            }
        }
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("""
                        delete from idempotency where key = any(array(
                            select key from idempotency where created_at < now() - interval '24 hours' limit 10000))
                        """)) {
            int forgotten;
            do {
                forgotten = delete.executeUpdate();
            } while (forgotten == 10_000);
        }
    }
}

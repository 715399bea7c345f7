package dev.makegood.chassis.erasure;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What outbox, inbox and idempotency keep of events and answers for a while, which may hold people's words.
 */
@ApplicationScoped
public class Leftovers {

    /** What waits behind a poison message is not waited for any more: who is forgotten is not told about. */
    private static final List<String> STATEMENTS =
            List.of("delete from outbox where key = any(?) and sent_at is not null", """
            with gone as (delete from inbox_parked where key = any(?) returning consumer, key, sequence)
            update inbox_position p set blocked = false, parked = 0, sequence = greatest(p.sequence, gone.last)
            from (select consumer, key, max(sequence) as last from gone group by consumer, key) gone
            where p.consumer = gone.consumer and p.key = gone.key
            """, """
            delete from idempotency where exists (
                select from unnest(?::uuid[]) as named (id) where position(convert_to(named.id::text, 'UTF8') in body) > 0)
            """);

    private final AgroalDataSource database;

    Leftovers(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Forgets, in the caller's transaction, what is kept of these complaints and customers. What has not left the outbox yet goes
     * out first, so whoever asks asks again once it has.
     */
    public void forget(Collection<UUID> ids) {
        try (var connection = database.getConnection()) {
            var array = connection.createArrayOf("uuid", ids.toArray());
            for (String sql : STATEMENTS) {
                try (var statement = connection.prepareStatement(sql)) {
                    statement.setArray(1, array);
                    statement.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The leftovers could not be forgotten", e);
        }
    }
}

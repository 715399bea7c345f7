package dev.makegood.complaint.attachment;

import dev.makegood.chassis.rows.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What the object store may hold. It is written down, and committed, before the bytes are put there; and goes from here only when
 * they are gone from there. So whenever we end, no bytes are left that nobody knows of.
 */
@ApplicationScoped
class StoredObjects {

    /** How long bytes may wait for their row. */
    private static final Duration UNCLAIMED = Duration.ofHours(1);

    private final Rows rows;
    private final Clock clock;

    StoredObjects(Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Bytes are about to be put there; if nobody {@linkplain #claim claims} them within the hour, they are swept up. */
    void expect(UUID id) {
        rows.run("insert into stored_object (id, sweep_after) values (?, ?)", statement -> {
            statement.setObject(1, id);
            statement.setObject(2, clock.instant().plus(UNCLAIMED).atOffset(ZoneOffset.UTC));
        });
    }

    /** They are somebody's now. */
    void claim(UUID id) {
        int claimed = rows.run(
                "update stored_object set sweep_after = null where id = ?", statement -> statement.setObject(1, id));
        if (claimed == 0) {
            throw new IllegalStateException("What was brought was swept up before it was kept");
        }
    }

    /** They are nobody's any more: they go after this transaction, if it commits, whatever happens then. */
    void abandon(Collection<UUID> ids) {
        rows.run("update stored_object set sweep_after = ? where id = any(?)", statement -> {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setArray(2, Rows.uuids(statement, ids));
        });
    }

    /** What may be swept up, in this one's hands until the end of its transaction. */
    List<UUID> abandoned(int limit) {
        return rows.query(
                """
                select id from stored_object where sweep_after <= ? order by sweep_after limit ?
                for update skip locked
                """,
                statement -> {
                    statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                    statement.setInt(2, limit);
                },
                row -> row.getObject(1, UUID.class));
    }

    /** They are not in the store any more. */
    void gone(UUID id) {
        rows.run("delete from stored_object where id = ?", statement -> statement.setObject(1, id));
    }
}

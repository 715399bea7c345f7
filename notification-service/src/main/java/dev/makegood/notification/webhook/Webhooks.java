package dev.makegood.notification.webhook;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.notification.webhook.Webhook.Disabled;
import dev.makegood.notification.webhook.Webhook.Why;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of webhooks, in the caller's transaction. */
@ApplicationScoped
class Webhooks {

    private static final String COLUMNS = """
            id, version, url, description, types, generation, rotating_until, disabled_at, disabled_why, failing_since,
            last_taken_at, created_at
            """;

    private final Rows rows;

    Webhooks(Rows rows) {
        this.rows = rows;
    }

    void add(UUID id, String url, @Nullable String description, List<String> types, String by) {
        rows.run("insert into webhook (id, url, description, types, created_by) values (?, ?, ?, ?, ?)", statement -> {
            statement.setObject(1, id);
            statement.setString(2, url);
            statement.setString(3, description);
            statement.setArray(4, statement.getConnection().createArrayOf("text", types.toArray()));
            statement.setString(5, by);
        });
    }

    void change(UUID id, String url, @Nullable String description, List<String> types) {
        rows.run(
                "update webhook set version = version + 1, url = ?, description = ?, types = ? where id = ?",
                statement -> {
                    statement.setString(1, url);
                    statement.setString(2, description);
                    statement.setArray(3, statement.getConnection().createArrayOf("text", types.toArray()));
                    statement.setObject(4, id);
                });
    }

    /** A new key; the one before it signs as well until then. */
    void rotate(UUID id, Instant until) {
        rows.run(
                "update webhook set version = version + 1, generation = generation + 1, rotating_until = ? where id = ?",
                statement -> {
                    statement.setObject(1, until.atOffset(ZoneOffset.UTC));
                    statement.setObject(2, id);
                });
    }

    void enable(UUID id) {
        rows.run("""
                update webhook set version = version + 1, disabled_at = null, disabled_why = null, failing_since = null
                where id = ?
                """, statement -> statement.setObject(1, id));
    }

    void delete(UUID id) {
        rows.run("delete from webhook where id = ?", statement -> statement.setObject(1, id));
    }

    int count() {
        return rows.query("select count(*) from webhook", statement -> {}, row -> row.getInt(1))
                .getFirst();
    }

    Optional<Webhook> find(UUID id) {
        return rows
                .query(
                        "select " + COLUMNS + " from webhook where id = ?",
                        statement -> statement.setObject(1, id),
                        Webhooks::webhook)
                .stream()
                .findFirst();
    }

    /** Nobody else changes it until this transaction ends. */
    Webhook require(UUID id) {
        return rows
                .query(
                        "select " + COLUMNS + " from webhook where id = ? for update",
                        statement -> statement.setObject(1, id),
                        Webhooks::webhook)
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** All of them, newest first. */
    List<Webhook> newest(@Nullable Cursor after, int limit) {
        return rows.query(
                "select " + COLUMNS + """
                 from webhook where ?::timestamptz is null or (created_at, id) < (?, ?)
                order by created_at desc, id desc limit ?
                """,
                statement -> {
                    var at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
                    statement.setObject(1, at, Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setObject(2, at, Types.TIMESTAMP_WITH_TIMEZONE);
                    statement.setObject(3, after == null ? null : after.id(), Types.OTHER);
                    statement.setInt(4, limit);
                },
                Webhooks::webhook);
    }

    /** Those that are told of events of this type; of the disabled ones those for whom it is still noted. */
    List<UUID> subscribed(String type, Duration keepWhileDisabled) {
        return rows.query(
                """
                select id from webhook
                where (types = '{}' or ? = any(types))
                and (disabled_at is null or disabled_at > now() - make_interval(secs => ?))
                order by id
                """,
                statement -> {
                    statement.setString(1, type);
                    statement.setDouble(2, (double) keepWhileDisabled.toSeconds());
                },
                row -> row.getObject(1, UUID.class));
    }

    /** It took something. Written once in a while: this row would be the busiest of all. */
    void took(UUID id) {
        rows.run("""
                update webhook set failing_since = null, last_taken_at = now()
                where id = ? and (failing_since is not null or last_taken_at is null or last_taken_at < now() - interval '1 minute')
                """, statement -> statement.setObject(1, id));
    }

    /** It did not take something. */
    void failed(UUID id) {
        rows.run(
                "update webhook set failing_since = now() where id = ? and failing_since is null",
                statement -> statement.setObject(1, id));
    }

    /** It is told nothing any more. Returns false if that is so already. */
    boolean disable(UUID id, Why why) {
        return rows.run(
                        "update webhook set disabled_at = now(), disabled_why = ? where id = ? and disabled_at is null",
                        statement -> {
                            statement.setString(1, why.name());
                            statement.setObject(2, id);
                        })
                > 0;
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        var disabledAt = instant(row, "disabled_at");
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getInt("version"),
                row.getString("url"),
                row.getString("description"),
                Arrays.asList((String[]) row.getArray("types").getArray()),
                row.getInt("generation"),
                instant(row, "rotating_until"),
                disabledAt == null ? null : new Disabled(disabledAt, Why.valueOf(row.getString("disabled_why"))),
                instant(row, "failing_since"),
                instant(row, "last_taken_at"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}

package dev.makegood.notification.suppression;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Addresses that nothing more is sent to. */
@ApplicationScoped
public class Suppressions {

    private static final int LONGEST_WORDS = 500;

    private static final String VIEW = """
            select id, medium, reason, optional_only, words, since, by_id, by_name,
                lifted_at, lifted_by_id, lifted_by_name, lifted_because
            from suppression
            """;

    private final Rows rows;
    private final Fingerprints fingerprints;
    private final Clock clock;

    Suppressions(Rows rows, Fingerprints fingerprints, Clock clock) {
        this.rows = rows;
        this.fingerprints = fingerprints;
        this.clock = clock;
    }

    /** Which of them a list is of; what is absent does not matter. */
    record Filter(
            @Nullable Suppression reason,
            @Nullable Medium medium,
            @Nullable Destination destination,
            boolean lifted) {}

    /** Those of these to which nothing more is sent, and why. */
    public Map<Destination, Suppression> among(Collection<Destination> destinations) {
        return among(destinations, false);
    }

    /** Those of these whose readers want nothing that they would not miss. */
    public Set<Destination> unsubscribed(Collection<Destination> destinations) {
        return among(destinations, true).keySet();
    }

    private Map<Destination, Suppression> among(Collection<Destination> destinations, boolean optionalOnly) {
        Map<ByteBuffer, Destination> byHash = new HashMap<>();
        destinations.forEach(destination -> byHash.put(ByteBuffer.wrap(fingerprints.of(destination)), destination));
        Map<Destination, Suppression> found = new HashMap<>();
        if (!byHash.isEmpty()) {
            rows.query(
                            "select hash, reason from suppression where hash = any(?) and optional_only = ? and lifted_at is null",
                            statement -> {
                                byte[][] hashes = byHash.keySet().stream()
                                        .map(ByteBuffer::array)
                                        .toArray(byte[][]::new);
                                statement.setArray(1, statement.getConnection().createArrayOf("bytea", hashes));
                                statement.setBoolean(2, optionalOnly);
                            },
                            row -> Map.entry(ByteBuffer.wrap(row.getBytes(1)), Suppression.valueOf(row.getString(2))))
                    .forEach(entry -> found.put(Objects.requireNonNull(byHash.get(entry.getKey())), entry.getValue()));
        }
        return found;
    }

    /**
     * From now on nothing more is sent there.
     *
     * @param words what the other side said, without the address
     * @return false if that was so already
     */
    public boolean add(Destination destination, Suppression reason, String words) {
        return add(destination.medium(), fingerprints.of(destination), reason, false, without(destination, words), null)
                .isPresent();
    }

    /** Somebody here stops it by hand; empty if nothing is sent there as it is. */
    Optional<UUID> stop(Destination destination, String because, Person by) {
        return add(
                destination.medium(),
                fingerprints.of(destination),
                Suppression.STOPPED,
                false,
                without(destination, because),
                by);
    }

    /** Its reader wants nothing more that they would not miss; nothing happens if that is known. */
    void unsubscribe(Medium medium, byte[] fingerprint, String words) {
        add(medium, fingerprint, Suppression.UNSUBSCRIBED, true, words, null);
    }

    private Optional<UUID> add(
            Medium medium,
            byte[] fingerprint,
            Suppression reason,
            boolean optionalOnly,
            String words,
            @Nullable Person by) {
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        int added = rows.run("""
                insert into suppression (id, medium, hash, reason, optional_only, words, since, by_id, by_name)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """, statement -> {
            statement.setObject(1, id);
            statement.setString(2, medium.name());
            statement.setBytes(3, fingerprint);
            statement.setString(4, reason.name());
            statement.setBoolean(5, optionalOnly);
            statement.setString(6, words.substring(0, Math.min(words.length(), LONGEST_WORDS)));
            statement.setObject(7, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setString(8, by == null ? null : by.id());
            statement.setString(9, by == null ? null : by.name());
        });
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Messages go there again. Empty if there is no such suppression, or no more. */
    Optional<Suppressed> lift(UUID id, String because, Person by) {
        return rows
                .query(
                        """
                        update suppression set lifted_at = ?, lifted_by_id = ?, lifted_by_name = ?, lifted_because = ?
                        where id = ? and lifted_at is null
                        returning id, medium, reason, optional_only, words, since, by_id, by_name,
                            lifted_at, lifted_by_id, lifted_by_name, lifted_because
                        """,
                        statement -> {
                            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                            statement.setString(2, by.id());
                            statement.setString(3, by.name());
                            statement.setString(4, because);
                            statement.setObject(5, id);
                        },
                        Suppressions::suppressed)
                .stream()
                .findFirst();
    }

    Optional<Suppressed> find(UUID id) {
        return rows
                .query(VIEW + "where id = ?", statement -> statement.setObject(1, id), Suppressions::suppressed)
                .stream()
                .findFirst();
    }

    /** Newest first. */
    List<Suppressed> newest(Filter filter, @Nullable Cursor after, int limit) {
        var destination = filter.destination();
        return rows.query(
                VIEW + """
                where (?::text is null or reason = ?) and (?::text is null or medium = ?)
                and (?::bytea is null or hash = ?) and (lifted_at is not null) = ?
                and (?::timestamptz is null or (since, id) < (?, ?))
                order by since desc, id desc limit ?
                """,
                statement -> {
                    twice(statement, 1, name(filter.reason()));
                    twice(statement, 3, name(filter.medium()));
                    byte @Nullable [] hash = destination == null ? null : fingerprints.of(destination);
                    statement.setBytes(5, hash);
                    statement.setBytes(6, hash);
                    statement.setBoolean(7, filter.lifted());
                    @Nullable
                    OffsetDateTime at = after == null ? null : after.at().atOffset(ZoneOffset.UTC);
                    statement.setObject(8, at);
                    statement.setObject(9, at);
                    statement.setObject(10, after == null ? null : after.id());
                    statement.setInt(11, limit);
                },
                Suppressions::suppressed);
    }

    private static void twice(PreparedStatement statement, int first, @Nullable String value) throws SQLException {
        statement.setString(first, value);
        statement.setString(first + 1, value);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static Suppressed suppressed(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime lifted = row.getObject("lifted_at", OffsetDateTime.class);
        return new Suppressed(
                row.getObject("id", UUID.class),
                Medium.valueOf(row.getString("medium")),
                Suppression.valueOf(row.getString("reason")),
                row.getBoolean("optional_only"),
                row.getString("words"),
                instant(row.getObject("since", OffsetDateTime.class)),
                row.getString("by_id") == null ? null : new Person(row.getString("by_id"), row.getString("by_name")),
                lifted == null
                        ? null
                        : new Suppressed.Lifted(
                                instant(lifted),
                                new Person(row.getString("lifted_by_id"), row.getString("lifted_by_name")),
                                row.getString("lifted_because")));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }

    /** Whoever says why may have named the address. */
    private static String without(Destination destination, String words) {
        return Pattern.compile(Pattern.quote(destination.key()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(words)
                .replaceAll("(address)");
    }
}

package dev.makegood.complaint.likeness;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.likeness.Likeness.Reason;
import dev.makegood.complaint.likeness.Likeness.Traits;
import dev.makegood.contract.Person;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Who may be whom. Pairs that share a mailbox or a number are found in the background and listed; those who only have a name in
 * common are found when somebody looks at one of them, since a list of everybody's namesakes would be of no use.
 */
@ApplicationScoped
class Likenesses {

    /** How many others are looked at for one sign: a switchboard's number is shared by thousands, who are not one person. */
    private static final int MOST_OTHERS = 20;

    /** Nothing was found later than this from now, whichever replica's clock found it. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofHours(1);

    private static final String TRAITS = "c.id, c.name, c.email, c.email_key, c.phone_e164, c.created_at";
    private static final String SERVED = "c.merged_into is null and c.erased_at is null";

    private static final String OTHERS = """
            select %1$s from customer c where c.id in (
                (select c.id from customer c where c.email_key = ? and %2$s limit 20)
                union all
                (select c.id from customer c where c.phone_e164 = ? and %2$s limit 20)
                union all
                (select id from (select c.id, c.sought from customer c where ? <%% c.sought and %2$s limit 500) as alike
                    order by word_similarity(?, sought) desc limit 50))
            and c.id <> ? and not exists (
                select from customer_likeness where dismissed_at is not null
                and one_id = least(c.id, ?) and other_id = greatest(c.id, ?))
            """.formatted(TRAITS, SERVED);

    private static final String DUE = """
            select %s from customer c where not c.compared and c.sought is not null
            order by c.id limit ? for update skip locked
            """.formatted(TRAITS);

    private static final String PAIRS = """
            select due.id, %1$s from unnest(?::uuid[], ?::text[], ?::text[]) as due (id, mailbox, phone)
            cross join lateral (
                (select c.* from customer c where c.email_key = due.mailbox and c.id <> due.id and %2$s limit 20)
                union
                (select c.* from customer c where c.phone_e164 = due.phone and c.id <> due.id and %2$s limit 20)) c
            """.formatted(TRAITS, SERVED);

    private static final String ADD = """
            insert into customer_likeness (id, one_id, other_id, score, reasons, found_at) values (?, ?, ?, ?, ?, ?)
            on conflict (one_id, other_id) do update set score = excluded.score, reasons = excluded.reasons
            where customer_likeness.dismissed_at is null
            """;

    private static final String OPEN = """
            select l.id, l.score, l.reasons, l.found_at, one.id, one.name, one.created_at, other.id, other.name, other.created_at
            from customer_likeness l join customer one on one.id = l.one_id join customer other on other.id = l.other_id
            where l.dismissed_at is null and one.merged_into is null and one.erased_at is null
            and other.merged_into is null and other.erased_at is null and (l.found_at, l.id) < (?, ?)
            order by l.found_at desc, l.id desc limit ?
            """;

    private final AgroalDataSource database;
    private final Clock clock;

    Likenesses(AgroalDataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A customer with what is compared of them. */
    private record Compared(UUID id, String name, Instant since, Traits traits) {

        static Compared read(ResultSet row, int first) throws SQLException {
            var name = row.getString(first + 1);
            return new Compared(
                    row.getObject(first, UUID.class),
                    name,
                    row.getObject(first + 5, OffsetDateTime.class).toInstant(),
                    new Traits(
                            Customers.folded(name),
                            row.getString(first + 2),
                            row.getString(first + 3),
                            row.getString(first + 4)));
        }
    }

    /** Somebody in a pair. */
    record Namesake(UUID id, String name, Instant createdAt) {}

    /** Somebody who may be the one who was asked about. */
    record Suggestion(Namesake customer, Likeness likeness) {}

    /** Two who may be one. */
    record Pair(UUID id, Namesake one, Namesake other, double score, List<Reason> reasons, Instant foundAt) {}

    /** Who may be this one, the likeliest first; who was dismissed is not. */
    List<Suggestion> of(UUID id) {
        try (var connection = database.getConnection();
                var threshold = connection.prepareStatement(
                        "select set_config('pg_trgm.word_similarity_threshold', '0.6', true)");
                var select = connection.prepareStatement("select " + TRAITS + " from customer c where c.id = ?");
                var others = connection.prepareStatement(OTHERS)) {
            threshold.execute();
            select.setObject(1, id);
            var one = read(select, 1).getFirst();
            others.setString(1, one.traits().mailbox());
            others.setString(2, one.traits().phone());
            others.setString(3, one.traits().name());
            others.setString(4, one.traits().name());
            others.setObject(5, id);
            others.setObject(6, id);
            others.setObject(7, id);
            return read(others, 1).stream()
                    .map(other -> new Suggestion(
                            new Namesake(other.id(), other.name(), other.since()),
                            Likeness.of(one.traits(), other.traits())))
                    .filter(suggestion -> suggestion.likeness().isWorthSaying())
                    .sorted(Comparator.comparing((Suggestion suggestion) ->
                                    suggestion.likeness().score())
                            .reversed())
                    .limit(MOST_OTHERS)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("The customers could not be compared", e);
        }
    }

    /** Pairs that nobody has decided on, the latest found first. */
    List<Pair> open(@Nullable Cursor after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(OPEN)) {
            var from = after == null ? new Cursor(clock.instant().plus(CLOCK_DIFFERENCE), new UUID(-1, -1)) : after;
            select.setObject(1, from.at().atOffset(ZoneOffset.UTC));
            select.setObject(2, from.id());
            select.setInt(3, limit);
            List<Pair> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Pair(
                            rows.getObject(1, UUID.class),
                            namesake(rows, 5),
                            namesake(rows, 8),
                            Math.round(rows.getDouble(2) * 1000) / 1000.0,
                            reasons(rows),
                            rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The pairs could not be read", e);
        }
    }

    private static Namesake namesake(ResultSet row, int first) throws SQLException {
        return new Namesake(
                row.getObject(first, UUID.class),
                row.getString(first + 1),
                row.getObject(first + 2, OffsetDateTime.class).toInstant());
    }

    private static List<Reason> reasons(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray(3).getArray())
                .map(Reason::valueOf)
                .toList();
    }

    /** They are two, whatever they have in common: it is not suggested again. */
    void dismiss(UUID one, UUID other, Person by) {
        var sorted = Stream.of(one, other).sorted(Likenesses::byDatabase).toList();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into customer_likeness
                            (id, one_id, other_id, score, reasons, found_at, dismissed_at, dismissed_by_id, dismissed_by_name)
                        values (?, ?, ?, 0, '{}', ?, ?, ?, ?)
                        on conflict (one_id, other_id) do update set dismissed_at = excluded.dismissed_at,
                            dismissed_by_id = excluded.dismissed_by_id, dismissed_by_name = excluded.dismissed_by_name
                        where customer_likeness.dismissed_at is null
                        """)) {
            var now = clock.instant().atOffset(ZoneOffset.UTC);
            insert.setObject(1, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            insert.setObject(2, sorted.getFirst());
            insert.setObject(3, sorted.getLast());
            insert.setObject(4, now);
            insert.setObject(5, now);
            insert.setString(6, by.id());
            insert.setString(7, by.name());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The suggestion could not be dismissed", e);
        }
    }

    /** Java compares the halves of a UUID as signed numbers, PostgreSQL its bytes. */
    private static int byDatabase(UUID one, UUID other) {
        return one.toString().compareTo(other.toString());
    }

    /** Looks for the likes of those who are new or have changed. Returns how many it looked at. */
    int compare(int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(DUE)) {
            select.setInt(1, limit);
            var due = read(select, 1);
            if (!due.isEmpty()) {
                compare(due, connection);
            }
            return due.size();
        }
    }

    private void compare(List<Compared> due, Connection connection) throws SQLException {
        var ids =
                connection.createArrayOf("uuid", due.stream().map(Compared::id).toArray());
        try (var stale = connection.prepareStatement("""
                        delete from customer_likeness
                        where dismissed_at is null and (one_id = any(?) or other_id = any(?))
                        """);
                var pairs = connection.prepareStatement(PAIRS);
                var add = connection.prepareStatement(ADD);
                var done = connection.prepareStatement("update customer set compared = true where id = any(?)")) {
            stale.setArray(1, ids);
            stale.setArray(2, ids);
            stale.executeUpdate();
            pairs.setArray(1, ids);
            pairs.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            due.stream().map(one -> one.traits().mailbox()).toArray()));
            pairs.setArray(
                    3,
                    connection.createArrayOf(
                            "text",
                            due.stream().map(one -> one.traits().phone()).toArray()));
            Set<List<UUID>> added = new LinkedHashSet<>();
            try (var rows = pairs.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getObject(1, UUID.class);
                    var one = due.stream()
                            .filter(compared -> compared.id().equals(id))
                            .findFirst()
                            .orElseThrow();
                    add(one, Compared.read(rows, 2), added, add, connection);
                }
            }
            if (!added.isEmpty()) {
                add.executeBatch();
            }
            done.setArray(1, ids);
            done.executeUpdate();
        }
    }

    private void add(Compared one, Compared other, Set<List<UUID>> added, PreparedStatement add, Connection connection)
            throws SQLException {
        var likeness = Likeness.of(one.traits(), other.traits());
        var pair =
                Stream.of(one.id(), other.id()).sorted(Likenesses::byDatabase).toList();
        if (likeness.isWorthSaying() && added.add(pair)) {
            add.setObject(1, UuidVersion7Strategy.INSTANCE.generateUuid(null));
            add.setObject(2, pair.getFirst());
            add.setObject(3, pair.getLast());
            add.setDouble(4, likeness.score());
            add.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            likeness.reasons().stream().map(Reason::name).toArray()));
            add.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            add.addBatch();
        }
    }

    private static List<Compared> read(PreparedStatement select, int first) throws SQLException {
        List<Compared> found = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(Compared.read(rows, first));
            }
        }
        return found;
    }

    /** Who is nobody is like nobody. */
    void forget(@Observes Erasing erasing) throws SQLException {
        try (var connection = database.getConnection();
                var delete =
                        connection.prepareStatement("delete from customer_likeness where one_id = ? or other_id = ?")) {
            delete.setObject(1, erasing.customer());
            delete.setObject(2, erasing.customer());
            delete.executeUpdate();
        }
    }
}

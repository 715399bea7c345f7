package dev.makegood.notification.feed;

import dev.makegood.chassis.rows.Rows;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.message.Note;
import dev.makegood.notification.recipient.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of entries, in the caller's transaction. */
@ApplicationScoped
class Entries {

    private static final String COLUMNS = "number, at, kind, complaint_id, reference, title, words";

    private final Rows rows;

    Entries(Rows rows) {
        this.rows = rows;
    }

    /**
     * How far somebody's entries go.
     *
     * @param last the number of the newest
     * @param unread how many they have not said that they read
     */
    record Extent(long last, long unread) {}

    /** Writes an entry, once per delivery, unless what it is about was forgotten. Who forgets it at this moment finds it, or is found. */
    void add(UUID delivery, Recipient person, MessageKind kind, Note note) {
        var complaint = person.complaintId();
        if (complaint != null && isForgotten(complaint)) {
            return;
        }
        rows.run("""
                with counted as (
                    insert into feed (person, last) values (?, 1)
                    on conflict (person) do update set last = feed.last + 1
                    returning person, last)
                insert into feed_entry (person, number, delivery, kind, complaint_id, reference, title, words)
                select person, last, ?, ?, ?, ?, ?, ? from counted
                on conflict (delivery) do nothing
                """, statement -> {
            statement.setString(1, person.personId());
            statement.setObject(2, delivery);
            statement.setString(3, kind.toString());
            statement.setObject(4, complaint, Types.OTHER);
            statement.setString(5, person.reference());
            statement.setString(6, note.title());
            statement.setString(7, note.text());
        });
    }

    private boolean isForgotten(UUID complaint) {
        return rows.query(
                        "select erased_at is not null from recipient where complaint_id = ? for share",
                        statement -> statement.setObject(1, complaint),
                        row -> row.getBoolean(1))
                .contains(true);
    }

    /** What came after this number, oldest first. */
    List<Entry> after(String person, long number, int limit) {
        return rows.query(
                "select " + COLUMNS + " from feed_entry where person = ? and number > ? order by number limit ?",
                statement -> {
                    statement.setString(1, person);
                    statement.setLong(2, number);
                    statement.setInt(3, limit);
                },
                Entries::entry);
    }

    /** What came before this number, newest first. */
    List<Entry> before(String person, @Nullable Long number, int limit) {
        return rows.query(
                "select " + COLUMNS + " from feed_entry where person = ? and number < ? order by number desc limit ?",
                statement -> {
                    statement.setString(1, person);
                    statement.setLong(2, number == null ? Long.MAX_VALUE : number);
                    statement.setInt(3, limit);
                },
                Entries::entry);
    }

    Extent extent(String person) {
        return rows
                .query(
                        """
                        select last, (select count(*) from feed_entry e where e.person = f.person and e.number > f.read_up_to)
                        from feed f where person = ?
                        """,
                        statement -> statement.setString(1, person),
                        row -> new Extent(row.getLong(1), row.getLong(2)))
                .stream()
                .findFirst()
                .orElseGet(() -> new Extent(0, 0));
    }

    /** The newest number of each of these people. */
    Map<String, Long> last(Collection<String> people) {
        Map<String, Long> last = new HashMap<>();
        rows.query(
                "select person, last from feed where person = any(?)",
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", people.toArray())),
                row -> last.put(row.getString(1), row.getLong(2)));
        return last;
    }

    /** They read up to this number. What was read stays read. */
    void read(String person, long number) {
        rows.run("update feed set read_up_to = greatest(read_up_to, least(?, last)) where person = ?", statement -> {
            statement.setLong(1, number);
            statement.setString(2, person);
        });
    }

    void forget(UUID complaint) {
        rows.run("delete from feed_entry where complaint_id = ?", statement -> statement.setObject(1, complaint));
    }

    /** How many were older than that. */
    int forgetOlder(Duration age) {
        return rows.run(
                "delete from feed_entry where at < now() - make_interval(secs => ?)",
                statement -> statement.setDouble(1, (double) age.toSeconds()));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                MessageKind.named(row.getString("kind")),
                row.getObject("complaint_id", UUID.class),
                row.getString("reference"),
                row.getString("title"),
                row.getString("words"));
    }
}

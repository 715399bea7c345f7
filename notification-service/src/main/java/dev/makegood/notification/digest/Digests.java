package dev.makegood.notification.digest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.contract.Audience;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.recipient.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What those who work here want to hear at certain times of the day, all of it at once. What is urgent is not gathered. */
@ApplicationScoped
public class Digests {

    private final Rows rows;
    private final ObjectMapper json;
    private final Clock clock;

    Digests(Rows rows, ObjectMapper json, Clock clock) {
        this.rows = rows;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Something that is gathered.
     *
     * @param model what the message holds
     * @param dueAt for when it was gathered
     */
    public record Line(@Nullable UUID complaint, MessageKind kind, String model, Instant dueAt) {}

    /**
     * Gathers this, if they want it gathered; in the caller's transaction.
     *
     * @return false if it is to be told by itself
     */
    public boolean gather(Recipient colleague, Preference preference, UUID event, Message message) {
        var times = preference.wishes().digest();
        var kind = message.kind();
        if (times.isEmpty() || kind.urgent() || kind == MessageKind.DIGEST) {
            return false;
        }
        var due = next(times, colleague.zone(), clock.instant());
        rows.run("""
                insert into digest_line (person_id, event_id, complaint_id, kind, model, due_at)
                values (?, ?, ?, ?, ?::jsonb, ?) on conflict do nothing
                """, statement -> {
            statement.setString(1, colleague.personId());
            statement.setObject(2, event);
            statement.setObject(3, colleague.complaintId());
            statement.setString(4, kind.toString());
            statement.setString(5, written(message));
            statement.setObject(6, due.atOffset(ZoneOffset.UTC));
        });
        return true;
    }

    /** The first of these times after now, by the clock on their wall; where clocks skip it, as soon as they are past it. */
    static Instant next(List<LocalTime> times, ZoneId zone, Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return Stream.iterate(today, day -> day.plusDays(1))
                .limit(3)
                .flatMap(day ->
                        times.stream().map(time -> day.atTime(time).atZone(zone).toInstant()))
                .filter(time -> time.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Everybody who wants things gathered. */
    public List<Person> readers() {
        return rows.query("""
                select person_id from preference where audience = 'COLLEAGUE' and jsonb_array_length(wishes -> 'digest') > 0
                """, statement -> {}, row -> new Person(Audience.COLLEAGUE, row.getString(1)));
    }

    /** Those for whom it is time. */
    public List<Person> due() {
        return rows.query(
                "select distinct person_id from digest_line where due_at <= ? order by person_id limit 500",
                statement -> statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC)),
                row -> new Person(Audience.COLLEAGUE, row.getString(1)));
    }

    /**
     * Takes what is due for this one, oldest first, out of what is gathered. Of two that ask at once one gets all of it: the other
     * waits for its transaction, and then finds nothing.
     */
    public List<Line> take(Person person) {
        return rows
                .query(
                        """
                        delete from digest_line where person_id = ? and due_at <= ?
                        returning complaint_id, kind, model, due_at, position
                        """,
                        statement -> {
                            statement.setString(1, person.id());
                            statement.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                        },
                        row -> new Placed(
                                row.getLong(5),
                                new Line(
                                        row.getObject(1, UUID.class),
                                        MessageKind.named(row.getString(2)),
                                        row.getString(3),
                                        row.getObject(4, OffsetDateTime.class).toInstant())))
                .stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .map(Placed::line)
                .toList();
    }

    private record Placed(long position, Line line) {}

    /** The id of what caused a digest: its time. There is one for each person and time, whoever sends it. */
    public static UUID event(Person person, Instant dueAt) {
        return UUID.nameUUIDFromBytes(
                "digest %s %s".formatted(person.id(), dueAt).getBytes(StandardCharsets.UTF_8));
    }

    /** Nobody is told anything about this complaint any more. */
    public void forget(UUID complaint) {
        rows.run("delete from digest_line where complaint_id = ?", statement -> statement.setObject(1, complaint));
    }

    private String written(Message message) {
        try {
            return json.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

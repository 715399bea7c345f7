package dev.makegood.complaint.timeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.contract.Event;
import dev.makegood.contract.PromiseKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has happened to a complaint, in the order in which it happened, and what its customer was promised. */
@ApplicationScoped
public class Timeline {

    /** Something that happened: the event's name, and what of its body does not stand on the complaint. */
    public record Entry(UUID id, Instant at, String kind, JsonNode details) {}

    /** Something that the customer was told will happen. */
    public record Promised(PromiseKind kind, Instant dueAt, PromiseState state) {}

    /** What became of a promise. */
    public enum PromiseState {
        PENDING,
        KEPT,
        BROKEN
    }

    /** What stands on the complaint already: nothing personal is kept twice. */
    private static final Set<String> ON_THE_COMPLAINT =
            Set.of("customer", "representative", "verbatim", "desiredOutcome", "emotions");

    /** Events whose words stand in the conversation. */
    private static final Set<String> IN_THE_CONVERSATION = Set.of("CustomerWrote", "ReplyWritten");

    private final Rows rows;
    private final ObjectMapper json;

    Timeline(Rows rows, ObjectMapper json) {
        this.rows = rows;
        this.json = json;
    }

    void record(UUID id, UUID complaint, Event event) {
        rows.run("""
                insert into timeline_entry (id, complaint_id, at, kind, details)
                select ?, said.complaint, ?, ?,
                    case when exists (select from complaint where id = said.complaint and erased_at is not null)
                        then '{}' else ?::jsonb end
                from (select ?::uuid as complaint) said
                """, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, event.at().atOffset(ZoneOffset.UTC));
            statement.setString(3, event.getClass().getSimpleName());
            statement.setString(4, write(event));
            statement.setObject(5, complaint);
        });
    }

    /** What was said is forgotten; that something happened, and when, stays. What comes later for these says nothing either. */
    void forget(@Observes Erasing erasing) {
        rows.run("update timeline_entry set details = '{}' where complaint_id = any(?)", statement -> {
            statement.setArray(1, Rows.uuids(statement, erasing.complaints()));
        });
    }

    /** The story of each of their complaints. */
    void tell(@Observes Exporting exporting) {
        record Told(UUID complaint, Instant at, String kind, JsonNode details) {}
        exporting.add(
                "timeline",
                rows.query(
                        "select complaint_id, at, kind, details from timeline_entry where complaint_id = any(?) order by at, id",
                        statement -> statement.setArray(1, Rows.uuids(statement, exporting.complaints())),
                        row -> new Told(
                                row.getObject(1, UUID.class),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getString(3),
                                read(row.getString(4)))));
    }

    void promised(UUID id, UUID complaint, PromiseKind kind, Instant dueAt, PromiseState state) {
        rows.run("""
                insert into promise_copy (id, complaint_id, kind, due_at, state) values (?, ?, ?, ?, ?)
                on conflict (id) do update set state = excluded.state, due_at = excluded.due_at
                """, statement -> {
            statement.setObject(1, id);
            statement.setObject(2, complaint);
            statement.setString(3, kind.name());
            statement.setObject(4, dueAt.atOffset(ZoneOffset.UTC));
            statement.setString(5, state.name());
        });
    }

    /** The journey is over: what was not due yet is neither kept nor broken. */
    void nothingIsAwaited(UUID complaint) {
        rows.run("delete from promise_copy where complaint_id = ? and state = 'PENDING'", statement -> {
            statement.setObject(1, complaint);
        });
    }

    /** What was promised of this kind will not come: neither kept nor broken. */
    void isNotAwaited(UUID complaint, PromiseKind kind) {
        rows.run("delete from promise_copy where complaint_id = ? and kind = ? and state = 'PENDING'", statement -> {
            statement.setObject(1, complaint);
            statement.setString(2, kind.name());
        });
    }

    /** The entries of a complaint, oldest first. */
    public List<Entry> of(UUID complaint, @Nullable Cursor after, int limit) {
        return rows.query(
                """
                select id, at, kind, details from timeline_entry
                where complaint_id = ? and (at, id) > (?, ?) order by at, id limit ?
                """,
                statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, (after == null ? Instant.EPOCH : after.at()).atOffset(ZoneOffset.UTC));
                    statement.setObject(3, after == null ? new UUID(0, 0) : after.id());
                    statement.setInt(4, limit);
                },
                row -> new Entry(
                        row.getObject(1, UUID.class),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getString(3),
                        read(row.getString(4))));
    }

    /** What the customer of a complaint was promised, soonest first. */
    public List<Promised> promises(UUID complaint) {
        return rows.query(
                "select kind, due_at, state from promise_copy where complaint_id = ? order by due_at, id",
                statement -> statement.setObject(1, complaint),
                row -> new Promised(
                        PromiseKind.valueOf(row.getString(1)),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        PromiseState.valueOf(row.getString(3))));
    }

    private String write(Event event) {
        try {
            ObjectNode details = json.valueToTree(event);
            details.remove(ON_THE_COMPLAINT);
            if (IN_THE_CONVERSATION.contains(event.getClass().getSimpleName())) {
                details.remove("words");
            }
            return json.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode read(String details) {
        try {
            return json.readTree(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

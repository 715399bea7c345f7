package dev.makegood.complaint.conversation;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.conversation.Message.Delivery;
import dev.makegood.complaint.conversation.Message.DeliveryState;
import dev.makegood.complaint.conversation.Message.Direction;
import dev.makegood.complaint.conversation.Message.ReadBy;
import dev.makegood.complaint.conversation.Message.Translation;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of conversations. None of them changes words. */
@ApplicationScoped
class Messages {

    /** A complaint, and those that it absorbed: one conversation. */
    private static final String FAMILY = """
            with recursive family as (
                select id, customer_id from complaint where id = ?
                union
                select c.id, c.customer_id from complaint c join family f on c.merged_into = f.id)
            """;

    private static final String COLUMNS = """
            id, complaint_id, at, direction, channel, words, quoted, language, by_id, by_name,
                delivery, delivery_medium, delivery_reason, delivered_at
            """;

    /** What the customer complained of stands on the complaint, and is said first. */
    private static final String SAID_FIRST = """
            select c.id, c.id as complaint_id, c.received_at as at, 'IN' as direction, c.channel, c.verbatim as words,
                null as quoted, c.language, null as by_id, null as by_name,
                null as delivery, null as delivery_medium, null as delivery_reason, null::timestamptz as delivered_at
            from complaint c
            """;

    /** Two ordered parts of a page each: no conversation is read from its beginning to show its end. */
    private static final String PAGE = FAMILY + """
            select * from (
                (""" + SAID_FIRST + """
                where c.id in (select id from family) and (c.received_at, c.id) > (?, ?)
                order by c.received_at, c.id limit ?)
                union all
                (select\s""" + COLUMNS + """
                from message
                where complaint_id in (select id from family) and (at, id) > (?, ?) order by at, id limit ?)) as said
            order by at, id limit ?
            """;

    /** Another customer's words are not shown to this one, were their complaint ever absorbed by this. */
    private static final String LATEST = FAMILY + """
            , theirs as (select id from family where customer_id = (select customer_id from complaint where id = ?))
            select * from (
                (""" + SAID_FIRST + """
                where c.id in (select id from theirs))
                union all
                (select\s""" + COLUMNS + """
                from message where complaint_id in (select id from theirs) order by at desc, id desc limit ?)) as said
            order by at, id
            """;

    private static final String INSERT = """
            insert into message (id, complaint_id, at, direction, channel, words, quoted, language, by_id, by_name, source,
                files, awaiting, sent_under, delivery)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (source) do nothing
            """;

    private final Rows rows;

    Messages(Rows rows) {
        this.rows = rows;
    }

    /**
     * A message that is written down now.
     *
     * @param sentUnder of what we wrote: the complaint whose event sends it
     */
    record New(
            UUID id,
            UUID complaint,
            Instant at,
            Direction direction,
            Channel channel,
            String words,
            @Nullable String quoted,
            @Nullable String language,
            @Nullable Person by,
            @Nullable String source,
            int files,
            boolean awaiting,
            @Nullable UUID sentUnder) {}

    /** Returns false if there is one of this source already. */
    boolean insert(New message) {
        return rows.run(INSERT, statement -> {
                    statement.setObject(1, message.id());
                    statement.setObject(2, message.complaint());
                    statement.setObject(3, message.at().atOffset(ZoneOffset.UTC));
                    statement.setString(4, message.direction().name());
                    statement.setString(5, message.channel().name());
                    statement.setString(6, message.words());
                    statement.setString(7, message.quoted());
                    statement.setString(8, message.language());
                    statement.setString(
                            9, message.by() == null ? null : message.by().id());
                    statement.setString(
                            10, message.by() == null ? null : message.by().name());
                    statement.setString(11, message.source());
                    statement.setInt(12, message.files());
                    statement.setBoolean(13, message.awaiting());
                    statement.setObject(14, message.sentUnder());
                    statement.setString(15, message.sentUnder() == null ? null : DeliveryState.PENDING.name());
                })
                > 0;
    }

    Optional<UUID> ofSource(String source) {
        return rows
                .query(
                        "select id from message where source = ?",
                        statement -> statement.setString(1, source),
                        row -> row.getObject(1, UUID.class))
                .stream()
                .findFirst();
    }

    /** A page of a conversation, oldest first, bare: without what others have added to its messages. */
    List<Message> page(UUID complaint, @Nullable Cursor after, int limit) {
        var at = (after == null ? Instant.EPOCH : after.at()).atOffset(ZoneOffset.UTC);
        var id = after == null ? new UUID(0, 0) : after.id();
        return rows.query(
                PAGE,
                statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, at);
                    statement.setObject(3, id);
                    statement.setInt(4, limit);
                    statement.setObject(5, at);
                    statement.setObject(6, id);
                    statement.setInt(7, limit);
                    statement.setInt(8, limit);
                },
                Messages::message);
    }

    /** The end of a conversation as its customer may see it, bare, oldest first. */
    List<Message> latest(UUID complaint, int limit) {
        return rows.query(
                LATEST,
                statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, complaint);
                    statement.setInt(3, limit);
                },
                Messages::message);
    }

    /** A message of a conversation, bare. */
    Optional<Message> find(UUID complaint, UUID id) {
        return rows
                .query(
                        FAMILY + SAID_FIRST + "where c.id = ? and c.id in (select id from family) union all select "
                                + COLUMNS + "from message where id = ? and complaint_id in (select id from family)",
                        statement -> {
                            statement.setObject(1, complaint);
                            statement.setObject(2, id);
                            statement.setObject(3, id);
                        },
                        Messages::message)
                .stream()
                .findFirst();
    }

    /** Who of us has read which of these. */
    List<Read> reads(Collection<UUID> messages) {
        return rows.query(
                "select message_id, agent_id, agent_name, at from message_read where message_id = any(?) order by at, agent_id",
                statement -> statement.setArray(1, Rows.uuids(statement, messages)),
                row -> new Read(
                        row.getObject(1, UUID.class),
                        new ReadBy(
                                new Person(row.getString(2), row.getString(3)),
                                instant(row.getObject(4, OffsetDateTime.class)))));
    }

    record Read(UUID message, ReadBy by) {}

    void read(Message message, Person by, Instant now) {
        rows.run("""
                insert into message_read (message_id, agent_id, agent_name, complaint_id, at) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, statement -> {
            statement.setObject(1, message.id());
            statement.setString(2, by.id());
            statement.setString(3, by.name());
            statement.setObject(4, message.complaintId());
            statement.setObject(5, now.atOffset(ZoneOffset.UTC));
        });
    }

    void readByOwner(UUID message) {
        rows.run(
                "update message set awaiting = false where id = ? and awaiting",
                statement -> statement.setObject(1, message));
    }

    List<Translated> translations(Collection<UUID> messages) {
        return rows.query(
                """
                select message_id, language, version, words, machine, by_id, by_name, at from message_translation
                where message_id = any(?) order by language
                """,
                statement -> statement.setArray(1, Rows.uuids(statement, messages)),
                row -> new Translated(
                        row.getObject(1, UUID.class),
                        new Translation(
                                row.getString(2),
                                row.getInt(3),
                                row.getString(4),
                                row.getString(5),
                                new Person(row.getString(6), row.getString(7)),
                                instant(row.getObject(8, OffsetDateTime.class)))));
    }

    record Translated(UUID message, Translation translation) {}

    /** Returns false if this version was not the latest. */
    boolean translate(Message message, Translation translation) {
        return rows.run("""
                        insert into message_translation (message_id, language, complaint_id, version, words, machine, by_id, by_name, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (message_id, language) do update
                        set version = excluded.version, words = excluded.words, machine = excluded.machine,
                            by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at
                        where message_translation.version = excluded.version - 1
                        """, statement -> {
                    statement.setObject(1, message.id());
                    statement.setString(2, translation.language());
                    statement.setObject(3, message.complaintId());
                    statement.setInt(4, translation.version());
                    statement.setString(5, translation.words());
                    statement.setString(6, translation.machine());
                    statement.setString(7, translation.by().id());
                    statement.setString(8, translation.by().name());
                    statement.setObject(9, translation.at().atOffset(ZoneOffset.UTC));
                })
                > 0;
    }

    /** A message that nobody who owned its complaint has read. */
    record Awaiting(
            UUID complaintId, String reference, UUID messageId, Channel channel, String beginning, Instant at) {}

    /** What of an owner's conversations is unread, oldest first: who has waited longest. */
    List<Awaiting> awaiting(String owner, @Nullable Cursor after, int limit) {
        return rows.query(
                """
                with recursive survivor as (
                    select m.id as message, m.at, m.channel, left(m.words, 200) as beginning, c.id, c.merged_into, c.owner_id, c.reference
                    from message m join complaint c on c.id = m.complaint_id where m.awaiting and (m.at, m.id) > (?, ?)
                    union all
                    select s.message, s.at, s.channel, s.beginning, c.id, c.merged_into, c.owner_id, c.reference
                    from survivor s join complaint c on c.id = s.merged_into)
                select id, reference, message, channel, beginning, at from survivor
                where merged_into is null and owner_id = ? order by at, message limit ?
                """,
                statement -> {
                    statement.setObject(1, (after == null ? Instant.EPOCH : after.at()).atOffset(ZoneOffset.UTC));
                    statement.setObject(2, after == null ? new UUID(0, 0) : after.id());
                    statement.setString(3, owner);
                    statement.setInt(4, limit);
                },
                row -> new Awaiting(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        Channel.valueOf(row.getString(4)),
                        row.getString(5),
                        instant(row.getObject(6, OffsetDateTime.class))));
    }

    /**
     * What became of a reply. What is where they read it was sent before, in whatever order that is told.
     *
     * @param reply absent in what was told before replies were named: then it is the one that was sent first of those of which nothing
     *     is known yet, since messages to one customer left in the order in which they were written
     */
    void delivered(
            UUID sentUnder,
            @Nullable UUID reply,
            DeliveryState state,
            Medium medium,
            @Nullable String reason,
            Instant at) {
        rows.run("""
                update message set delivery = ?, delivery_medium = ?, delivered_at = ?,
                    delivery_reason = case when words <> '' then ?::text end
                where sent_under = ? and not (? = 'SENT' and delivery = 'DELIVERED')
                and id = coalesce(?,
                    (select id from message where sent_under = ? and delivery = 'PENDING' order by at, id limit 1))
                """, statement -> {
            statement.setString(1, state.name());
            statement.setString(2, medium.name());
            statement.setObject(3, at.atOffset(ZoneOffset.UTC));
            // A server's answer may name the customer's address; of who is forgotten nothing is written down.
            statement.setString(4, reason);
            statement.setObject(5, sentUnder);
            statement.setString(6, state.name());
            statement.setObject(7, reply);
            statement.setObject(8, sentUnder);
        });
    }

    void forget(List<UUID> complaints) {
        rows.run("""
                update message set words = '', quoted = null, language = null, source = null, delivery_reason = null, awaiting = false
                where complaint_id = any(?)
                """, statement -> statement.setArray(1, Rows.uuids(statement, complaints)));
        for (String table : List.of("message_translation", "message_read")) {
            rows.run(
                    "delete from " + table + " where complaint_id = any(?)",
                    statement -> statement.setArray(1, Rows.uuids(statement, complaints)));
        }
    }

    /** Every message of these complaints but their own words, bare, oldest first. */
    List<Message> all(List<UUID> complaints) {
        return rows.query(
                "select " + COLUMNS + "from message where complaint_id = any(?) order by at, id",
                statement -> statement.setArray(1, Rows.uuids(statement, complaints)),
                Messages::message);
    }

    /** Complaints of people who were forgotten since, in the same instant as they wrote something. */
    List<UUID> erased(Instant since) {
        return rows.query(
                """
                select c.id from complaint c where c.erased_at > ?
                and exists (select from message m where m.complaint_id = c.id and m.words <> '')
                """,
                statement -> statement.setObject(1, since.atOffset(ZoneOffset.UTC)),
                row -> row.getObject(1, UUID.class));
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getObject("id", UUID.class),
                row.getObject("complaint_id", UUID.class),
                Direction.valueOf(row.getString("direction")),
                Channel.valueOf(row.getString("channel")),
                row.getString("words"),
                row.getString("quoted"),
                row.getString("language"),
                person(row.getString("by_id"), row.getString("by_name")),
                instant(row.getObject("at", OffsetDateTime.class)),
                delivery(row),
                List.of(),
                List.of(),
                List.of());
    }

    private static @Nullable Person person(@Nullable String id, @Nullable String name) {
        return id == null || name == null ? null : new Person(id, name);
    }

    private static @Nullable Delivery delivery(ResultSet row) throws SQLException {
        @Nullable String state = row.getString("delivery");
        if (state == null) {
            return null;
        }
        @Nullable String medium = row.getString("delivery_medium");
        @Nullable OffsetDateTime at = row.getObject("delivered_at", OffsetDateTime.class);
        return new Delivery(
                DeliveryState.valueOf(state),
                medium == null ? null : Medium.valueOf(medium),
                row.getString("delivery_reason"),
                at == null ? null : instant(at));
    }

    private static Instant instant(OffsetDateTime at) {
        return at.toInstant();
    }
}

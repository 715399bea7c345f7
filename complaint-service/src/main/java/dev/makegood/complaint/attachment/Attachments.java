package dev.makegood.complaint.attachment;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.problem.Wordless;
import dev.makegood.chassis.rows.Rows;
import dev.makegood.complaint.attachment.Attachment.Removal;
import dev.makegood.complaint.attachment.Attachment.State;
import dev.makegood.complaint.attachment.AttachmentSettings.Scan;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.contract.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Every file of every complaint. Its bytes are safe in the store before its row is written. */
@ApplicationScoped
public class Attachments {

    /** A complaint, and those that it absorbed: whoever asks for one asks for all of them. */
    private static final String FAMILY = """
            with recursive family as (
                select id, customer_id from complaint where id = ?
                union
                select c.id, c.customer_id from complaint c join family f on c.merged_into = f.id)
            """;

    private static final String COLUMNS = """
            select a.id, a.complaint_id, a.message_id, a.name, a.type, a.size, a.digest, a.width, a.height, a.by_customer,
                a.by_id, a.by_name, a.at, a.state, a.removed_by_id, a.removed_by_name, a.removed_reason, a.removed_at
            from attachment a
            """;

    /** What a customer is shown is theirs: of another customer's complaint, were it ever absorbed by theirs, it is not. */
    private static final String SHOWN = FAMILY + COLUMNS + """
            join family f on f.id = a.complaint_id
            where (a.by_customer or a.message_id is not null) and a.state <> 'REMOVED'
            and f.customer_id = (select customer_id from complaint where id = ?)
            """;

    private static final String INSERT = """
            insert into attachment (id, complaint_id, message_id, name, stated_type, type, size, digest, width, height,
                by_customer, by_id, by_name, at, state, scan_at, request_key, request_digest)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,80}");

    private static final Logger LOG = Logger.getLogger(Attachments.class);

    private final Rows rows;
    private final StoredObjects objects;
    private final ObjectStore store;
    private final Inspection inspection;
    private final AttachmentSettings settings;
    private final Caller caller;
    private final Clock clock;

    Attachments(
            Rows rows,
            StoredObjects objects,
            ObjectStore store,
            Inspection inspection,
            AttachmentSettings settings,
            Caller caller,
            Clock clock) {
        this.rows = rows;
        this.objects = objects;
        this.store = store;
        this.inspection = inspection;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Keeps a file, in the caller's transaction. A file that takes long to come is better {@linkplain #bring brought} first.
     *
     * @param message what it came with; the message may be written later in the same transaction
     * @param statedType what its sender says that it is; the content decides
     * @param byCustomer whether it came from the customer; if not, the caller is named
     * @throws dev.makegood.chassis.problem.Refusal if it is too large (413), or one file or one byte too many, or no image that is
     *     fit to be kept (422)
     */
    public Attachment keep(
            UUID complaint,
            @Nullable UUID message,
            String name,
            @Nullable String statedType,
            InputStream bytes,
            boolean byCustomer) {
        requireRoom(complaint, 0);
        return keep(complaint, message, bring(name, statedType, bytes), byCustomer);
    }

    /**
     * Bytes that are in the store already, and are swept up unless they are kept soon.
     *
     * @param sent SHA-256 of what came, which may not be what is kept
     */
    public record Brought(
            UUID id,
            String name,
            @Nullable String statedType,
            String type,
            long size,
            String digest,
            String sent,
            @Nullable Integer width,
            @Nullable Integer height) {}

    /**
     * Reads a file, looks at it and puts it into the store. Needs no transaction, and is best called without one: it takes as long
     * as the file takes to come.
     *
     * @throws dev.makegood.chassis.problem.Refusal if it is too large (413), or no image that is fit to be kept (422)
     */
    public Brought bring(String name, @Nullable String statedType, InputStream bytes) {
        var cleaned = FileName.of(name);
        try (var inspected = inspection.inspect(bytes, cleaned)) {
            var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
            QuarkusTransaction.requiringNew().run(() -> objects.expect(id));
            put(id, inspected.file());
            return new Brought(
                    id,
                    cleaned.text(),
                    statedType != null && MEDIA_TYPE.matcher(statedType).matches() ? statedType : null,
                    inspected.type(),
                    inspected.size(),
                    inspected.digest(),
                    inspected.sent(),
                    inspected.width(),
                    inspected.height());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(UUID id, Path file) {
        try {
            store.put(id, file);
        } catch (IOException e) {
            LOG.errorf("A file could not be put into the store: %s", Wordless.summary(e));
            throw new StoreUnavailable();
        }
    }

    /** Keeps what was brought, in the caller's transaction. */
    public Attachment keep(UUID complaint, @Nullable UUID message, Brought brought, boolean byCustomer) {
        return keep(complaint, message, brought, byCustomer, null);
    }

    private Attachment keep(
            UUID complaint, @Nullable UUID message, Brought brought, boolean byCustomer, byte @Nullable [] requestKey) {
        // Two files at the limit come one after the other.
        rows.query(
                "select pg_advisory_xact_lock(hashtextextended('attachments of ' || ?, 0))",
                statement -> {
                    statement.setString(1, complaint.toString());
                },
                row -> 1);
        try {
            requireRoom(complaint, brought.size());
        } catch (TooManyFiles e) {
            QuarkusTransaction.requiringNew().run(() -> objects.abandon(List.of(brought.id())));
            throw e;
        }
        var now = clock.instant();
        @Nullable Person by = byCustomer ? null : caller.person();
        rows.run(INSERT, statement -> {
            statement.setObject(1, brought.id());
            statement.setObject(2, complaint);
            statement.setObject(3, message);
            statement.setString(4, brought.name());
            statement.setString(5, brought.statedType());
            statement.setString(6, brought.type());
            statement.setLong(7, brought.size());
            statement.setBytes(8, HexFormat.of().parseHex(brought.digest()));
            statement.setObject(9, brought.width());
            statement.setObject(10, brought.height());
            statement.setBoolean(11, byCustomer);
            statement.setString(12, by == null ? null : by.id());
            statement.setString(13, by == null ? null : by.name());
            statement.setObject(14, now.atOffset(ZoneOffset.UTC));
            statement.setString(15, (isScanned() ? State.PENDING : State.UNSCANNED).name());
            statement.setObject(16, now.atOffset(ZoneOffset.UTC));
            statement.setBytes(17, requestKey);
            statement.setBytes(18, requestKey == null ? null : HexFormat.of().parseHex(brought.sent()));
        });
        objects.claim(brought.id());
        return find(brought.id()).orElseThrow();
    }

    /**
     * Keeps what was brought, once for each key.
     *
     * @throws Unprocessable if the key went with another file
     */
    Attachment keepOnce(UUID complaint, Brought brought, byte[] requestKey) {
        rows.query(
                "select pg_advisory_xact_lock(hashtextextended(encode(?, 'hex'), 0))",
                statement -> {
                    statement.setBytes(1, requestKey);
                },
                row -> 1);
        var known = asked(requestKey, brought.sent());
        if (known.isPresent()) {
            objects.abandon(List.of(brought.id()));
            return known.get();
        }
        return keep(complaint, null, brought, false, requestKey);
    }

    private Optional<Attachment> asked(byte[] requestKey, String sent) {
        record Asked(UUID id, String sent) {}
        return rows
                .query(
                        "select id, request_digest from attachment where request_key = ?",
                        statement -> statement.setBytes(1, requestKey),
                        row -> new Asked(
                                row.getObject(1, UUID.class), HexFormat.of().formatHex(row.getBytes(2))))
                .stream()
                .findFirst()
                .map(asked -> {
                    if (!asked.sent().equals(sent)) {
                        throw new Unprocessable("Idempotency-Key", "key-reused", "This key went with another file.");
                    }
                    return find(asked.id()).orElseThrow();
                });
    }

    /**
     * @throws TooManyFiles if a file of this size would be one too many, or these bytes too many
     */
    void requireRoom(UUID complaint, long size) {
        record Kept(int files, long bytes) {}
        var kept = rows.query(
                        """
                        select count(*), coalesce(sum(size), 0) from attachment
                        where complaint_id = ? and state not in ('INFECTED', 'REMOVED')
                        """,
                        statement -> statement.setObject(1, complaint),
                        row -> new Kept(row.getInt(1), row.getLong(2)))
                .getFirst();
        long total = settings.total().asLongValue();
        if (kept.files() >= settings.files() || kept.bytes() + size > total) {
            throw new TooManyFiles(settings.files(), total);
        }
    }

    /** The files of a complaint and of those that it absorbed, oldest first, those that were taken away too. */
    public List<Attachment> of(UUID complaint) {
        return rows.query(
                FAMILY + COLUMNS + "join family f on f.id = a.complaint_id order by a.at, a.id",
                statement -> statement.setObject(1, complaint),
                Attachments::attachment);
    }

    /** The same, a page of them. */
    List<Attachment> of(UUID complaint, @Nullable Cursor after, int limit) {
        return rows.query(
                FAMILY + COLUMNS
                        + "join family f on f.id = a.complaint_id where (a.at, a.id) > (?, ?) order by a.at, a.id limit ?",
                statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, (after == null ? Instant.EPOCH : after.at()).atOffset(ZoneOffset.UTC));
                    statement.setObject(3, after == null ? new UUID(0, 0) : after.id());
                    statement.setInt(4, limit);
                },
                Attachments::attachment);
    }

    /** The files that came with these messages, or were sent with them. */
    public List<Attachment> with(Collection<UUID> messages) {
        return rows.query(
                COLUMNS + "where a.message_id = any(?) order by a.at, a.id",
                statement -> statement.setArray(1, Rows.uuids(statement, messages)),
                Attachments::attachment);
    }

    /** What the customer of this complaint may see: what came from them, and what was sent to them with a message. */
    public List<Attachment> shownTo(UUID complaint) {
        return rows.query(
                SHOWN + "order by a.at, a.id",
                statement -> {
                    statement.setObject(1, complaint);
                    statement.setObject(2, complaint);
                },
                Attachments::attachment);
    }

    /**
     * A download of a file for the customer of this complaint: it is sent as a file and never shown.
     *
     * @throws NotFound if it is not one that they may see
     */
    public Response download(UUID complaint, UUID attachment) {
        return download(rows
                .query(
                        SHOWN + "and a.id = ?",
                        statement -> {
                            statement.setObject(1, complaint);
                            statement.setObject(2, complaint);
                            statement.setObject(3, attachment);
                        },
                        Attachments::attachment)
                .stream()
                .findFirst()
                .orElseThrow(NotFound::new));
    }

    /** A download of a file for one of us. */
    Response download(Attachment attachment) {
        switch (attachment.state()) {
            case INFECTED, REMOVED, LOST -> throw new FileGone(attachment.state());
            case PENDING -> throw new NotScannedYet();
            case UNSCANNED -> {
                if (isScanned()) {
                    throw new NotScannedYet();
                }
            }
            case CLEAN -> {}
        }
        try {
            var bytes = store.get(attachment.id()).orElseThrow(() -> new FileGone(State.LOST));
            return Response.ok(bytes)
                    .type(ContentType.told(attachment.type()))
                    .header("Content-Length", attachment.size())
                    .header(
                            "Content-Disposition",
                            FileName.of(attachment.name()).disposition())
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'")
                    .header("Cross-Origin-Resource-Policy", "same-origin")
                    .header("Cache-Control", "private, no-store")
                    .build();
        } catch (IOException e) {
            LOG.errorf("A file could not be fetched from the store: %s", Wordless.summary(e));
            throw new StoreUnavailable();
        }
    }

    /**
     * Sends these files to the customer with this message.
     *
     * @throws Unprocessable if one of them is not a file of ours in this conversation that can be sent
     */
    public void send(UUID complaint, Collection<UUID> attachments, UUID message) {
        int sent = rows.run(FAMILY + """
                update attachment a set message_id = ? from family f
                where f.id = a.complaint_id and a.id = any(?) and a.message_id is null and not a.by_customer
                and a.state in ('UNSCANNED', 'PENDING', 'CLEAN')
                """, statement -> {
            statement.setObject(1, complaint);
            statement.setObject(2, message);
            statement.setArray(3, Rows.uuids(statement, attachments));
        });
        if (sent != attachments.size()) {
            throw new Unprocessable(
                    "/attachments",
                    "not-to-be-sent",
                    "Name files of this complaint that one of us put there, and that were not sent yet.");
        }
    }

    /**
     * @throws NotFound if there is no such file
     */
    Attachment require(UUID id) {
        return find(id).orElseThrow(NotFound::new);
    }

    private Optional<Attachment> find(UUID id) {
        return rows
                .query(COLUMNS + "where a.id = ?", statement -> statement.setObject(1, id), Attachments::attachment)
                .stream()
                .findFirst();
    }

    /** Takes a file away; that it was there, who took it and why, stays. */
    void remove(UUID id, Person by, String reason) {
        int removed = rows.run("""
                update attachment set state = 'REMOVED', removed_by_id = ?, removed_by_name = ?, removed_reason = ?, removed_at = ?
                where id = ? and state <> 'REMOVED'
                """, statement -> {
            statement.setString(1, by.id());
            statement.setString(2, by.name());
            statement.setString(3, reason);
            statement.setObject(4, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setObject(5, id);
        });
        if (removed > 0) {
            objects.abandon(List.of(id));
        }
    }

    /** Who is forgotten leaves no file behind. */
    void forget(@Observes Erasing erasing) {
        forget(erasing.complaints());
    }

    void forget(List<UUID> complaints) {
        objects.abandon(rows.query(
                "delete from attachment where complaint_id = any(?) returning id",
                statement -> statement.setArray(1, Rows.uuids(statement, complaints)),
                row -> row.getObject(1, UUID.class)));
    }

    /** What somebody sent us, and what we sent them: each can be downloaded by its id. */
    void tell(@Observes Exporting exporting) {
        exporting.add(
                "attachments",
                rows.query(
                        COLUMNS + "where a.complaint_id = any(?) order by a.at, a.id",
                        statement -> statement.setArray(1, Rows.uuids(statement, exporting.complaints())),
                        Attachments::attachment));
    }

    private boolean isScanned() {
        return settings.scan().by() != Scan.By.OFF;
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                row.getObject("id", UUID.class),
                row.getObject("complaint_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("name"),
                row.getString("type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                row.getBoolean("by_customer"),
                person(row.getString("by_id"), row.getString("by_name")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                removal(row));
    }

    private static @Nullable Person person(@Nullable String id, @Nullable String name) {
        return id == null || name == null ? null : new Person(id, name);
    }

    private static @Nullable Removal removal(ResultSet row) throws SQLException {
        var by = person(row.getString("removed_by_id"), row.getString("removed_by_name"));
        return by == null
                ? null
                : new Removal(
                        by,
                        row.getString("removed_reason"),
                        row.getObject("removed_at", OffsetDateTime.class).toInstant());
    }
}

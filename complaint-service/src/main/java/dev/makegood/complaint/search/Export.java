package dev.makegood.complaint.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Person;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Complaints as a file, however many: they are written as the database gives them, and never held. */
@ApplicationScoped
class Export {

    /** Rows that the database gives at once. */
    private static final int FETCH = 500;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** What each complaint is told by, and where it stands. */
    private static final List<String[]> COLUMNS = List.of(
            column("reference", "c.reference"),
            column("receivedAt", at("c.received_at")),
            column("state", "c.state"),
            column("owner", "c.owner_name"),
            column("customer", "k.name"),
            column("email", "k.email"),
            column("phone", "k.phone"),
            column("language", "k.language"),
            column("segment", "k.segment"),
            column("channel", "c.channel"),
            column("product", "c.product"),
            column("cause", "c.cause"),
            column("subCause", "c.sub_cause"),
            column("occurredAt", at("c.occurred_at")),
            column("externalRef", "c.external_ref"),
            column("mergedInto", "m.reference"),
            column("desiredOutcome", "c.desired_outcome"),
            column("verbatim", "c.verbatim"),
            column("id", "c.id::text"));

    private final AgroalDataSource database;
    private final Complaints complaints;
    private final Wording wording;
    private final ObjectMapper json;
    private final Clock clock;

    Export(AgroalDataSource database, Complaints complaints, Wording wording, ObjectMapper json, Clock clock) {
        this.database = database;
        this.complaints = complaints;
        this.wording = wording;
        this.json = json;
        this.clock = clock;
    }

    private static String[] column(String name, String expression) {
        return new String[] {name, expression};
    }

    private static String at(String column) {
        return "to_char(" + column + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    /** What a file looks like. */
    enum Format {
        CSV("text/csv;charset=UTF-8", "csv"),
        JSON("application/json", "json");

        private final String type;
        private final String suffix;

        Format(String type, String suffix) {
            this.type = type;
            this.suffix = suffix;
        }

        String type() {
            return type;
        }

        String suffix() {
            return suffix;
        }
    }

    private interface Rows {
        void write(ResultSet row) throws SQLException, IOException;
    }

    /** Notes that somebody takes complaints out of here, before they do. */
    UUID begun(Person by, Format format, ComplaintFilter filter) {
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        QuarkusTransaction.requiringNew()
                .run(() -> run(
                        "insert into complaint_export (id, at, by_id, by_name, format, filter) values (?, ?, ?, ?, ?, ?)",
                        id,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        by.id(),
                        by.name(),
                        format.name(),
                        filter.toString()));
        return id;
    }

    private void ended(UUID id, long number) {
        run(
                "update complaint_export set complaints = ?, ended_at = ? where id = ?",
                number,
                clock.instant().atOffset(ZoneOffset.UTC),
                id);
    }

    /**
     * Writes the file.
     *
     * @param mark whether a byte order mark goes before it, by which some spreadsheets know UTF-8
     */
    void write(UUID id, Format format, ComplaintFilter filter, @Nullable String owner, boolean mark, OutputStream out)
            throws IOException {
        try {
            ended(
                    id,
                    switch (format) {
                        case CSV -> csv(filter, owner, mark, out);
                        case JSON -> json(filter, owner, out);
                    });
        } catch (SQLException e) {
            throw new IOException("The complaints could not be read", e);
        }
    }

    private long csv(ComplaintFilter filter, @Nullable String owner, boolean mark, OutputStream out)
            throws IOException, SQLException {
        try (var text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                var csv = CsvWriter.builder().build(text)) {
            if (mark) {
                text.write(BYTE_ORDER_MARK);
            }
            csv.writeRecord(COLUMNS.stream().map(column -> column[0]).toList());
            List<String> cells = new ArrayList<>();
            return read(filter, owner, row -> {
                cells.clear();
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    var value = row.getString(i);
                    cells.add(value == null ? "" : Cells.plain(value));
                }
                csv.writeRecord(cells);
            });
        }
    }

    private long json(ComplaintFilter filter, @Nullable String owner, OutputStream out)
            throws IOException, SQLException {
        try (JsonGenerator array = json.getFactory().createGenerator(out)) {
            array.writeStartArray();
            long number = read(filter, owner, row -> {
                array.writeStartObject();
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    var value = row.getString(i);
                    if (value != null) {
                        array.writeStringField(COLUMNS.get(i - 1)[0], value);
                    }
                }
                array.writeEndObject();
            });
            array.writeEndArray();
            return number;
        }
    }

    /** As they all were at one instant, newest first. */
    private long read(ComplaintFilter filter, @Nullable String owner, Rows rows) throws SQLException, IOException {
        var conditions = new Conditions()
                .where("c.state = ?", filter.state == null ? null : filter.state.name())
                .where("c.owner_id = ?", owner)
                .where("c.product = ?", filter.product)
                .where("c.customer_id = ?", filter.customer)
                .where("c.channel = ?", filter.channel == null ? null : filter.channel.name())
                .where("k.language = ?", filter.language)
                .where("k.segment = ?", filter.segment)
                .where("c.cause = ?", filter.cause == null ? null : filter.cause.name())
                .where("c.sub_cause = ?", filter.subCause)
                .where("c.received_at >= ?", filter.receivedFrom)
                .where("c.received_at < ?", filter.receivedBefore);
        if (filter.merged != null) {
            conditions.where("c.merged_into is " + (filter.merged.equals("true") ? "not null" : "null"));
        }
        var from = " from complaint c";
        if (filter.q != null) {
            var asked = filter.q;
            var named = QuarkusTransaction.requiringNew().call(() -> complaints.named(asked.strip()));
            var query = named.isPresent() ? null : wording.query(asked);
            if (named.isPresent()) {
                conditions.where("c.id = ?", named.get().id());
            } else {
                from += " join complaint_search s on s.complaint_id = c.id";
                // Words that stand everywhere are looked for nowhere.
                if (query == null) {
                    conditions.where("false");
                }
                conditions.where("s.words @@ ?::tsquery", query);
            }
        }
        return read(
                "select "
                        + String.join(
                                ", ", COLUMNS.stream().map(column -> column[1]).toList()) + from
                        + " join customer k on k.id = c.customer_id left join complaint m on m.id = c.merged_into"
                        + conditions.after("where") + " order by c.received_at desc, c.id desc",
                conditions,
                rows);
    }

    private long read(String sql, Conditions conditions, Rows rows) throws SQLException, IOException {
        try (Connection connection = database.getConnection()) {
            // Only within a transaction is it the database that holds what was not read yet.
            connection.setAutoCommit(false);
            try (var select = connection.prepareStatement(sql)) {
                select.setFetchSize(FETCH);
                conditions.bind(select, 1);
                long number = 0;
                try (var results = select.executeQuery()) {
                    while (results.next()) {
                        rows.write(results);
                        number++;
                    }
                }
                return number;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void run(String sql, Object... values) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("An export could not be noted", e);
        }
    }
}

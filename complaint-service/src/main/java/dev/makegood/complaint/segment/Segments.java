package dev.makegood.complaint.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.Person;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every segment, and every version of each: a version is written once and never changed. */
@ApplicationScoped
public class Segments {

    /**
     * A segment from an instant on.
     *
     * @param expectations most important first; none once it was retired
     */
    record Version(
            String name, int version, List<Expectation> expectations, boolean retired, Instant since, Person by) {}

    private static final TypeReference<List<Expectation>> EXPECTATIONS = new TypeReference<>() {};
    private static final String COLUMNS = "name, version, expectations, since, by_id, by_name";

    private final AgroalDataSource database;
    private final ObjectMapper json;

    Segments(AgroalDataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What matters to a segment's customers, most first; nothing where nobody has asked them. */
    public List<Expectation> expectations(@Nullable String segment) {
        return segment == null
                ? List.of()
                : latest(segment).map(Version::expectations).orElse(List.of());
    }

    Optional<Version> latest(String name) {
        return query(
                        "select " + COLUMNS + " from segment_version where key = ? order by version desc limit 1",
                        select -> select.setString(1, key(name)))
                .stream()
                .findFirst();
    }

    /** All versions of one, newest first. */
    List<Version> history(String name, int limit) {
        return query(
                "select " + COLUMNS + " from segment_version where key = ? order by version desc limit ?", select -> {
                    select.setString(1, key(name));
                    select.setInt(2, limit);
                });
    }

    /** Those that are not retired, by name. There are few: a company that has a hundred segments has none. */
    List<Version> all() {
        return query("""
                select distinct on (key) %s, key from segment_version order by key, version desc
                """.formatted(COLUMNS), select -> {}).stream()
                .filter(version -> !version.retired())
                .toList();
    }

    /** The next version of it. Of two at the same time, one is refused by the table's key. */
    Version add(String name, int version, @Nullable Ranking ranking, Instant now, Person by) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into segment_version (key, name, version, expectations, since, by_id, by_name)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?)
                        """)) {
            insert.setString(1, key(name));
            insert.setString(2, name.strip());
            insert.setInt(3, version);
            insert.setString(4, ranking == null ? null : json.writeValueAsString(ranking.expectations()));
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setString(6, by.id());
            insert.setString(7, by.name());
            insert.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The segment could not be written", e);
        }
        return new Version(
                name.strip(), version, ranking == null ? List.of() : ranking.expectations(), ranking == null, now, by);
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private List<Version> query(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.bind(select);
            List<Version> found = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(version(rows));
                }
            }
            return found;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The segments could not be read", e);
        }
    }

    private Version version(ResultSet row) throws SQLException, JsonProcessingException {
        var expectations = row.getString("expectations");
        return new Version(
                row.getString("name"),
                row.getInt("version"),
                expectations == null ? List.of() : json.readValue(expectations, EXPECTATIONS),
                expectations == null,
                row.getObject("since", OffsetDateTime.class).toInstant(),
                new Person(row.getString("by_id"), row.getString("by_name")));
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }
}

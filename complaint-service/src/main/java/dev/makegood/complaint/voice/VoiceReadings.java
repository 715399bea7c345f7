package dev.makegood.complaint.voice;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.link.LinkTokens;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whom the voices of customers reach: each page once per reader and day. Readers are only told apart, and counted by department. */
@ApplicationScoped
class VoiceReadings {

    private static final String UNKNOWN = "unknown";

    private final AgroalDataSource database;
    private final VoiceSettings settings;

    VoiceReadings(AgroalDataSource database, VoiceSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * How far voices reach in a department.
     *
     * @param readers how many people there read some
     * @param pages how many pages they read, each counted once per reader and day
     * @param voices how many voices stood on these
     * @param employees how many people work there; absent if that is not known
     * @param share how many of 1 read some
     */
    public record Reach(
            String department,
            long readers,
            long pages,
            long voices,
            @Nullable Integer employees,
            @Nullable BigDecimal share) {}

    void read(Caller caller, List<Voices.Voice> voices, Instant now) {
        if (voices.isEmpty()) {
            return;
        }
        var page = voices.stream().map(voice -> voice.id().toString()).collect(Collectors.joining());
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into voice_reading (day, reader, page, department, voices) values (?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)) {
            insert.setObject(1, LocalDate.ofInstant(now, ZoneOffset.UTC));
            insert.setBytes(2, LinkTokens.hash("reader:" + caller.id()));
            insert.setBytes(3, LinkTokens.hash(page));
            insert.setString(4, department(caller));
            insert.setInt(5, voices.size());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The reading could not be counted", e);
        }
    }

    private static String department(Caller caller) {
        var claimed = caller.claim("department").map(String::strip).orElse("");
        if (claimed.isEmpty() || claimed.length() > 100) {
            return UNKNOWN;
        }
        return claimed.toLowerCase(Locale.ROOT);
    }

    /** By department, widest first; departments of which the size is known and nobody read are there too. */
    List<Reach> reach(LocalDate from, LocalDate until) {
        List<Reach> reach = new ArrayList<>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select department, count(distinct reader) as readers, count(*) as pages, sum(voices) as voices
                        from voice_reading where day between ? and ? group by department order by readers desc, department
                        """)) {
            select.setObject(1, from);
            select.setObject(2, until);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    reach.add(reach(rows.getString(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The reach could not be read", e);
        }
        settings.employees().keySet().stream()
                .map(department -> department.toLowerCase(Locale.ROOT))
                .filter(department ->
                        reach.stream().noneMatch(known -> known.department().equals(department)))
                .sorted()
                .forEach(department -> reach.add(reach(department, 0, 0, 0)));
        return reach;
    }

    private Reach reach(String department, long readers, long pages, long voices) {
        var employees = settings.employees().entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(department))
                .map(Map.Entry::getValue)
                .filter(count -> count > 0)
                .findFirst()
                .orElse(null);
        return new Reach(
                department,
                readers,
                pages,
                voices,
                employees,
                employees == null
                        ? null
                        : BigDecimal.valueOf(readers).divide(BigDecimal.valueOf(employees), 3, RoundingMode.HALF_UP));
    }

    void forgetOld() {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "delete from voice_reading where day < current_date - ?::integer")) {
            delete.setLong(1, settings.keepReadings().toDays());
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("Old readings could not be forgotten", e);
        }
    }
}

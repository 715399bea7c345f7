package dev.makegood.complaint.voice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.contract.VoicesGathered;
import dev.makegood.contract.VoicesGathered.Heard;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Gathers what was said in a week, once, when the database's clock says that it is over: however many replicas look, or none did. */
@ApplicationScoped
class VoiceDigests {

    private static final TypeReference<List<Heard>> BY_PRODUCT = new TypeReference<>() {};

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final Outbox outbox;
    private final VoiceSettings settings;

    VoiceDigests(AgroalDataSource database, ObjectMapper json, Outbox outbox, VoiceSettings settings) {
        this.database = database;
        this.json = json;
        this.outbox = outbox;
        this.settings = settings;
    }

    /** What was heard in a week. */
    public record Digest(UUID id, Instant from, Instant until, Instant gatheredAt, int voices, List<Heard> byProduct) {}

    /** The week that ended at this time or last before it. */
    record Week(Instant from, Instant until) {

        static Week lastBefore(Instant now, VoiceSettings settings) {
            var here = now.minus(settings.settle()).atZone(settings.zone());
            var end =
                    here.with(TemporalAdjusters.previousOrSame(settings.day())).with(settings.time());
            if (end.isAfter(here)) {
                end = end.minusWeeks(1);
            }
            return new Week(end.minusWeeks(1).toInstant(), end.toInstant());
        }

        Week next(VoiceSettings settings) {
            return new Week(until, until.atZone(settings.zone()).plusWeeks(1).toInstant());
        }
    }

    /** Gathers the next week that is over and not gathered yet, beginning with that of the first voice; whether there was one. */
    boolean gatherNext() {
        try (var connection = database.getConnection()) {
            var week = next(connection);
            return week.isPresent() && gather(connection, week.get());
        } catch (SQLException e) {
            throw new IllegalStateException("The voices could not be gathered", e);
        }
    }

    private Optional<Week> next(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("""
                        select now(), (select max(until) from voice_digest), (select min(written_at) from voice)
                        """);
                var row = select.executeQuery()) {
            row.next();
            var last = Week.lastBefore(row.getObject(1, OffsetDateTime.class).toInstant(), settings);
            var gathered = row.getObject(2, OffsetDateTime.class);
            var first = row.getObject(3, OffsetDateTime.class);
            if (gathered != null) {
                var next = new Week(gathered.toInstant(), gathered.toInstant()).next(settings);
                return Optional.of(next).filter(week -> !week.until().isAfter(last.until()));
            }
            if (first == null) {
                return Optional.empty();
            }
            var begun = Week.lastBefore(first.toInstant().plus(settings.settle()), settings)
                    .next(settings);
            return Optional.of(begun).filter(week -> !week.until().isAfter(last.until()));
        }
    }

    private boolean gather(Connection connection, Week week) throws SQLException {
        var heard = heard(connection, week);
        int voices = heard.stream().mapToInt(Heard::voices).sum();
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        try (var insert = connection.prepareStatement("""
                insert into voice_digest (id, since, until, gathered_at, voices, by_product) values (?, ?, ?, now(), ?, ?::jsonb)
                on conflict (until) do nothing returning gathered_at
                """)) {
            insert.setObject(1, id);
            insert.setObject(2, week.from().atOffset(ZoneOffset.UTC));
            insert.setObject(3, week.until().atOffset(ZoneOffset.UTC));
            insert.setInt(4, voices);
            insert.setString(5, write(heard));
            try (var row = insert.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                var at = row.getObject(1, OffsetDateTime.class).toInstant();
                outbox.add(new VoicesGathered(id, week.from(), week.until(), voices, heard, at));
                return true;
            }
        }
    }

    private static List<Heard> heard(Connection connection, Week week) throws SQLException {
        try (var select = connection.prepareStatement("""
                select coalesce(product, ''), count(*) from voice
                where written_at >= ? and written_at < ? and words is not null group by 1 order by 2 desc, 1
                """)) {
            select.setObject(1, week.from().atOffset(ZoneOffset.UTC));
            select.setObject(2, week.until().atOffset(ZoneOffset.UTC));
            List<Heard> heard = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    heard.add(new Heard(rows.getString(1), rows.getInt(2)));
                }
            }
            return heard;
        }
    }

    /** The latest first. */
    List<Digest> newest(@Nullable Cursor after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select id, since, until, gathered_at, voices, by_product from voice_digest
                        where (until, id) < (?, ?) order by until desc, id desc limit ?
                        """)) {
            select.setObject(1, after == null ? OffsetDateTime.MAX : after.at().atOffset(ZoneOffset.UTC));
            select.setObject(2, after == null ? new UUID(0, 0) : after.id());
            select.setInt(3, limit);
            List<Digest> digests = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    digests.add(new Digest(
                            rows.getObject(1, UUID.class),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getObject(3, OffsetDateTime.class).toInstant(),
                            rows.getObject(4, OffsetDateTime.class).toInstant(),
                            rows.getInt(5),
                            json.readValue(rows.getString(6), BY_PRODUCT)));
                }
            }
            return digests;
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("The digests could not be read", e);
        }
    }

    private String write(List<Heard> heard) {
        try {
            return json.writeValueAsString(heard);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

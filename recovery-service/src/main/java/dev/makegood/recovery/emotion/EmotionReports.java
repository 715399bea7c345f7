package dev.makegood.recovery.emotion;

import dev.makegood.contract.Emotion;
import dev.makegood.contract.Party;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where customers' emotions fell, and where they rose: from what they named when they complained, by what they named on each leg, to
 * what they named in the end. A leg's change is from what they named before it.
 */
@ApplicationScoped
class EmotionReports {

    /** Journeys about which something was named in the time that is asked about, each from its beginning: in its own order. */
    private static final String FELT = """
            with journeys as (
                select journey_id from survey_copy where at >= ? and at < ?
                union select journey_id from leg_rating where at >= ? and at < ?),
            felt as (
                select journey_id, null::uuid as leg_id, null::integer as satisfaction, null::integer as effort, null::boolean as job_restored,
                    emotions, at, 'INTAKE' as stage from intake_emotion
                union all
                select journey_id, leg_id, satisfaction, null, null, emotions, at, 'LEG' from leg_rating
                union all
                select journey_id, null, satisfaction, effort, job_restored, emotions, at, 'AFTER' from (
                    select distinct on (journey_id) * from survey_copy order by journey_id, resolution desc, at desc) last)
            select felt.*, leg.party_id, party.name as party_name, coalesce(party.kind, party.type) as party_kind
            from felt join journeys using (journey_id)
            left join leg on leg.id = felt.leg_id left join party on party.id = leg.party_id
            order by journey_id, at, stage
            """;

    enum Stage {
        INTAKE,
        LEG,
        AFTER
    }

    private record Felt(
            UUID journey,
            Stage stage,
            List<Emotion> emotions,
            @Nullable Integer satisfaction,
            @Nullable Integer effort,
            @Nullable Boolean restored,
            @Nullable Party party,
            @Nullable String kind) {}

    /**
     * What one emotion's bearers are.
     *
     * @param before how many named it when they complained
     * @param after how many named it in the end
     */
    public record EmotionCount(Emotion emotion, boolean pleasant, int before, int after) {}

    /**
     * The legs of one party, or of all parties of a kind, as customers felt about them.
     *
     * @param satisfaction from 1 to 5, on average
     * @param change by how much the mood changed over the leg, on average; the mood is from -1 to 1
     * @param fell on how many legs it fell
     * @param rose on how many it rose
     */
    public record LegMood(
            @Nullable Party party,
            @Nullable String kind,
            int rated,
            double satisfaction,
            @Nullable Double change,
            int fell,
            int rose) {}

    /**
     * How customers felt, before and after.
     *
     * @param journeys of how many something was named
     * @param surveys how many were asked in the end, and answered
     * @param moodBefore from -1 to 1, of those who named something both times
     * @param moodAfter the same in the end
     * @param change the difference
     * @param restored of how many the job that they had hired us for is done again; of those who said
     * @param notRestored of how many it is not
     * @param emotions each, before and after
     * @param parties where it fell most comes first
     * @param kinds the same, of all parties of a kind
     */
    public record EmotionReport(
            Instant from,
            Instant until,
            int journeys,
            int surveys,
            @Nullable Double satisfaction,
            @Nullable Double effort,
            @Nullable Double moodBefore,
            @Nullable Double moodAfter,
            @Nullable Double change,
            int restored,
            int notRestored,
            List<EmotionCount> emotions,
            List<LegMood> parties,
            List<LegMood> kinds) {}

    private final AgroalDataSource database;

    EmotionReports(AgroalDataSource database) {
        this.database = database;
    }

    EmotionReport between(Instant from, Instant until) {
        var journeys = read(from, until);
        var summary = new Summary();
        journeys.values().forEach(summary::add);
        return summary.report(from, until, journeys.size());
    }

    private Map<UUID, List<Felt>> read(Instant from, Instant until) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(FELT)) {
            int parameter = 0;
            for (Instant time : List.of(from, until, from, until)) {
                query.setObject(++parameter, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
            }
            Map<UUID, List<Felt>> journeys = new HashMap<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var felt = felt(rows);
                    journeys.computeIfAbsent(felt.journey(), id -> new ArrayList<>())
                            .add(felt);
                }
            }
            return journeys;
        } catch (SQLException e) {
            throw new IllegalStateException("What customers felt could not be read", e);
        }
    }

    private static Felt felt(ResultSet row) throws SQLException {
        var party = row.getString("party_id");
        return new Felt(
                row.getObject("journey_id", UUID.class),
                Stage.valueOf(row.getString("stage")),
                Arrays.stream((String[]) row.getArray("emotions").getArray())
                        .map(Emotion::valueOf)
                        .toList(),
                (Integer) row.getObject("satisfaction"),
                (Integer) row.getObject("effort"),
                (Boolean) row.getObject("job_restored"),
                party == null ? null : new Party(party, String.valueOf(row.getString("party_name"))),
                row.getString("party_kind"));
    }

    /** What adds up over journeys. */
    private static final class Summary {

        private final Map<Emotion, Integer> before = new EnumMap<>(Emotion.class);
        private final Map<Emotion, Integer> after = new EnumMap<>(Emotion.class);
        private final List<Double> moodsBefore = new ArrayList<>();
        private final List<Double> moodsAfter = new ArrayList<>();
        private final List<Integer> satisfaction = new ArrayList<>();
        private final List<Integer> effort = new ArrayList<>();
        private final Map<String, Tally> parties = new TreeMap<>();
        private final Map<String, Tally> kinds = new TreeMap<>();
        private int restored;
        private int notRestored;

        /** One journey, in its own order. */
        void add(List<Felt> felt) {
            Optional<Double> first = Optional.empty();
            Optional<Double> mood = Optional.empty();
            for (Felt one : felt) {
                var now = Mood.of(one.emotions());
                switch (one.stage()) {
                    case INTAKE -> {
                        one.emotions().forEach(emotion -> before.merge(emotion, 1, Integer::sum));
                        first = now;
                    }
                    case LEG -> leg(one, change(mood, now));
                    case AFTER -> {
                        one.emotions().forEach(emotion -> after.merge(emotion, 1, Integer::sum));
                        add(satisfaction, one.satisfaction());
                        add(effort, one.effort());
                        restored += Boolean.TRUE.equals(one.restored()) ? 1 : 0;
                        notRestored += Boolean.FALSE.equals(one.restored()) ? 1 : 0;
                        if (first.isPresent() && now.isPresent()) {
                            moodsBefore.add(first.get());
                            moodsAfter.add(now.get());
                        }
                    }
                }
                mood = now.isPresent() ? now : mood;
            }
        }

        private static void add(List<Integer> values, @Nullable Integer value) {
            if (value != null) {
                values.add(value);
            }
        }

        private void leg(Felt one, Optional<Double> change) {
            var party = one.party();
            var kind = one.kind();
            var satisfied = one.satisfaction();
            if (party != null && kind != null && satisfied != null) {
                parties.computeIfAbsent(party.id(), id -> new Tally(party, kind))
                        .add(satisfied, change);
                kinds.computeIfAbsent(kind, any -> new Tally(null, kind)).add(satisfied, change);
            }
        }

        private static Optional<Double> change(Optional<Double> from, Optional<Double> to) {
            return from.flatMap(was -> to.map(is -> is - was));
        }

        EmotionReport report(Instant from, Instant until, int journeys) {
            var moodBefore = average(moodsBefore, Double::doubleValue);
            var moodAfter = average(moodsAfter, Double::doubleValue);
            return new EmotionReport(
                    from,
                    until,
                    journeys,
                    satisfaction.size(),
                    average(satisfaction, Integer::doubleValue),
                    average(effort, Integer::doubleValue),
                    moodBefore,
                    moodAfter,
                    moodBefore == null || moodAfter == null ? null : rounded(moodAfter - moodBefore),
                    restored,
                    notRestored,
                    Arrays.stream(Emotion.values())
                            .map(emotion -> new EmotionCount(
                                    emotion,
                                    emotion.isPleasant(),
                                    before.getOrDefault(emotion, 0),
                                    after.getOrDefault(emotion, 0)))
                            .toList(),
                    sorted(parties),
                    sorted(kinds));
        }

        private static List<LegMood> sorted(Map<String, Tally> tallies) {
            return tallies.values().stream()
                    .map(Tally::mood)
                    .sorted((a, b) ->
                            Double.compare(a.change() == null ? 0 : a.change(), b.change() == null ? 0 : b.change()))
                    .toList();
        }
    }

    private static final class Tally {

        private final @Nullable Party party;
        private final String kind;
        private final List<Integer> satisfaction = new ArrayList<>();
        private final List<Double> changes = new ArrayList<>();

        Tally(@Nullable Party party, String kind) {
            this.party = party;
            this.kind = kind;
        }

        void add(int satisfied, Optional<Double> change) {
            satisfaction.add(satisfied);
            change.ifPresent(changes::add);
        }

        LegMood mood() {
            var satisfied = average(satisfaction, Integer::doubleValue);
            return new LegMood(
                    party,
                    kind,
                    satisfaction.size(),
                    satisfied == null ? 0 : satisfied,
                    average(changes, Double::doubleValue),
                    (int) changes.stream().filter(change -> change < 0).count(),
                    (int) changes.stream().filter(change -> change > 0).count());
        }
    }

    private static <T> @Nullable Double average(List<T> values, Function<T, Double> number) {
        var average = values.stream().mapToDouble(number::apply).average();
        return average.isPresent() ? rounded(average.getAsDouble()) : null;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

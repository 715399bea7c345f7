package dev.makegood.complaint.survey;

import dev.makegood.contract.Emotion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the answers come to. Groups of fewer than five answers are counted and not described: figures of so few would tell what one
 * of them said. Nobody's name is a group here.
 */
@ApplicationScoped
class SurveySummary {

    static final int FEWEST = 5;

    private final EntityManager entities;

    SurveySummary(EntityManager entities) {
        this.entities = entities;
    }

    /** By what the answers are grouped. */
    public enum By {
        ALL("'all'"),
        PRODUCT("coalesce(product, '')"),
        CHANNEL("channel"),
        LANGUAGE("language"),
        SEGMENT("coalesce(segment, '')"),
        CLOSING("coalesce(closing, 'CONFIRMED')"),
        MONTH("to_char(asked_at at time zone 'UTC', 'YYYY-MM')");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /**
     * A group.
     *
     * @param key what its surveys have in common; empty where nothing is known
     * @param asked how many were asked
     * @param answered how many of them answered, those that a lead left out included
     * @param responseRate of 1
     * @param excluded how many answers a lead left out: they count in {@code all} alone
     * @param all the means of all answers, those left out included
     * @param described the means of those that are not left out; absent for fewer than {@value SurveySummary#FEWEST}
     */
    public record Group(
            String key,
            long asked,
            long answered,
            BigDecimal responseRate,
            long excluded,
            @Nullable Means all,
            @Nullable Described described) {}

    /** Means, from 1 to 5. */
    public record Means(long answers, BigDecimal satisfaction, BigDecimal effort) {}

    /**
     * What is known of a group.
     *
     * @param low how many answers ask for somebody to come back
     * @param restored how many of 1 say that the job that they hired us for is restored; absent if fewer than
     *     {@value SurveySummary#FEWEST} say either
     * @param pleasantBefore how many of 1 named a pleasant emotion when they complained
     * @param pleasantAfter how many of 1 did afterwards
     */
    public record Described(
            long answers,
            BigDecimal satisfaction,
            BigDecimal effort,
            long low,
            @Nullable BigDecimal restored,
            BigDecimal pleasantBefore,
            BigDecimal pleasantAfter,
            List<Change> emotions) {}

    /** How many named an emotion when they complained, and how many did afterwards. */
    public record Change(Emotion emotion, long before, long after, long change) {}

    List<Group> by(By by, Instant from, Instant until) {
        var emotions = emotions(by, from, until);
        List<Group> groups = new ArrayList<>();
        for (Tuple row : rows("""
                select %s as key, count(*) as asked, count(answered_at) as answered,
                    count(answered_at) filter (where excluded_at is not null) as excluded,
                    avg(satisfaction) as all_satisfaction, avg(effort) as all_effort,
                    avg(satisfaction) filter (where excluded_at is null) as satisfaction,
                    avg(effort) filter (where excluded_at is null) as effort,
                    count(*) filter (where low and excluded_at is null) as low,
                    count(job_restored) filter (where excluded_at is null) as said_restored,
                    count(*) filter (where job_restored and excluded_at is null) as restored,
                    count(*) filter (where answered_at is not null and excluded_at is null
                        and emotions_before && cast(:pleasant as text[])) as pleasant_before,
                    count(*) filter (where answered_at is not null and excluded_at is null
                        and emotions && cast(:pleasant as text[])) as pleasant_after
                from survey where asked_at >= :from and asked_at < :until group by 1 order by 1
                """, by, from, until, true)) {
            groups.add(group(row, emotions));
        }
        return groups;
    }

    private static Group group(Tuple row, Map<String, Map<Emotion, long[]>> emotions) {
        var key = row.get("key", String.class);
        long asked = number(row, "asked");
        long answered = number(row, "answered");
        long excluded = number(row, "excluded");
        long counted = answered - excluded;
        var all =
                answered < FEWEST ? null : new Means(answered, mean(row, "all_satisfaction"), mean(row, "all_effort"));
        // Of two groups that differ by a few answers, one tells what these few said.
        boolean telling = excluded > 0 && excluded < FEWEST;
        return new Group(
                key,
                asked,
                answered,
                share(answered, asked),
                excluded,
                telling && counted >= FEWEST ? null : all,
                counted < FEWEST ? null : described(row, counted, emotions.getOrDefault(key, Map.of())));
    }

    private static Described described(Tuple row, long counted, Map<Emotion, long[]> emotions) {
        long said = number(row, "said_restored");
        return new Described(
                counted,
                mean(row, "satisfaction"),
                mean(row, "effort"),
                number(row, "low"),
                said < FEWEST ? null : share(number(row, "restored"), said),
                share(number(row, "pleasant_before"), counted),
                share(number(row, "pleasant_after"), counted),
                emotions.entrySet().stream()
                        .map(entry -> new Change(
                                entry.getKey(),
                                entry.getValue()[0],
                                entry.getValue()[1],
                                entry.getValue()[1] - entry.getValue()[0]))
                        .toList());
    }

    private Map<String, Map<Emotion, long[]>> emotions(By by, Instant from, Instant until) {
        Map<String, Map<Emotion, long[]>> emotions = new HashMap<>();
        for (Tuple row : rows("""
                select %s as key, emotion, count(*) filter (where not after) as before, count(*) filter (where after) as after
                from survey cross join lateral (
                    select unnest(emotions_before) as emotion, false as after
                    union all select unnest(emotions), true) as named
                where asked_at >= :from and asked_at < :until and answered_at is not null and excluded_at is null
                group by 1, 2
                """, by, from, until, false)) {
            emotions.computeIfAbsent(row.get("key", String.class), key -> new EnumMap<>(Emotion.class))
                    .put(
                            Emotion.valueOf(row.get("emotion", String.class)),
                            new long[] {number(row, "before"), number(row, "after")});
        }
        return emotions;
    }

    private List<Tuple> rows(String sql, By by, Instant from, Instant until, boolean pleasant) {
        var query = entities.createNativeQuery(sql.formatted(by.column), Tuple.class)
                .setParameter("from", from)
                .setParameter("until", until);
        if (pleasant) {
            query.setParameter(
                    "pleasant",
                    Arrays.stream(Emotion.values())
                            .filter(Emotion::isPleasant)
                            .map(Emotion::name)
                            .toArray(String[]::new));
        }
        List<Tuple> rows = new ArrayList<>();
        query.getResultList().forEach(row -> rows.add((Tuple) row));
        return rows;
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }

    private static BigDecimal mean(Tuple row, String column) {
        return row.get(column, BigDecimal.class).setScale(2, RoundingMode.HALF_UP);
    }

    private static BigDecimal share(long part, long whole) {
        return BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 3, RoundingMode.HALF_UP);
    }
}

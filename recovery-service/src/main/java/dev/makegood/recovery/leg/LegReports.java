package dev.makegood.recovery.leg;

import dev.makegood.contract.Party;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long parties take, leg by leg: each on its own clock, all rounds of a leg added up. */
@ApplicationScoped
class LegReports {

    /**
     * Legs whose first round began in the time that is asked about. What was withdrawn was nobody's delay. Days are of legs that
     * ended; those that did not are counted, and late once they are.
     */
    private static final String PER_PARTY = """
            with asked as (
                select id from leg where requested_at >= ? and requested_at < ? and round = 1
                union
                select leg_id from leg_round where requested_at >= ? and requested_at < ? and round = 1),
            rounds as (
                select id, state, due_at, requested_at, ended_at from leg where id in (select id from asked)
                union all
                select leg_id, state, due_at, requested_at, ended_at from leg_round
                where leg_id in (select id from asked)),
            legs as (
                select leg.id, leg.party_id, leg.state, leg.bounces,
                    sum(extract(epoch from coalesce(rounds.ended_at, ?) - rounds.requested_at)) / 86400 as days,
                    bool_or(coalesce(rounds.ended_at, ?) > rounds.due_at and rounds.state <> 'WITHDRAWN') as late
                from leg join rounds on rounds.id = leg.id group by leg.id)
            select legs.party_id, party.name, count(*) as legs,
                count(*) filter (where state in ('REQUESTED', 'ACCEPTED')) as open,
                count(*) filter (where state = 'COMPLETED') as completed,
                count(*) filter (where state = 'DECLINED') as declined,
                count(*) filter (where state = 'WITHDRAWN') as withdrawn,
                sum(bounces) as bounces,
                count(*) filter (where late) as late,
                percentile_cont(0.5) within group (order by days)
                    filter (where state in ('COMPLETED', 'DECLINED')) as median,
                percentile_cont(0.9) within group (order by days)
                    filter (where state in ('COMPLETED', 'DECLINED')) as p90
            from legs join party on party.id = legs.party_id
            group by legs.party_id, party.name order by legs.party_id
            """;

    /**
     * What a party's legs took.
     *
     * @param bounces how often one of them was declined
     * @param medianDays days on a leg that ended, all of its rounds: half of them took no longer
     * @param p90Days nine in ten took no longer
     * @param late how many took, or take, longer than they may
     * @param askedAgain how often the customer was asked for what this party's packet held
     */
    public record PartyLegs(
            Party party,
            int legs,
            int open,
            int completed,
            int declined,
            int withdrawn,
            int bounces,
            int late,
            @Nullable BigDecimal medianDays,
            @Nullable BigDecimal p90Days,
            long askedAgain) {}

    private final AgroalDataSource database;

    LegReports(AgroalDataSource database) {
        this.database = database;
    }

    List<PartyLegs> perParty(Instant from, Instant to, Instant now, Map<String, Long> askedAgain) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(PER_PARTY)) {
            int parameter = 0;
            for (Instant time : List.of(from, to, from, to, now, now)) {
                query.setObject(++parameter, OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
            }
            List<PartyLegs> parties = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    parties.add(party(rows, askedAgain));
                }
            }
            return List.copyOf(parties);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PartyLegs party(ResultSet row, Map<String, Long> askedAgain) throws SQLException {
        var id = row.getString("party_id");
        return new PartyLegs(
                new Party(id, row.getString("name")),
                row.getInt("legs"),
                row.getInt("open"),
                row.getInt("completed"),
                row.getInt("declined"),
                row.getInt("withdrawn"),
                row.getInt("bounces"),
                row.getInt("late"),
                days(row.getBigDecimal("median")),
                days(row.getBigDecimal("p90")),
                askedAgain.getOrDefault(id, 0L));
    }

    private static @Nullable BigDecimal days(@Nullable BigDecimal days) {
        return days == null ? null : days.setScale(2, RoundingMode.HALF_UP);
    }
}

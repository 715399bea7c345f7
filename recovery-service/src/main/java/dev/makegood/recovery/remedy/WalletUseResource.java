package dev.makegood.recovery.remedy;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.wallet.WalletUse;
import dev.makegood.recovery.wallet.Wallets;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Whether people use what they may spend. That nobody does is a sign of fear, and not of thrift. */
@Path("/v1/insight/wallets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("manager")
@RunOnVirtualThread
public class WalletUseResource {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final Duration LONGEST = Duration.ofDays(366);

    private static final String OWNED = """
            select owner_id as id, max(owner_name) as name, count(distinct journey_id)::integer as journeys
            from owner_interval where from_at < :until and (until_at is null or until_at > :from)
            group by owner_id order by 2, 1
            """;

    private final Wallets wallets;
    private final Journeys journeys;
    private final Clock clock;

    WalletUseResource(Wallets wallets, Journeys journeys, Clock clock) {
        this.wallets = wallets;
        this.journeys = journeys;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "reportWalletUse",
            summary =
                    "What those who owned journeys could have spent and what they did, by person and team; the last 30 days by default")
    public Report report(
            @QueryParam("from") @Nullable Instant asked, @QueryParam("until") @Nullable Instant askedUntil) {
        var until = askedUntil == null ? clock.instant().plus(Duration.ofDays(1)) : askedUntil;
        var from = asked == null ? until.minus(MONTH) : asked;
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new Invalid("from", "out-of-range", "Before until, and no more than 366 days.");
        }
        var used = wallets.use(owned(from, until), from, until);
        return new Report(from, until, used, teams(used), nothing(used));
    }

    private Map<Person, Integer> owned(Instant from, Instant until) {
        Map<Person, Integer> owned = new LinkedHashMap<>();
        journeys.getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(OWNED, Tuple.class)
                .setParameter("from", from)
                .setParameter("until", until)
                .getResultList()
                .forEach(row -> owned.put(
                        new Person(row.get("id", String.class), row.get("name", String.class)),
                        row.get("journeys", Integer.class)));
        return owned;
    }

    /** Who owned journeys and spent nothing, in no currency. */
    private static List<Person> nothing(List<WalletUse> used) {
        Map<Person, BigDecimal> spent = new LinkedHashMap<>();
        used.forEach(use -> spent.merge(use.agent(), use.spent().amount(), BigDecimal::add));
        return spent.entrySet().stream()
                .filter(entry -> entry.getValue().signum() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<TeamUse> teams(List<WalletUse> used) {
        Map<String, TeamUse> teams = new TreeMap<>();
        for (WalletUse use : used) {
            var team = use.team();
            if (team != null) {
                teams.merge(
                        team + " " + use.spent().currency(),
                        new TeamUse(team, use.couldSpend(), use.spent(), use.share()),
                        TeamUse::plus);
            }
        }
        return new ArrayList<>(teams.values());
    }

    /**
     * How wallets were used.
     *
     * @param usedNothing who owned journeys and spent nothing at all
     */
    public record Report(
            Instant from, Instant until, List<WalletUse> items, List<TeamUse> teams, List<Person> usedNothing) {}

    /** What a team could have spent and what it did. */
    public record TeamUse(String team, Money couldSpend, Money spent, BigDecimal share) {

        TeamUse plus(TeamUse other) {
            var could = couldSpend.amount().add(other.couldSpend.amount());
            var all = spent.amount().add(other.spent.amount());
            return new TeamUse(
                    team,
                    new Money(could, couldSpend.currency()),
                    new Money(all, spent.currency()),
                    WalletUse.share(all, could));
        }
    }
}

package dev.makegood.recovery.wallet;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.rest.Times;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Everything that was spent, and everything that came back. Nothing in it is ever changed. */
@ApplicationScoped
class Ledger implements PanacheRepositoryBase<LedgerTransaction, UUID> {

    private static final String SPENT = """
            select agent_id as agent,
                coalesce(sum(case kind when 'SPEND' then amount else -amount end) filter (where journey_id = :journey), 0)
                    as journey,
                coalesce(sum(case kind when 'SPEND' then amount else -amount end) filter (where day = :day), 0) as today
            from ledger_transaction
            where agent_id in (:agents) and currency = :currency and (journey_id = :journey or day = :day)
            group by agent_id
            """;

    private static final String NET = """
            select currency, agent_id as agent, sum(case kind when 'SPEND' then amount else -amount end) as spent
            from ledger_transaction where day >= :first and day < :last
            group by currency, agent_id
            """;

    private static final UUID NO_JOURNEY = new UUID(0, 0);

    /** What a person spent on a journey, and on a day; what came back is not counted. */
    record Spent(BigDecimal onJourney, BigDecimal today) {

        static final Spent NOTHING = new Spent(BigDecimal.ZERO, BigDecimal.ZERO);

        Allowance left(String currency, Limit limit) {
            return new Allowance(currency, limit, onJourney, today);
        }
    }

    /** What several spent. */
    record SpentBy(Map<String, Spent> agents) {
        Spent of(String agent) {
            return agents.getOrDefault(agent, Spent.NOTHING);
        }
    }

    /** What these people spent of a currency, on this journey and on this day. */
    SpentBy spent(String currency, @Nullable UUID journey, LocalDate day, List<String> agents) {
        if (agents.isEmpty()) {
            return new SpentBy(Map.of());
        }
        return new SpentBy(getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(SPENT, Tuple.class)
                .setParameter("agents", agents)
                .setParameter("currency", currency)
                .setParameter("journey", journey == null ? NO_JOURNEY : journey)
                .setParameter("day", day)
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.get("agent", String.class),
                        row -> new Spent(row.get("journey", BigDecimal.class), row.get("today", BigDecimal.class)))));
    }

    /** What everybody spent from one day until before another, by currency and person; what came back is not counted. */
    Map<String, Map<String, BigDecimal>> net(LocalDate first, LocalDate last) {
        return getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(NET, Tuple.class)
                .setParameter("first", first)
                .setParameter("last", last)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        row -> row.get("currency", String.class),
                        TreeMap::new,
                        Collectors.toMap(
                                row -> row.get("agent", String.class), row -> row.get("spent", BigDecimal.class))));
    }

    /** What was spent on a remedy, unless it came back. */
    Optional<LedgerTransaction> unreversed(UUID remedy) {
        return find("""
                        from LedgerTransaction spend where spend.remedyId = ?1 and spend.kind = SPEND and not exists (
                            select 1 from LedgerTransaction back where back.reverses = spend.id)
                        """, remedy).firstResultOptional();
    }

    /** A person's transactions, the latest first. */
    List<LedgerTransaction> of(String agent, @Nullable Cursor after, int limit) {
        return find(
                        "agentId = ?1 and (at < ?2 or (at = ?2 and id < ?3)) order by at desc, id desc",
                        agent,
                        after == null ? Times.LAST : after.at(),
                        after == null ? NO_JOURNEY : after.id())
                .page(0, limit)
                .list();
    }
}

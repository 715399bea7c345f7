package dev.makegood.recovery.wallet;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.agent.Colleague;
import dev.makegood.recovery.wallet.WalletExhausted.Granter;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Every wallet. What one holds is what its limits leave of what the ledger says was spent. */
@ApplicationScoped
public class Wallets implements PanacheRepositoryBase<Wallet, String> {

    /** How many colleagues are looked at, and how many of them are named, when a wallet is exhausted. */
    private static final int LOOKED_AT = 200;

    private static final int NAMED = 10;

    private final Ledger ledger;
    private final WalletLimits roles;
    private final Agents agents;
    private final Caller caller;
    private final Clock clock;

    Wallets(Ledger ledger, WalletLimits roles, Agents agents, Caller caller, Clock clock) {
        this.ledger = ledger;
        this.roles = roles;
        this.agents = agents;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * Pays for a remedy from the caller's wallet, at once: nobody is asked.
     *
     * @throws WalletExhausted if the wallet does not hold so much for this journey today
     * @throws Unprocessable if the wallet holds nothing of this currency
     */
    public void spend(Money value, UUID journey, UUID remedy) {
        var wallet = ofCaller();
        var limit = limits(wallet).get(value.currency());
        if (limit == null) {
            throw new Unprocessable(
                    "/value/currency", "no-wallet", "Your wallet holds no %s.".formatted(value.currency()));
        }
        var now = clock.instant();
        var day = roles.day(now);
        var spent = ledger.spent(
                value.currency(), journey, day, List.of(wallet.agent().id()));
        var allowance = spent.of(wallet.agent().id()).left(value.currency(), limit);
        if (!allowance.holds(value.amount())) {
            throw new WalletExhausted(allowance, value, couldGrant(value, journey));
        }
        ledger.persist(LedgerTransaction.spend(wallet.agent(), value, journey, remedy, day, now));
    }

    /** Puts back what was spent on a remedy that the customer does not get, if anything was. */
    public void takeBack(UUID remedy, Person by) {
        ledger.unreversed(remedy).ifPresent(spend -> {
            // Locked as for a spend: what is left is counted by one at a time.
            require(spend.agentId());
            ledger.persist(spend.reversal(by, clock.instant()));
        });
    }

    /**
     * What these people could have spent in a time and what they did, in each currency that anybody spent; in the main one where
     * nobody spent anything.
     *
     * @param journeys how many each of them owned
     */
    public List<WalletUse> use(Map<Person, Integer> journeys, Instant from, Instant until) {
        var first = roles.day(from);
        var last = roles.day(until);
        long days = Math.max(1, ChronoUnit.DAYS.between(first, last));
        var spent = ledger.net(first, last);
        var currencies = spent.isEmpty() ? Set.of(roles.mainCurrency()) : spent.keySet();
        var directory = agents.directory();
        var known = journeys.isEmpty()
                ? Map.<String, Wallet>of()
                : find(
                                "agentId in ?1",
                                journeys.keySet().stream().map(Person::id).toList())
                        .stream()
                        .collect(Collectors.toMap(wallet -> wallet.agent().id(), wallet -> wallet));
        List<WalletUse> used = new ArrayList<>();
        journeys.forEach((person, owned) -> {
            var colleague = directory.find(person.id());
            var limits = Optional.ofNullable(known.get(person.id()))
                    .map(this::limits)
                    .orElseGet(() -> roles.of(colleague.map(WalletRole::of).orElse(WalletRole.AGENT)));
            for (String currency : currencies) {
                var limit = limits.get(currency);
                if (limit != null) {
                    used.add(WalletUse.of(
                            person,
                            colleague.map(Colleague::team).orElse(null),
                            currency,
                            limit,
                            owned,
                            days,
                            spent.getOrDefault(currency, Map.of()).getOrDefault(person.id(), BigDecimal.ZERO)));
                }
            }
        });
        return used;
    }

    /** The caller's wallet, locked until the transaction ends; made where they never had one. */
    Wallet ofCaller() {
        var person = caller.person();
        var role = WalletRole.of(caller);
        make(person, role);
        var wallet = require(person.id());
        wallet.seen(person, role);
        return wallet;
    }

    /**
     * The wallet of someone who works here.
     *
     * @throws NotFound if nobody of this id does
     */
    Wallet of(String agent) {
        return findByIdOptional(agent).orElseGet(() -> {
            var colleague = agents.directory().find(agent).orElseThrow(NotFound::new);
            make(colleague.person(), WalletRole.of(colleague));
            return require(agent);
        });
    }

    private void make(Person person, WalletRole role) {
        getEntityManager()
                .createNativeQuery("""
                        insert into wallet (agent_id, version, agent_name, role, limits)
                        values (?1, 0, ?2, ?3, '{}') on conflict do nothing
                        """)
                .setParameter(1, person.id())
                .setParameter(2, person.name())
                .setParameter(3, role.name())
                .executeUpdate();
    }

    /** What a wallet holds, by currency. */
    Map<String, Limit> limits(Wallet wallet) {
        return wallet.limits(roles.of(wallet.role()));
    }

    private Wallet require(String agent) {
        return findByIdOptional(agent, LockModeType.PESSIMISTIC_WRITE).orElseThrow();
    }

    /** Who else has so much now and is there; the largest wallets first. They are not locked: this is whom to ask, not a promise. */
    private List<Granter> couldGrant(Money value, UUID journey) {
        var others = others();
        var spent = ledger.spent(value.currency(), journey, roles.day(clock.instant()), List.copyOf(others.keySet()));
        return others.values().stream()
                .flatMap(wallet -> Optional.ofNullable(limits(wallet).get(value.currency()))
                        .map(limit -> spent.of(wallet.agent().id()).left(value.currency(), limit))
                        .filter(allowance -> allowance.holds(value.amount()))
                        .map(allowance -> new Granter(wallet.agent(), allowance.money(allowance.remaining())))
                        .stream())
                .sorted(Comparator.comparing(
                        (Granter granter) -> granter.remaining().amount(), Comparator.reverseOrder()))
                .limit(NAMED)
                .toList();
    }

    /** The wallets of those who could be asked: whoever is in the directory and there, and whoever has one anyway. */
    private Map<String, Wallet> others() {
        var now = clock.instant();
        var directory = agents.directory();
        Map<String, Wallet> others = new LinkedHashMap<>();
        find("agentId <> ?1 order by role desc, agentId", caller.id())
                .page(0, LOOKED_AT)
                .list()
                .forEach(wallet -> others.put(wallet.agent().id(), wallet));
        directory.agents().values().stream()
                .filter(colleague -> !colleague.id().equals(caller.id()))
                .sorted(Comparator.comparing(Colleague::role).reversed())
                .limit(LOOKED_AT)
                .forEach(colleague -> others.computeIfAbsent(
                        colleague.id(), id -> new Wallet(colleague.person(), WalletRole.of(colleague))));
        others.keySet()
                .removeIf(id -> directory
                        .find(id)
                        .map(colleague -> colleague.presence() == Agent.Presence.GONE
                                || !directory.deputies().present(id, now).equals(id))
                        .orElse(false));
        return others;
    }
}

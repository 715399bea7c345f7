package dev.makegood.recovery.wallet;

import dev.makegood.chassis.problem.Refusal;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import java.util.List;
import java.util.Map;

/** The wallet does not hold this much any more. Nobody approves more; somebody with a larger wallet can grant it from theirs. */
final class WalletExhausted extends Refusal {

    /** Someone whose wallet holds enough now. */
    record Granter(Person person, Money remaining) {}

    private final transient Map<String, Object> members;

    WalletExhausted(Allowance allowance, Money value, List<Granter> couldGrant) {
        super(
                409,
                "Wallet exhausted",
                "%s %s is more than the %s %s that your wallet holds %s; ask one of those who could grant it."
                        .formatted(
                                value.amount().toPlainString(),
                                value.currency(),
                                allowance.money(allowance.remaining()).amount().toPlainString(),
                                value.currency(),
                                switch (allowance.bound()) {
                                    case JOURNEY -> "for this journey";
                                    case DAY -> "for today";
                                }));
        members = Map.of(
                "remaining", allowance.money(allowance.remaining()),
                "limit", allowance.bound(),
                "couldGrant", couldGrant);
    }

    @Override
    public Map<String, Object> members() {
        return members;
    }
}

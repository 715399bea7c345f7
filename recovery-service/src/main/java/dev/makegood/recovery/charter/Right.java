package dev.makegood.recovery.charter;

import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Money;
import dev.makegood.contract.PromiseKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One right of a customer, as a rule. It is a promise that is made to everybody and may be broken by time; or it is broken by
 * something that happens; or Makegood guarantees it, by refusing whatever would break it.
 *
 * @param who owes it
 * @param promise what is promised
 * @param within by when, as in {@code 24 hours}, {@code 4 working hours}, {@code 3 working days}, {@code 8 weeks}; absent where
 *     only a regime says so
 * @param calendar in whose working time that counts
 * @param gesture what may be given from the owner's wallet where it is broken, one amount a currency
 */
public record Right(
        @NotNull @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
        String id,

        @NotNull Who who,
        @NotNull Severity severity,
        @Nullable PromiseKind promise,
        @Characters(max = 40, oneLine = true) @Nullable String within,
        @Characters(max = 60, oneLine = true) @Nullable String calendar,
        @Nullable Breach breachedBy,
        @Nullable Guarantee guaranteedBy,
        @Size(max = 20) @Nullable List<@NotNull Money> gesture,
        @NotNull @Valid Wording wording) {

    /** Who owes a right. */
    public enum Who {
        OWNER,
        LEAD,
        EVERYBODY,
        COMPANY
    }

    /** How much it hurts. */
    public enum Severity {
        MINOR,
        MAJOR,
        CRITICAL
    }

    /** What happens where a right is broken that is not a promise of its own. */
    public enum Breach {
        /** The customer was asked for what we knew. */
        CUSTOMER_ASKED_AGAIN,
        /** A promise was broken that no other right is about. */
        PROMISE_BROKEN
    }

    /** What cannot happen here, whoever tries. */
    public enum Guarantee {
        /** A journey has an owner at every instant; the proof is at its {@code /ownership}. */
        ONE_OWNER,
        /** Only a person acknowledges; the automatic receipt is none. */
        ACKNOWLEDGED_BY_A_PERSON,
        /** An offer before an apology is refused. */
        APOLOGY_BEFORE_OFFER,
        /** A no without its policy, its reason and the way on is refused. */
        REASONED_REFUSAL
    }

    /** What may be given, in this currency if there is an amount in it. */
    public Optional<Money> gesture(@Nullable String currency) {
        var amounts = gesture == null ? List.<Money>of() : gesture;
        return amounts.stream()
                .filter(money -> money.currency().equals(currency))
                .findFirst()
                .or(() -> amounts.stream().findFirst());
    }
}

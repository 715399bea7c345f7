package dev.makegood.recovery.wallet;

import dev.makegood.contract.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** What a wallet still holds for one journey today, in one currency. */
record Allowance(String currency, Limit limit, BigDecimal spentOnJourney, BigDecimal spentToday) {

    /** Which limit holds a spend back. */
    enum Bound {
        JOURNEY,
        DAY
    }

    /** What can be spent on the journey now; never below nothing, even where a limit was lowered after it was used. */
    BigDecimal remaining() {
        return onJourney().min(today());
    }

    BigDecimal onJourney() {
        return limit.perJourney().subtract(spentOnJourney).max(BigDecimal.ZERO);
    }

    BigDecimal today() {
        return limit.perDay().subtract(spentToday).max(BigDecimal.ZERO);
    }

    boolean holds(BigDecimal amount) {
        return amount.compareTo(remaining()) <= 0;
    }

    /** The limit that is nearer: the journey's, where both are as near. */
    Bound bound() {
        return today().compareTo(onJourney()) < 0 ? Bound.DAY : Bound.JOURNEY;
    }

    Money money(BigDecimal amount) {
        return money(amount, currency);
    }

    /** An amount in the currency's own decimals. */
    static Money money(BigDecimal amount, String currency) {
        return new Money(amount.setScale(Currency.getInstance(currency).getDefaultFractionDigits()), currency);
    }
}

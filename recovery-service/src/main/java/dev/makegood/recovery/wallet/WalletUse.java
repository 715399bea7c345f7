package dev.makegood.recovery.wallet;

import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody could have spent in a time, and what they did. Whoever never spends what they may is seldom thrifty and often
 * afraid.
 *
 * @param journeys how many journeys they owned in that time
 * @param couldSpend the limit for a journey on each of them, but no more than the limit for a day on each day
 * @param share what was spent of what could have been, from 0 to 1
 */
public record WalletUse(
        Person agent, @Nullable String team, int journeys, Money couldSpend, Money spent, BigDecimal share) {

    private static final int DECIMALS = 4;

    static WalletUse of(
            Person agent,
            @Nullable String team,
            String currency,
            Limit limit,
            int journeys,
            long days,
            BigDecimal spent) {
        var could = limit.perJourney()
                .multiply(BigDecimal.valueOf(journeys))
                .min(limit.perDay().multiply(BigDecimal.valueOf(days)));
        return new WalletUse(
                agent,
                team,
                journeys,
                Allowance.money(could, currency),
                Allowance.money(spent, currency),
                share(spent, could));
    }

    /** A part of a whole; nothing of nothing is nothing. */
    public static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO.setScale(DECIMALS)
                : part.divide(whole, DECIMALS, RoundingMode.HALF_EVEN);
    }
}

package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Money;
import java.math.BigDecimal;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** What an amount of money may be. */
public final class Amounts {

    private static final BigDecimal LIMIT = new BigDecimal("1000000000");

    private Amounts() {}

    /**
     * The amount, in the currency's own number of decimals.
     *
     * @param pointer where it stands in the request
     * @throws Unprocessable if it is negative, finer than the currency's smallest coin, a billion or more, or in no currency
     */
    public static Money require(@Nullable Money money, String pointer) {
        if (money == null || money.amount() == null || money.currency() == null) {
            throw new Unprocessable(pointer, "required", "An amount and a currency.");
        }
        int decimals = decimals(money.currency(), pointer);
        // The scale is looked at before any arithmetic: 1e999999999 is a short number to read and a long one to write.
        if (money.amount().scale() < -9
                || money.amount().precision() > 40
                || money.amount().signum() < 0
                || money.amount().compareTo(LIMIT) >= 0) {
            throw new Unprocessable(
                    pointer + "/amount", "out-of-range", "From 0 to below " + LIMIT.toPlainString() + ".");
        }
        if (money.amount().stripTrailingZeros().scale() > decimals) {
            throw new Unprocessable(
                    pointer + "/amount", "too-fine", "%s has %d decimals.".formatted(money.currency(), decimals));
        }
        return new Money(money.amount().setScale(decimals), money.currency());
    }

    private static int decimals(String currency, String pointer) {
        try {
            int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
            if (decimals >= 0) {
                return decimals;
            }
        } catch (IllegalArgumentException e) {
            // Not a currency; said below.
        }
        throw new Unprocessable(pointer + "/currency", "unknown-value", "A currency's code as of ISO 4217.");
    }
}

package dev.makegood.complaint.customer;

import dev.makegood.contract.Money;
import jakarta.persistence.Embeddable;
import java.math.BigDecimal;

/**
 * Something that a customer has with us.
 *
 * @param years for how long
 * @param yearlyProfit what it brings a year, in the currency
 */
@Embeddable
record Line(String product, int years, BigDecimal yearlyProfit, String currency) {

    Line(String product, int years, Money yearlyProfit) {
        this(product, years, yearlyProfit.amount(), yearlyProfit.currency());
    }

    /** Whether the other states the same, however many zeros its amount is written with. */
    boolean isSameAs(Line other) {
        return product.equals(other.product)
                && years == other.years
                && yearlyProfit.compareTo(other.yearlyProfit) == 0
                && currency.equals(other.currency);
    }

    /** Years × yearly profit. */
    BigDecimal value() {
        return yearlyProfit.multiply(BigDecimal.valueOf(years));
    }
}

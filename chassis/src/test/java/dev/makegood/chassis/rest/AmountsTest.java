package dev.makegood.chassis.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Money;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({
        "0, EUR, 0.00",
        "49.9, EUR, 49.90",
        "49.900, EUR, 49.90",
        "5e1, EUR, 50.00",
        "500, JPY, 500",
        "1.234, BHD, 1.234",
        "999999999.99, USD, 999999999.99",
        "0e-999999999, EUR, 0.00"
    })
    void anAmountHasItsCurrencysDecimals(BigDecimal amount, String currency, String written) {
        assertThat(Amounts.require(new Money(amount, currency), "/value")
                        .amount()
                        .toPlainString())
                .isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, EUR, /value/amount, out-of-range",
        "-0.01, EUR, /value/amount, out-of-range",
        "0.001, EUR, /value/amount, too-fine",
        "0.5, JPY, /value/amount, too-fine",
        "1e-999999999, EUR, /value/amount, too-fine",
        "1000000000, EUR, /value/amount, out-of-range",
        "1e999999999, EUR, /value/amount, out-of-range",
        "9999999999999999999999999999999999999999999, EUR, /value/amount, out-of-range",
        "1, EURO, /value/currency, unknown-value",
        "1, eur, /value/currency, unknown-value",
        "1, XXX, /value/currency, unknown-value",
        "1, XAU, /value/currency, unknown-value",
        "1, '', /value/currency, unknown-value"
    })
    void whatNobodyCanPayIsRefused(BigDecimal amount, String currency, String pointer, String code) {
        assertThatThrownBy(() -> Amounts.require(new Money(amount, currency), "/value"))
                .isInstanceOfSatisfying(Unprocessable.class, refusal -> {
                    assertThat(refusal.errors()).singleElement().satisfies(error -> {
                        assertThat(error.pointer()).isEqualTo(pointer);
                        assertThat(error.code()).isEqualTo(code);
                    });
                });
    }

    @Test
    @SuppressWarnings("NullAway") // JSON can leave out anything
    void halfAnAmountIsNone() {
        for (var half : List.of(new Money(null, "EUR"), new Money(BigDecimal.ONE, null))) {
            assertThatThrownBy(() -> Amounts.require(half, "/value")).isInstanceOf(Unprocessable.class);
        }
        assertThatThrownBy(() -> Amounts.require(null, "/value")).isInstanceOf(Unprocessable.class);
    }
}

package dev.makegood.contract;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * An amount in a currency, as {@code {"amount": "49.90", "currency": "EUR"}}: the amount is a string, so that no reader makes a
 * binary fraction of it.
 *
 * @param amount in the currency's major unit
 * @param currency ISO 4217 code
 */
public record Money(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, String currency) {}

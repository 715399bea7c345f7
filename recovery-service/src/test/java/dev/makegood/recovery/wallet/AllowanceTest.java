package dev.makegood.recovery.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Money;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    @ParameterizedTest(name = "of {0} a journey and {1} a day, {2} and {3} spent: {4} left, bound by {5}")
    @CsvSource({
        "2000, 10000,    0,     0, 2000, JOURNEY",
        "2000, 10000, 1980,  1980,   20, JOURNEY",
        "2000, 10000, 2000,  2000,    0, JOURNEY",
        "2000, 10000,    0,  9000, 1000, DAY",
        "2000, 10000,    0, 10000,    0, DAY",
        "2000,  2000,  500,   500, 1500, JOURNEY",
        "1000, 10000, 1500,  1500,    0, JOURNEY"
    })
    void theNearerLimitHolds(
            BigDecimal perJourney,
            BigDecimal perDay,
            BigDecimal onJourney,
            BigDecimal today,
            BigDecimal left,
            Allowance.Bound bound) {
        var allowance = new Allowance("USD", new Limit(perJourney, perDay), onJourney, today);
        assertThat(allowance.remaining()).isEqualByComparingTo(left);
        assertThat(allowance.bound()).isEqualTo(bound);
        assertThat(allowance.holds(left)).isTrue();
        assertThat(allowance.holds(left.add(new BigDecimal("0.01")))).isFalse();
    }

    @Test
    void whatItHoldsIsSpentToTheLastAndNeverBeyond() {
        long seed = 2000;
        var random = new Random(seed);
        var spent = BigDecimal.ZERO;
        var limit = new Limit(new BigDecimal(2000), new BigDecimal(2000));
        for (int i = 0; i < 1_000; i++) {
            var amount = new BigDecimal(random.nextInt(1, 10_000)).movePointLeft(2);
            var allowance = new Allowance("USD", limit, spent, spent);
            if (allowance.holds(amount)) {
                spent = spent.add(amount);
            } else {
                assertThat(spent.add(amount)).as("seed %d", seed).isGreaterThan(limit.perJourney());
            }
            assertThat(spent).as("seed %d", seed).isLessThanOrEqualTo(limit.perJourney());
        }
    }

    @Test
    void whatIsLeftHasTheCurrencysDecimals() {
        var limit = new Limit(new BigDecimal("2000.0000"), new BigDecimal("2000"));
        assertThat(new Allowance("EUR", limit, BigDecimal.ZERO, BigDecimal.ZERO).money(new BigDecimal("20.0000")))
                .isEqualTo(new Money(new BigDecimal("20.00"), "EUR"));
        assertThat(new Allowance("JPY", limit, BigDecimal.ZERO, BigDecimal.ZERO).money(new BigDecimal("20.0000")))
                .isEqualTo(new Money(new BigDecimal("20"), "JPY"));
    }
}

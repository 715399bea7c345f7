package dev.makegood.recovery.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.contract.Person;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalletUseTest {

    private static final Limit LIMIT = new Limit(new BigDecimal("2000"), new BigDecimal("10000"));

    @ParameterizedTest(name = "{0} journeys in {1} days, {2} spent of {3}")
    @CsvSource({
        "1,  30,    0,   2000.00, 0.0000",
        "3,  30, 1980,   6000.00, 0.3300",
        "9,   1, 2500,  10000.00, 0.2500",
        "90, 30, 1000, 180000.00, 0.0056",
        "0,  30,    0,      0.00, 0.0000"
    })
    void whatCouldBeSpentIsALimitForEachJourneyAndADaysForEachDay(
            int journeys, long days, BigDecimal spent, BigDecimal could, BigDecimal share) {
        var use = WalletUse.of(new Person("eleni", "Eleni"), null, "USD", LIMIT, journeys, days, spent);
        assertThat(use.couldSpend().amount()).isEqualTo(could);
        assertThat(use.share()).isEqualTo(share);
    }
}

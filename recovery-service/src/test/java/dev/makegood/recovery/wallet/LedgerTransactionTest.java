package dev.makegood.recovery.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTransactionTest {

    private static final Instant NOW = Instant.parse("2026-03-01T23:50:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    private static final Person ELENI = new Person("eleni", "Eleni Papadaki");
    private static final Person LENA = new Person("lena", "Lena Hartmann");

    @Test
    void whatIsSpentLeavesTheWalletAndReachesTheRemedies() {
        assertThat(spend().entries())
                .extracting(LedgerEntry::account, LedgerEntry::debit, LedgerEntry::credit)
                .containsExactly(
                        tuple("remedies", new BigDecimal("60.00"), BigDecimal.ZERO),
                        tuple("wallet:eleni", BigDecimal.ZERO, new BigDecimal("60.00")));
    }

    @Test
    void aReversalMirrorsItsSpendOnTheSpendsOwnDay() {
        var spend = spend();
        var back = spend.reversal(LENA, NOW.plusSeconds(86_400));
        assertThat(back.kind()).isEqualTo(LedgerTransaction.Kind.REVERSAL);
        assertThat(back.agentId()).isEqualTo("eleni");
        assertThat(back.by()).isEqualTo(LENA);
        assertThat(back.value()).isEqualTo(spend.value());
        assertThat(back.day()).isEqualTo(DAY);
        assertThat(back.entries())
                .extracting(LedgerEntry::account, LedgerEntry::debit, LedgerEntry::credit)
                .containsExactly(
                        tuple("remedies", BigDecimal.ZERO, new BigDecimal("60.00")),
                        tuple("wallet:eleni", new BigDecimal("60.00"), BigDecimal.ZERO));
    }

    @Test
    void whatCameBackDoesNotComeBackAgain() {
        var back = spend().reversal(LENA, NOW);
        assertThatIllegalStateException().isThrownBy(() -> back.reversal(LENA, NOW));
    }

    private static LedgerTransaction spend() {
        return LedgerTransaction.spend(
                ELENI, new Money(new BigDecimal("60.00"), "USD"), UUID.randomUUID(), UUID.randomUUID(), DAY, NOW);
    }
}

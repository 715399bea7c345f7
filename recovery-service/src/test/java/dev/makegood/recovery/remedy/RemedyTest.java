package dev.makegood.recovery.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RemedyKind;
import dev.makegood.recovery.journey.IllegalStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RemedyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aRemedyIsOfferedTakenAndDelivered() {
        var remedy = remedy(null);
        assertThat(remedy.steps()).containsExactly("ANSWER", "WITHDRAW");
        assertThat(remedy.answer(true, JourneyState.RECOVERING, NOW).accepted()).isTrue();
        assertThat(remedy.steps()).containsExactly("DELIVER");
        remedy.deliver("Signed for", JourneyState.RECOVERING, NOW.plusSeconds(1));
        assertThat(remedy.state()).isEqualTo(Remedy.State.DELIVERED);
        assertThat(remedy.deliveredAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(remedy.proof()).isEqualTo("Signed for");
        assertThat(remedy.steps()).isEmpty();
    }

    @Test
    void whatWasNotTakenIsNotDelivered() {
        var remedy = remedy(null);
        assertThatThrownBy(() -> remedy.deliver("Signed for", JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        remedy.answer(false, JourneyState.RECOVERING, NOW);
        assertThat(remedy.state()).isEqualTo(Remedy.State.DECLINED);
        assertThatThrownBy(() -> remedy.deliver("Signed for", JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        assertThatThrownBy(() -> remedy.answer(true, JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        assertThat(remedy.proof()).isNull();
    }

    @Test
    void whatItIsWorthHasTheCurrencysDecimals() {
        assertThat(remedy(new Money(new BigDecimal("49.9000"), "EUR")).value())
                .isEqualTo(new Money(new BigDecimal("49.90"), "EUR"));
        assertThat(remedy(new Money(new BigDecimal("500.0000"), "JPY")).value())
                .isEqualTo(new Money(new BigDecimal("500"), "JPY"));
        assertThat(remedy(null).value()).isNull();
    }

    private static Remedy remedy(@Nullable Money value) {
        return new Remedy(UUID.randomUUID(), RemedyKind.REPAIR, "A new gearbox", value, new Person("1", "Eleni"), NOW);
    }
}

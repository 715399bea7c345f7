package dev.makegood.recovery.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MacroTextTest {

    private static final Map<String, String> VALUES =
            Map.of("customer.name", "Νίκος", "reference", "MG-1", "owner.name", "Eleni", "agent.name", "Lena");

    @Test
    void whatIsKnownIsPutIn() {
        assertThat(MacroText.fill("{customer.name}: {reference}, {owner.name} ({agent.name}) {reference}", VALUES))
                .isEqualTo("Νίκος: MG-1, Eleni (Lena) MG-1");
        assertThat(MacroText.fill("Nothing to put in", VALUES)).isEqualTo("Nothing to put in");
    }

    @Test
    void whatIsPutInIsDataAndNeverAPlace() {
        var values = Map.of("customer.name", "{reference} $1 \\ {owner.name}", "reference", "MG-1");
        assertThat(MacroText.fill("{customer.name}", values)).isEqualTo("{reference} $1 \\ {owner.name}");
    }

    @Test
    void aBraceThatNamesNoPlaceStaysABrace() {
        assertThat(MacroText.fill("{} { reference } {{reference}} }{", VALUES)).isEqualTo("{} { reference } {MG-1} }{");
    }

    @Test
    void aPlaceThatNothingIsKnownForIsFound() {
        assertThat(MacroText.unknown("{customer.name} {customer.iban} {x} {x}")).containsExactly("customer.iban", "x");
        assertThat(MacroText.unknown("{reference} {} { x }")).isEmpty();
    }
}

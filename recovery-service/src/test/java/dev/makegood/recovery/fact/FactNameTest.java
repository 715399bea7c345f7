package dev.makegood.recovery.fact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claimNumber",
                "ClaimNumber",
                "claim_number",
                "CLAIM-NUMBER",
                "Claim number",
                " claim  number ",
                "claim.number",
                "ｃｌａｉｍ number"
            })
    void aNameIsTheSameHoweverItIsWritten(String name) {
        assertThat(FactName.key(name)).isEqualTo("claimnumber");
    }

    @Test
    void namesInEveryScriptAreNames() {
        assertThat(FactName.key("Αριθμός Κυκλοφορίας")).isEqualTo(FactName.key("αριθμός-κυκλοφορίας"));
        assertThat(FactName.key("Номер_полиса")).isEqualTo("номерполиса");
        assertThat(FactName.key("policyNumber")).isNotEqualTo(FactName.key("policyNumber2"));
        assertThat(FactName.key("№ 1")).isNotEqualTo(FactName.key("№ 2"));
    }

    @Test
    void aNameWithoutLettersIsStillOneOfItsOwn() {
        assertThat(FactName.key("?")).isNotEqualTo(FactName.key("!")).isNotEmpty();
    }
}

package dev.makegood.recovery.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegEvidenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://files.example/a.jpg?x=1", "http://files.example", "HTTPS://files.example/%20"})
    void anAddressIsOfAPageOrAFile(String address) {
        assertThat(LegEvidence.isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https:", "//x", "a b", ""})
    void nothingElseIsAnAddress(String address) {
        assertThat(LegEvidence.isAddress(address)).isFalse();
    }

    @Test
    void aPieceOfEvidenceSaysSomethingOrIsSomewhere() {
        assertThatCode(() -> LegEvidence.require(List.of(
                        new LegEvidence("Report", "All done", null),
                        new LegEvidence("Photograph", null, "https://files.example/1.jpg"))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> LegEvidence.require(List.of(new LegEvidence("Report", null, null))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/evidence/0")));
        assertThatThrownBy(() -> LegEvidence.require(List.of(
                        new LegEvidence("a", "b", null), new LegEvidence("Photograph", null, "javascript:alert(1)"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/evidence/1/url")));
    }
}

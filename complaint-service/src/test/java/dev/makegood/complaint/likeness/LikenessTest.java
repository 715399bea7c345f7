package dev.makegood.complaint.likeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.likeness.Likeness.Reason;
import dev.makegood.complaint.likeness.Likeness.Traits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LikenessTest {

    @Test
    void oneNameInTwoScriptsIsWorthSaying() {
        var likeness = Likeness.of(named("Ελένη Παπαδοπούλου"), named("Eleni Papadopoulou"));

        assertThat(likeness.reasons()).containsExactly(Reason.SIMILAR_NAME);
        assertThat(likeness.score()).isCloseTo(0.7, within(0.001));
        assertThat(likeness.isWorthSaying()).isTrue();
    }

    @Test
    void theOrderOfNamesDoesNotMatterAndASlipMattersLittle() {
        assertThat(Likeness.of(named("Papadopoulou Eleni"), named("Eleni Papadopoulou"))
                        .isWorthSaying())
                .isTrue();
        assertThat(Likeness.of(named("Ирина Волкова"), named("Irina Volkowa")).isWorthSaying())
                .isTrue();
        assertThat(Likeness.of(named("Maria García"), named("Mikko Virtanen")).score())
                .isZero();
        assertThat(Likeness.of(named("Maria García"), named("Maria Lopez")).isWorthSaying())
                .isFalse();
    }

    @Test
    void eachSignLeavesLessDoubt() {
        var nikos = traits("nikos", "nikos@a.example", "nikos@a.example", "+302101234567");

        assertThat(Likeness.of(nikos, traits("x", "NIKOS@a.example", "nikos@a.example", null)))
                .satisfies(likeness -> assertThat(likeness.reasons()).containsExactly(Reason.SAME_EMAIL))
                .satisfies(likeness -> assertThat(likeness.score()).isCloseTo(0.9, within(0.001)));
        assertThat(Likeness.of(nikos, traits("x", "nikos+2@a.example", "nikos@a.example", "+302101234567")))
                .satisfies(likeness ->
                        assertThat(likeness.reasons()).containsExactly(Reason.SAME_MAILBOX, Reason.SAME_PHONE))
                .satisfies(likeness -> assertThat(likeness.score()).isCloseTo(0.94, within(0.001)));
        assertThat(Likeness.of(nikos, nikos).score()).isGreaterThan(0.98).isLessThan(1);
    }

    @Test
    void nothingIsLikeNothing() {
        assertThat(Likeness.of(traits("", null, null, null), traits("", null, null, null))
                        .score())
                .isZero();
    }

    private static Traits named(String name) {
        return traits(Customers.folded(name), null, null, null);
    }

    private static Traits traits(
            String name, @Nullable String email, @Nullable String mailbox, @Nullable String phone) {
        return new Traits(name, email, mailbox, phone);
    }
}

package dev.makegood.recovery.problem;

import static dev.makegood.recovery.problem.Proof.Verdict.RECURRED;
import static dev.makegood.recovery.problem.Proof.Verdict.VERIFIED;
import static dev.makegood.recovery.problem.Proof.Verdict.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final Instant FIXED = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration WINDOW = Duration.ofDays(30);

    private final Proof proof = new Proof(FIXED, WINDOW, 5);

    @Test
    void nothingIsProvenBeforeAWholeWindowHasPassed() {
        assertThat(proof.at(FIXED, 0, 0)).isEqualTo(WAITING);
        assertThat(proof.at(proof.until().minusNanos(1_000), 0, 0)).isEqualTo(WAITING);
        assertThat(proof.at(proof.until(), 0, 0)).isEqualTo(VERIFIED);
    }

    @Test
    void onlyFewerThanBeforeProveIt() {
        assertThat(proof.at(proof.until(), 4, 0)).isEqualTo(VERIFIED);
        assertThat(proof.at(proof.until(), 5, 0)).isEqualTo(RECURRED);
        assertThat(proof.at(proof.until(), 6, 0)).isEqualTo(RECURRED);
    }

    @Test
    void asManyAsBeforeDisproveItAtOnce() {
        assertThat(proof.at(FIXED.plusSeconds(1), 5, 0)).isEqualTo(RECURRED);
        assertThat(proof.at(FIXED.plusSeconds(1), 4, 9)).isEqualTo(WAITING);
    }

    @Test
    void whatNobodyHasClassifiedIsWaitedForWhereItMattersAndNotForever() {
        assertThat(proof.at(proof.until(), 2, 2)).isEqualTo(VERIFIED);
        assertThat(proof.at(proof.until(), 2, 3)).isEqualTo(WAITING);
        assertThat(proof.at(proof.until().plus(WINDOW).minusNanos(1_000), 2, 3)).isEqualTo(WAITING);
        assertThat(proof.at(proof.until().plus(WINDOW), 2, 3)).isEqualTo(VERIFIED);
        assertThat(proof.at(proof.until().plus(WINDOW), 5, 3)).isEqualTo(RECURRED);
    }
}

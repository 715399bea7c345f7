package dev.makegood.recovery.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.recovery.agent.Deputies.Away;
import dev.makegood.recovery.agent.Deputies.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeputiesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void whoIsNotAwayIsThereForThemselves() {
        assertThat(deputies().present("eleni", NOON)).isEqualTo("eleni");
        assertThat(deputies().next("eleni", NOON)).isEmpty();
    }

    @Test
    void aDeputyIsThereFromTheFirstToTheLastInstant() {
        var deputies = deputies(away("eleni", "sofia", 0, 60));
        assertThat(deputies.present("eleni", NOON.minusNanos(1000))).isEqualTo("eleni");
        assertThat(deputies.present("eleni", NOON)).isEqualTo("sofia");
        assertThat(deputies.present("eleni", at(60).minusNanos(1000))).isEqualTo("sofia");
        assertThat(deputies.present("eleni", at(60))).isEqualTo("eleni");
    }

    @Test
    void aDeputysDeputyIsThereWhileBothAreAway() {
        var deputies = deputies(away("eleni", "sofia", 0, 60), away("sofia", "mikko", 30, 90));
        assertThat(deputies.changes("eleni", at(-10), at(120)))
                .containsExactly(
                        new Change(at(-10), "eleni"),
                        new Change(at(0), "sofia"),
                        new Change(at(30), "mikko"),
                        new Change(at(60), "eleni"));
    }

    @Test
    void whereDeputiesLeadInACircleALeadIsThere() {
        var deputies = deputies(away("eleni", "sofia", 0, 60), away("sofia", "eleni", 0, 60));
        assertThat(deputies.present("eleni", at(1))).isEqualTo("lena");
    }

    @Test
    void whereEverybodyIsAwayItStaysWhoseItIs() {
        var deputies =
                deputies(away("eleni", "sofia", 0, 60), away("sofia", "eleni", 0, 60), away("lena", "eleni", 0, 60));
        assertThat(deputies.present("eleni", at(1))).isEqualTo("eleni");
        assertThat(deputies.present("lena", at(1))).isEqualTo("lena");
    }

    @Test
    void theNextChangeMayBeAnyonesOnTheWay() {
        var deputies =
                deputies(away("eleni", "sofia", 0, 60), away("sofia", "mikko", 30, 90), away("irina", "eleni", 5, 7));
        assertThat(deputies.next("eleni", at(-5))).contains(at(0));
        assertThat(deputies.next("eleni", at(0))).contains(at(30));
        assertThat(deputies.next("eleni", at(30))).contains(at(60));
        assertThat(deputies.next("irina", at(-5))).contains(at(0));
        assertThat(deputies.next("irina", at(90))).isEmpty();
    }

    @Test
    void anAbsenceThatWasCalledOffBeforeItBeganIsNone() {
        assertThat(deputies(away("eleni", "sofia", 10, 10)).changes("eleni", at(0), at(60)))
                .containsExactly(new Change(at(0), "eleni"));
    }

    private static Deputies deputies(Away... absences) {
        return new Deputies(Arrays.asList(absences), List.of("lena"));
    }

    private static Away away(String agent, String deputy, long from, long until) {
        return new Away(agent, deputy, at(from), at(until));
    }

    private static Instant at(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}

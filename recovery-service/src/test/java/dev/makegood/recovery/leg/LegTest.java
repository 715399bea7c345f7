package dev.makegood.recovery.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.journey.IllegalStep;
import dev.makegood.recovery.leg.Packet.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LegTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Party DEALER = new Party("harbour-motors", "Harbour Motors", List.of("plate"));
    private static final Packet PACKET =
            new Packet(new Contact("Nikos", "+30", null), Map.of("order", "1"), Map.of("plate", "ABC-1"), null);

    private final Leg leg = new Leg(UUID.randomUUID(), DEALER, "Mend it", PACKET, NOW.plusSeconds(3600), NOW);

    @Test
    void aLegDoesNotLeaveWithoutAWholePacket() {
        var packet = new Packet(PACKET.contact(), PACKET.references(), Map.of("where", "A1"), null);
        assertThatThrownBy(() -> new Leg(UUID.randomUUID(), DEALER, "Mend it", packet, NOW.plusSeconds(1), NOW))
                .isInstanceOfSatisfying(
                        PacketIncomplete.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/packet/facts/plate")));
    }

    @Test
    void aLegIsAcceptedAndThenCompleted() {
        assertThat(leg.steps()).containsExactly("ACCEPT", "DECLINE");
        assertThatThrownBy(() -> leg.complete("done", JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        leg.accept(JourneyState.RECOVERING, NOW.plusSeconds(60));
        assertThat(leg.acceptedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(leg.steps()).containsExactly("COMPLETE", "DECLINE");
        var completed = leg.complete("done", JourneyState.RECOVERING, NOW.plusSeconds(120));
        assertThat(completed.party()).isEqualTo(new dev.makegood.contract.Party("harbour-motors", "Harbour Motors"));
        assertThat(leg.endedAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(leg.answer()).isEqualTo("done");
        assertThat(leg.steps()).isEmpty();
    }

    @Test
    void aLegCanBeDeclinedEvenAfterItWasAccepted() {
        leg.accept(JourneyState.RECOVERING, NOW);
        leg.decline("No lift free", JourneyState.RECOVERING, NOW);
        assertThat(leg.state()).isEqualTo(Leg.State.DECLINED);
        assertThat(leg.answer()).isEqualTo("No lift free");
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        leg.decline("No lift free", JourneyState.RECOVERING, NOW);
        assertThatThrownBy(() -> leg.accept(JourneyState.RECOVERING, NOW)).isInstanceOf(IllegalStep.class);
        assertThatThrownBy(() -> leg.decline("again", JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        assertThatThrownBy(() -> leg.complete("done", JourneyState.RECOVERING, NOW))
                .isInstanceOfSatisfying(
                        IllegalStep.class,
                        refusal -> assertThat(refusal.members())
                                .containsEntry("state", Leg.State.DECLINED)
                                .containsEntry("moves", List.of()));
        assertThat(leg.answer()).isEqualTo("No lift free");
    }
}

package dev.makegood.recovery.leg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.IllegalStep;
import dev.makegood.recovery.leg.Packet.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LegTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Party DEALER = new Party("harbour-motors", "Harbour Motors");
    private static final List<String> REQUIRED = List.of("plate");
    private static final Packet PACKET =
            new Packet(new Contact("Nikos", "+30", null), Map.of("order", "1"), Map.of("plate", "ABC-1"), null);

    private final Leg leg = leg(PACKET);

    @Test
    void aLegDoesNotLeaveWithoutAWholePacket() {
        var packet = new Packet(PACKET.contact(), PACKET.references(), Map.of("where", "A1"), null);
        assertThatThrownBy(() -> leg(packet))
                .isInstanceOfSatisfying(
                        PacketIncomplete.class,
                        refusal -> assertThat(refusal.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.pointer()).isEqualTo("/packet/facts/plate")));
    }

    @Test
    void aLegIsAcceptedAndThenCompleted() {
        assertThat(leg.steps()).containsExactly("ACCEPT", "DECLINE");
        assertThatThrownBy(() -> leg.complete("done", List.of(), JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        leg.accept(JourneyState.RECOVERING, NOW.plusSeconds(60));
        assertThat(leg.acceptedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(leg.steps()).containsExactly("COMPLETE", "DECLINE");
        var completed = leg.complete("done", List.of(), JourneyState.RECOVERING, NOW.plusSeconds(120));
        assertThat(completed.party()).isEqualTo(DEALER);
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
        assertThatThrownBy(() -> leg.complete("done", List.of(), JourneyState.RECOVERING, NOW))
                .isInstanceOfSatisfying(
                        IllegalStep.class,
                        refusal -> assertThat(refusal.members())
                                .containsEntry("state", Leg.State.DECLINED)
                                .containsEntry("moves", List.of()));
        assertThat(leg.answer()).isEqualTo("No lift free");
    }

    @Test
    void aReopenedLegHasAClockOfItsOwnAgain() {
        leg.accept(JourneyState.RECOVERING, NOW.plusSeconds(60));
        leg.complete("done", List.of(), JourneyState.RECOVERING, NOW.plusSeconds(120));
        assertThat(leg.ownerSteps()).containsExactly("REOPEN");
        var round = leg.over();
        leg.reopen("It rattles", NOW.plusSeconds(9_000), JourneyState.RECOVERING, NOW.plusSeconds(5_000));

        assertThat(round.took()).isEqualTo(Duration.ofMinutes(2));
        assertThat(round.answer()).isEqualTo("done");
        assertThat(leg.round()).isEqualTo(2);
        assertThat(leg.state()).isEqualTo(Leg.State.REQUESTED);
        assertThat(leg.requestedAt()).isEqualTo(NOW.plusSeconds(5_000));
        assertThat(leg.dueAt()).isEqualTo(NOW.plusSeconds(9_000));
        assertThat(leg.acceptedAt()).isNull();
        assertThat(leg.endedAt()).isNull();
        assertThat(leg.answer()).isNull();
        assertThat(leg.evidence()).isEmpty();
    }

    @Test
    void everyTimeThatItIsDeclinedCounts() {
        leg.decline("No lift free", JourneyState.RECOVERING, NOW);
        leg.reopen("Now?", NOW.plusSeconds(9_000), JourneyState.RECOVERING, NOW);
        leg.decline("Still none", JourneyState.RECOVERING, NOW);
        assertThat(leg.bounces()).isEqualTo(2);
    }

    @Test
    void whatTheOwnerWithdrewStaysWithdrawn() {
        leg.withdraw(new Person("e", "Eleni"), "Not needed", JourneyState.RECOVERING, NOW);
        assertThat(leg.steps()).isEmpty();
        assertThat(leg.ownerSteps()).isEmpty();
        assertThatThrownBy(() -> leg.reopen("Once more", NOW, JourneyState.RECOVERING, NOW))
                .isInstanceOf(IllegalStep.class);
        assertThatThrownBy(leg::over).isInstanceOf(IllegalStep.class);
    }

    @Test
    void whatIsOpenIsNotReopened() {
        assertThatThrownBy(leg::over)
                .isInstanceOfSatisfying(
                        IllegalStep.class,
                        refusal -> assertThat(refusal.members()).containsEntry("moves", List.of("WITHDRAW")));
    }

    private static Leg leg(Packet packet) {
        return new Leg(UUID.randomUUID(), DEALER, REQUIRED, "Mend it", packet, NOW.plusSeconds(3600), null, NOW);
    }
}

package dev.makegood.recovery.journey;

import static dev.makegood.contract.JourneyState.ACKNOWLEDGED;
import static dev.makegood.contract.JourneyState.CLOSED;
import static dev.makegood.contract.JourneyState.CONFIRMED;
import static dev.makegood.contract.JourneyState.OPENED;
import static dev.makegood.contract.JourneyState.PROPOSED;
import static dev.makegood.contract.JourneyState.RECOVERING;
import static dev.makegood.contract.JourneyState.REFUSED;
import static dev.makegood.recovery.journey.Move.ACKNOWLEDGE;
import static dev.makegood.recovery.journey.Move.APOLOGISE;
import static dev.makegood.recovery.journey.Move.CLASSIFY_CAUSE;
import static dev.makegood.recovery.journey.Move.CLOSE;
import static dev.makegood.recovery.journey.Move.CONFIRM;
import static dev.makegood.recovery.journey.Move.DISPUTE;
import static dev.makegood.recovery.journey.Move.GIVE_UPDATE;
import static dev.makegood.recovery.journey.Move.OFFER_REMEDY;
import static dev.makegood.recovery.journey.Move.PROPOSE;
import static dev.makegood.recovery.journey.Move.REQUEST_LEG;
import static dev.makegood.recovery.journey.Move.SETTLE_REMEDY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.CauseClass;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.testing.Complaints;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state and every move, on journeys that came to their state by moves. */
class TransitionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** DESIGN §5, state by state. */
    private static final Map<JourneyState, Map<Move, JourneyState>> LEADS = Map.of(
            OPENED,
            Map.of(ACKNOWLEDGE, ACKNOWLEDGED),
            ACKNOWLEDGED,
            Map.of(APOLOGISE, RECOVERING, REQUEST_LEG, RECOVERING, GIVE_UPDATE, RECOVERING, CLASSIFY_CAUSE, RECOVERING),
            RECOVERING,
            Map.of(
                    APOLOGISE, RECOVERING,
                    REQUEST_LEG, RECOVERING,
                    GIVE_UPDATE, RECOVERING,
                    CLASSIFY_CAUSE, RECOVERING,
                    OFFER_REMEDY, RECOVERING,
                    SETTLE_REMEDY, RECOVERING,
                    PROPOSE, PROPOSED),
            PROPOSED,
            Map.of(CONFIRM, CONFIRMED, DISPUTE, RECOVERING, GIVE_UPDATE, PROPOSED),
            CONFIRMED,
            Map.of(CLOSE, CLOSED),
            CLOSED,
            Map.of());

    static Stream<Arguments> everyStateAndEveryMove() {
        return LEADS.keySet().stream()
                .sorted()
                .flatMap(state -> Arrays.stream(Move.values()).map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndEveryMove")
    void aMoveLeadsWhereTheDesignSaysOrIsRefusedWithTheMovesThatArePossible(JourneyState state, Move move) {
        var journey = in(state);
        var leads = LEADS.getOrDefault(state, Map.of()).get(move);
        if (leads == null || (move == PROPOSE && !journey.waitsFor().isEmpty())) {
            assertThatThrownBy(() -> make(journey, move)).isInstanceOfSatisfying(IllegalMove.class, refusal -> {
                assertThat(refusal.status()).isEqualTo(409);
                assertThat(refusal.members()).containsEntry("state", state).containsEntry("moves", journey.moves());
            });
            assertThat(journey.state()).isEqualTo(state);
        } else {
            make(journey, move);
            assertThat(journey.state()).isEqualTo(leads);
        }
    }

    @ParameterizedTest
    @MethodSource("everyStateAndEveryMove")
    void whatIsSaidToBePossibleIsAndNothingElse(JourneyState state, Move move) {
        var journey = in(state);
        boolean said = journey.moves().contains(move);
        if (said) {
            make(journey, move);
        } else if (move != SETTLE_REMEDY || state != RECOVERING) {
            assertThatThrownBy(() -> make(journey, move)).isInstanceOf(IllegalMove.class);
        }
        assertThat(said && !LEADS.getOrDefault(state, Map.of()).containsKey(move))
                .isFalse();
    }

    @Test
    void nothingIsRefusedYetSoNothingLeadsThereOrAway() {
        assertThat(Transitions.in(REFUSED)).isEmpty();
        var ends = new EnumMap<JourneyState, Integer>(JourneyState.class);
        for (JourneyState state : JourneyState.values()) {
            Transitions.in(state)
                    .forEach(move -> ends.merge(Transitions.from(state, move).orElseThrow(), 1, Integer::sum));
        }
        assertThat(ends).doesNotContainKeys(OPENED, REFUSED);
    }

    /** A journey in this state, with an apology made, a remedy open where there can be one, and its cause known where it has to be. */
    private static Journey in(JourneyState state) {
        var journey = new Journey(Complaints.complaint(Complaints.ELENI, true));
        if (state == OPENED) {
            return journey;
        }
        journey.acknowledge(Complaints.ELENI, null, NOW);
        if (state == ACKNOWLEDGED) {
            return journey;
        }
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        journey.classify(CauseClass.PROCESS, null, NOW);
        if (state == RECOVERING) {
            return journey;
        }
        journey.propose(Complaints.ELENI, "done", NOW);
        if (state == PROPOSED) {
            return journey;
        }
        journey.confirm();
        if (state == CLOSED) {
            journey.close(Complaints.ELENI, NOW);
        }
        return journey;
    }

    private static void make(Journey journey, Move move) {
        switch (move) {
            case ACKNOWLEDGE -> journey.acknowledge(Complaints.ELENI, null, NOW);
            case REQUEST_LEG -> journey.legRequested();
            case APOLOGISE -> journey.apologise(Complaints.ELENI, "sorry", NOW);
            case OFFER_REMEDY -> journey.remedyOffered();
            case SETTLE_REMEDY -> journey.remedyAccepted();
            case GIVE_UPDATE -> journey.update(Complaints.ELENI, "news", NOW);
            case CLASSIFY_CAUSE -> journey.classify(CauseClass.SYSTEM, null, NOW);
            case PROPOSE -> journey.propose(Complaints.ELENI, "done", NOW);
            case CONFIRM -> journey.confirm();
            case DISPUTE -> journey.dispute("no", NOW);
            case CLOSE -> journey.close(Complaints.ELENI, NOW);
        }
    }
}

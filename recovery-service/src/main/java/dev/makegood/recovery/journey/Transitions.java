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

import dev.makegood.contract.JourneyState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The transition table: in which state which move is possible, and where it leads. There is no other place that says so. */
final class Transitions {

    private static final Map<JourneyState, Map<Move, JourneyState>> TABLE = Map.of(
            OPENED, Map.of(ACKNOWLEDGE, ACKNOWLEDGED),
            ACKNOWLEDGED,
                    Map.of(
                            REQUEST_LEG, RECOVERING,
                            APOLOGISE, RECOVERING,
                            GIVE_UPDATE, RECOVERING,
                            CLASSIFY_CAUSE, RECOVERING),
            RECOVERING,
                    Map.of(
                            REQUEST_LEG, RECOVERING,
                            APOLOGISE, RECOVERING,
                            OFFER_REMEDY, RECOVERING,
                            SETTLE_REMEDY, RECOVERING,
                            GIVE_UPDATE, RECOVERING,
                            CLASSIFY_CAUSE, RECOVERING,
                            PROPOSE, PROPOSED),
            PROPOSED,
                    Map.of(
                            CONFIRM, CONFIRMED,
                            DISPUTE, RECOVERING,
                            GIVE_UPDATE, PROPOSED),
            REFUSED, Map.of(),
            CONFIRMED, Map.of(CLOSE, CLOSED),
            CLOSED, Map.of());

    private Transitions() {}

    /** Where a move leads; empty where it is not possible. */
    static Optional<JourneyState> from(JourneyState state, Move move) {
        return Optional.ofNullable(TABLE.getOrDefault(state, Map.of()).get(move));
    }

    /** The moves that are possible in a state, in the order in which they are declared. */
    static Set<Move> in(JourneyState state) {
        return new TreeSet<>(TABLE.getOrDefault(state, Map.of()).keySet());
    }
}

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
import static dev.makegood.recovery.journey.Move.ASK_CUSTOMER;
import static dev.makegood.recovery.journey.Move.CHANGE_OWNER;
import static dev.makegood.recovery.journey.Move.CLASSIFY_CAUSE;
import static dev.makegood.recovery.journey.Move.CLOSE;
import static dev.makegood.recovery.journey.Move.CLOSE_UNANSWERED;
import static dev.makegood.recovery.journey.Move.CONFIRM;
import static dev.makegood.recovery.journey.Move.DISPUTE;
import static dev.makegood.recovery.journey.Move.GIVE_UPDATE;
import static dev.makegood.recovery.journey.Move.LOG_ATTEMPT;
import static dev.makegood.recovery.journey.Move.MERGE;
import static dev.makegood.recovery.journey.Move.OFFER_REMEDY;
import static dev.makegood.recovery.journey.Move.PAUSE;
import static dev.makegood.recovery.journey.Move.PROMISE;
import static dev.makegood.recovery.journey.Move.PROPOSE;
import static dev.makegood.recovery.journey.Move.REFUSE;
import static dev.makegood.recovery.journey.Move.REOPEN;
import static dev.makegood.recovery.journey.Move.REQUEST_LEG;
import static dev.makegood.recovery.journey.Move.RESUME;
import static dev.makegood.recovery.journey.Move.SETTLE_REMEDY;
import static dev.makegood.recovery.journey.Move.WITHDRAW;
import static java.util.Map.entry;

import dev.makegood.contract.JourneyState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The transition table: in which state which move is possible, and where it leads. There is no other place that says so. */
final class Transitions {

    private static final Map<JourneyState, Map<Move, JourneyState>> TABLE = Map.of(
            OPENED,
                    Map.of(
                            ACKNOWLEDGE, ACKNOWLEDGED,
                            CHANGE_OWNER, OPENED,
                            LOG_ATTEMPT, OPENED,
                            WITHDRAW, CLOSED,
                            MERGE, CLOSED),
            ACKNOWLEDGED,
                    Map.ofEntries(
                            entry(REQUEST_LEG, RECOVERING),
                            entry(APOLOGISE, RECOVERING),
                            entry(GIVE_UPDATE, RECOVERING),
                            entry(CLASSIFY_CAUSE, RECOVERING),
                            entry(PROMISE, RECOVERING),
                            entry(PAUSE, RECOVERING),
                            entry(ASK_CUSTOMER, RECOVERING),
                            entry(LOG_ATTEMPT, ACKNOWLEDGED),
                            entry(CHANGE_OWNER, ACKNOWLEDGED),
                            entry(WITHDRAW, CLOSED),
                            entry(MERGE, CLOSED)),
            RECOVERING,
                    Map.ofEntries(
                            entry(REQUEST_LEG, RECOVERING),
                            entry(APOLOGISE, RECOVERING),
                            entry(OFFER_REMEDY, RECOVERING),
                            entry(SETTLE_REMEDY, RECOVERING),
                            entry(GIVE_UPDATE, RECOVERING),
                            entry(CLASSIFY_CAUSE, RECOVERING),
                            entry(PROMISE, RECOVERING),
                            entry(PAUSE, RECOVERING),
                            entry(RESUME, RECOVERING),
                            entry(ASK_CUSTOMER, RECOVERING),
                            entry(LOG_ATTEMPT, RECOVERING),
                            entry(CHANGE_OWNER, RECOVERING),
                            entry(PROPOSE, PROPOSED),
                            entry(REFUSE, REFUSED),
                            entry(WITHDRAW, CLOSED),
                            entry(MERGE, CLOSED)),
            PROPOSED,
                    Map.of(
                            CONFIRM, CONFIRMED,
                            DISPUTE, RECOVERING,
                            GIVE_UPDATE, PROPOSED,
                            LOG_ATTEMPT, PROPOSED,
                            CHANGE_OWNER, PROPOSED,
                            RESUME, PROPOSED,
                            CLOSE_UNANSWERED, CLOSED,
                            WITHDRAW, CLOSED,
                            MERGE, CLOSED),
            REFUSED,
                    Map.of(
                            DISPUTE, RECOVERING,
                            // A no to what was asked for need not be a no to everything.
                            SETTLE_REMEDY, REFUSED,
                            GIVE_UPDATE, REFUSED,
                            LOG_ATTEMPT, REFUSED,
                            CHANGE_OWNER, REFUSED,
                            RESUME, REFUSED,
                            CLOSE_UNANSWERED, CLOSED,
                            WITHDRAW, CLOSED,
                            MERGE, CLOSED),
            CONFIRMED,
                    Map.of(
                            CLOSE, CLOSED,
                            CHANGE_OWNER, CONFIRMED,
                            MERGE, CLOSED),
            CLOSED, Map.of(REOPEN, RECOVERING));

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

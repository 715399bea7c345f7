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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.CauseClass;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.testing.Complaints;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state and every move, on journeys that came to their state by moves. */
class TransitionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    /** DESIGN §5, state by state. */
    private static final Map<JourneyState, Map<Move, JourneyState>> LEADS = Map.of(
            OPENED,
            Map.of(
                    ACKNOWLEDGE,
                    ACKNOWLEDGED,
                    CHANGE_OWNER,
                    OPENED,
                    LOG_ATTEMPT,
                    OPENED,
                    WITHDRAW,
                    CLOSED,
                    MERGE,
                    CLOSED),
            ACKNOWLEDGED,
            Map.ofEntries(
                    entry(APOLOGISE, RECOVERING),
                    entry(REQUEST_LEG, RECOVERING),
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
                    entry(APOLOGISE, RECOVERING),
                    entry(REQUEST_LEG, RECOVERING),
                    entry(GIVE_UPDATE, RECOVERING),
                    entry(CLASSIFY_CAUSE, RECOVERING),
                    entry(OFFER_REMEDY, RECOVERING),
                    entry(SETTLE_REMEDY, RECOVERING),
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
                    SETTLE_REMEDY, REFUSED,
                    GIVE_UPDATE, REFUSED,
                    LOG_ATTEMPT, REFUSED,
                    CHANGE_OWNER, REFUSED,
                    RESUME, REFUSED,
                    CLOSE_UNANSWERED, CLOSED,
                    WITHDRAW, CLOSED,
                    MERGE, CLOSED),
            CONFIRMED,
            Map.of(CLOSE, CLOSED, CHANGE_OWNER, CONFIRMED, MERGE, CLOSED),
            CLOSED,
            Map.of(REOPEN, RECOVERING));

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
        if (leads == null || waits(journey, move)) {
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
        } else if (move != MERGE && (move != SETTLE_REMEDY || (state != RECOVERING && state != REFUSED))) {
            assertThatThrownBy(() -> make(journey, move)).isInstanceOf(IllegalMove.class);
        }
        assertThat(said && !LEADS.getOrDefault(state, Map.of()).containsKey(move))
                .isFalse();
    }

    @Test
    void everyStateCanBeReachedAndLeft() {
        var reached = EnumSet.of(OPENED);
        for (JourneyState state : JourneyState.values()) {
            assertThat(Transitions.in(state)).as(state.name()).isNotEmpty();
            Transitions.in(state)
                    .forEach(move -> reached.add(Transitions.from(state, move).orElseThrow()));
        }
        assertThat(reached).containsExactlyInAnyOrder(JourneyState.values());
    }

    @Test
    void aPausedJourneyCanBeResumedAndNotPausedAgain() {
        var journey = in(RECOVERING);
        journey.pause(NOW.plusSeconds(60));
        assertThat(journey.moves()).contains(RESUME).doesNotContain(PAUSE);
        assertThatThrownBy(() -> journey.pause(NOW)).isInstanceOf(IllegalMove.class);
        journey.resume();
        assertThat(journey.moves()).contains(PAUSE).doesNotContain(RESUME);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenApartAgainIsWhereItWas(JourneyState state) {
        var journey = in(state);
        journey.merge(UUID.randomUUID(), Complaints.ELENI, NOW);
        assertThat(journey.state()).isEqualTo(CLOSED);
        var closing = journey.closing();
        assertThat(journey.unmerge("apart", NOW).isPresent()).isEqualTo(state != CLOSED);
        assertThat(journey.state()).isEqualTo(state);
        assertThat(journey.mergedInto()).isNull();
        assertThat(journey.closing()).isEqualTo(state == CLOSED ? closing : null);
    }

    /** Possible by the table, and not yet: nothing is paused, and nobody has been tried on two channels. */
    private static boolean waits(Journey journey, Move move) {
        return (move == PROPOSE && !journey.waitsFor().isEmpty())
                || (move == RESUME && journey.pausedUntil() == null)
                || (move == CLOSE_UNANSWERED && !journey.moves().contains(move));
    }

    /** A journey in this state, with an apology made, a remedy open where there can be one, and its cause known where it has to be. */
    private static Journey in(JourneyState state) {
        var journey = new Journey(Complaints.complaint(Complaints.ELENI, true), Complaints.ELENI);
        if (state == OPENED) {
            return journey;
        }
        journey.acknowledge(Complaints.ELENI, null, NOW);
        if (state == ACKNOWLEDGED) {
            return journey;
        }
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        journey.classify(CauseClass.PROCESS, null, null, NOW);
        if (state == RECOVERING) {
            return journey;
        }
        if (state == REFUSED) {
            journey.refuse(NOW);
        } else {
            journey.propose(Complaints.ELENI, "done", NOW);
        }
        if (state == REFUSED || state == PROPOSED) {
            journey.tried(Attempt.Channel.PHONE);
            journey.tried(Attempt.Channel.EMAIL);
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
            case CLASSIFY_CAUSE -> journey.classify(CauseClass.SYSTEM, null, null, NOW);
            case PROMISE -> journey.promised();
            case PAUSE -> journey.pause(NOW.plusSeconds(60));
            case RESUME -> journey.resume();
            case ASK_CUSTOMER -> journey.customerAsked();
            case LOG_ATTEMPT -> journey.tried(Attempt.Channel.PHONE);
            case CHANGE_OWNER -> journey.require(CHANGE_OWNER);
            case PROPOSE -> journey.propose(Complaints.ELENI, "done", NOW);
            case REFUSE -> journey.refuse(NOW);
            case CONFIRM -> journey.confirm();
            case DISPUTE -> journey.dispute("no", NOW);
            case CLOSE -> journey.close(Complaints.ELENI, NOW);
            case CLOSE_UNANSWERED -> journey.closeUnanswered(Complaints.ELENI, Duration.ZERO, NOW);
            case WITHDRAW -> journey.withdraw(Complaints.ELENI, NOW);
            case REOPEN -> journey.reopen("again", NOW);
            case MERGE -> merge(journey);
        }
    }

    /** What is closed stays as it ended, whatever it is merged into. */
    private static void merge(Journey journey) {
        if (journey.state() == CLOSED) {
            journey.require(MERGE);
        }
        journey.merge(UUID.randomUUID(), Complaints.ELENI, NOW);
    }
}

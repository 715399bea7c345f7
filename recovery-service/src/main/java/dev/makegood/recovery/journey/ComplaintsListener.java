package dev.makegood.recovery.journey;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.EscalationAsked;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegRated;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import dev.makegood.contract.ReplyWritten;
import dev.makegood.contract.SurveyAnswered;
import dev.makegood.contract.Topic;
import dev.makegood.contract.VoicesGathered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Follows the customer's file: a complaint begins a journey, the customer's answer moves it. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private static final Logger LOG = Logger.getLogger(ComplaintsListener.class);

    private final Journeys journeys;
    private final JourneyMoves moves;
    private final Correspondence correspondence;
    private final Merges merges;
    private final Erasures erasures;
    private final Event<ComplaintEvent> others;
    private final Clock clock;

    ComplaintsListener(
            Journeys journeys,
            JourneyMoves moves,
            Correspondence correspondence,
            Merges merges,
            Erasures erasures,
            Event<ComplaintEvent> others,
            Clock clock) {
        this.journeys = journeys;
        this.moves = moves;
        this.correspondence = correspondence;
        this.merges = merges;
        this.erasures = erasures;
        this.others = others;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        // Whoever was forgotten has nothing to say any more: what comes after that was said before.
        if (!(event instanceof ComplaintReceived) && journeys.isErased(event.key())) {
            return;
        }
        switch (event) {
            case ComplaintReceived received -> open(received);
            case CustomerChanged changed -> journeys.know(changed.customer());
            case RecoveryConfirmed confirmed -> confirm(confirmed);
            case ComplaintWithdrawn withdrawn -> withdraw(withdrawn);
            // What another feature keeps it takes from here, in this transaction.
            case OfferAnswered answered -> others.fire(answered);
            case RecoveryDisputed disputed -> dispute(disputed);
            case ComplaintAmended amended -> amend(amended);
            case CustomerWrote wrote -> correspondence.wrote(wrote);
            case ReplyWritten reply -> correspondence.replied(reply);
            case EscalationAsked asked -> correspondence.escalate(asked);
            case ComplaintsMerged merged -> merges.merge(merged);
            case ComplaintsUnmerged unmerged -> unmerge(unmerged);
            case SurveyAnswered answered -> others.fire(answered);
            case LegRated rated -> others.fire(rated);
            case CustomerErased erased -> erasures.erase(erased);
            case AddressVerificationAsked e -> {
                // Nobody has complained yet.
            }
            case VoicesGathered e -> {
                // Heard by everybody who works here, and about no journey.
            }
        }
    }

    private void open(ComplaintReceived received) {
        journeys.open(received);
        if (received.emotions() != null || received.problemId() != null) {
            others.fire(received);
        }
    }

    private void amend(ComplaintAmended amended) {
        var journey = journeys.change(amended.complaintId());
        if (journey.isErased()) {
            return;
        }
        boolean anothers = journey.amend(amended.customer(), amended.representative(), amended.product());
        others.fire(amended);
        if (anothers && journey.state() == JourneyState.RECOVERING) {
            moves.reconsider(journey);
        }
    }

    private void unmerge(ComplaintsUnmerged unmerged) {
        others.fire(unmerged);
        merges.unmerge(unmerged);
    }

    private void confirm(RecoveryConfirmed confirmed) {
        var journey = journeys.change(confirmed.complaintId());
        if (possible(journey, Move.CONFIRM)) {
            journey.confirm();
        }
    }

    /** A customer who says no before it is closed, or comes back after: either way the owner goes on. */
    private void dispute(RecoveryDisputed disputed) {
        var journey = journeys.change(disputed.complaintId());
        if (journey.state() == JourneyState.CLOSED || possible(journey, Move.DISPUTE)) {
            moves.dispute(
                    journey,
                    disputed.words() == null ? "The customer says that it is not put right." : disputed.words());
        }
    }

    private void withdraw(ComplaintWithdrawn withdrawn) {
        var journey = journeys.change(withdrawn.complaintId());
        if (possible(journey, Move.WITHDRAW)) {
            journeys.tell(journey, journeys.end(journey, journey.withdraw(journey.owner(), clock.instant())));
        }
    }

    /** What was answered twice, or after all was said, is no news. */
    private static boolean possible(Journey journey, Move move) {
        if (!journey.moves().contains(move)) {
            LOG.warnf("%s came for %s, which is %s", move, journey.id(), journey.state());
            return false;
        }
        return true;
    }
}

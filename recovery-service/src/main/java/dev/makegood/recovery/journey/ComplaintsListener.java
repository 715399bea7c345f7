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
    private final Event<OfferAnswered> answers;
    private final Clock clock;

    ComplaintsListener(Journeys journeys, JourneyMoves moves, Event<OfferAnswered> answers, Clock clock) {
        this.journeys = journeys;
        this.moves = moves;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        switch (event) {
            case ComplaintReceived received -> journeys.open(received);
            case CustomerChanged changed -> journeys.know(changed.customer());
            case RecoveryConfirmed confirmed -> confirm(confirmed);
            case ComplaintWithdrawn withdrawn -> withdraw(withdrawn);
            // Whoever keeps the offers takes it from here, in this transaction.
            case OfferAnswered answered -> answers.fire(answered);
            case RecoveryDisputed disputed -> dispute(disputed);
            case ComplaintAmended e -> {}
            case CustomerWrote e -> {}
            case ReplyWritten e -> {}
            case ComplaintsMerged e -> {}
            case ComplaintsUnmerged e -> {}
            case EscalationAsked e -> {}
            case SurveyAnswered e -> {}
            case LegRated e -> {}
            case CustomerErased e -> {}
            case AddressVerificationAsked e -> {}
            case VoicesGathered e -> {}
        }
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

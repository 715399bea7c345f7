package dev.makegood.notification.delivery;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.CustomerAsked;
import dev.makegood.contract.CustomerAskedAgain;
import dev.makegood.contract.DoubleDeviation;
import dev.makegood.contract.FixVerified;
import dev.makegood.contract.GestureGranted;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyPaused;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegLinked;
import dev.makegood.contract.LegQuestionAnswered;
import dev.makegood.contract.LegQuestionAsked;
import dev.makegood.contract.LegReopened;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.LegWithdrawn;
import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.PolicyReviewRaised;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyAnswered;
import dev.makegood.contract.RemedyDelivered;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.RightBreached;
import dev.makegood.contract.Topic;
import dev.makegood.contract.TransferDeclined;
import dev.makegood.contract.TransferExpired;
import dev.makegood.contract.TransferOffered;
import dev.makegood.contract.TransferWithdrawn;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Tells customers what happens on their journey, as far as it is theirs to know by mail; the rest is on their page. */
@ApplicationScoped
class JourneysListener implements Listener<JourneyEvent> {

    private final Outgoing outgoing;
    private final Event<Heard> heard;

    JourneysListener(Outgoing outgoing, Event<Heard> heard) {
        this.outgoing = outgoing;
        this.heard = heard;
    }

    @Override
    public Topic topic() {
        return Topic.JOURNEYS;
    }

    @Override
    public void on(JourneyEvent event, UUID id) {
        var complaint = event.complaintId();
        switch (event) {
            case JourneyAcknowledged e ->
                outgoing.tellCustomer(complaint, id, null, new Message.Acknowledgement(e.by().name(), e.words()));
            case UpdateGiven e ->
                outgoing.tellCustomer(complaint, id, null, new Message.Update(e.by().name(), e.words()));
            case CustomerAsked e ->
                outgoing.tellCustomer(complaint, id, null, new Message.Question(e.by().name(), e.words()));
            case RemedyOffered e ->
                outgoing.tellCustomer(
                        complaint, id, null, new Message.RemedyOffer(e.by().name(), e.description(), e.value()));
            case RemedyWithdrawn e -> {
                // Where it lapsed because all of it is closed, the mail about that says enough.
                if (e.state() != JourneyState.CLOSED) {
                    outgoing.tellCustomer(
                            complaint,
                            id,
                            null,
                            new Message.OfferWithdrawn(e.by().name(), e.description(), e.reason()));
                }
            }
            case RefusalRecorded e ->
                outgoing.tellCustomer(
                        complaint,
                        id,
                        null,
                        new Message.No(e.by().name(), e.policyTitle(), e.reason(), e.escalation(), e.statutory()));
            case RecoveryProposed e ->
                outgoing.tellCustomer(complaint, id, null, new Message.IsItPutRight(e.by().name(), e.words()));
            case JourneyClosed e -> {
                // Where it goes on in another, the mail about that says enough.
                if (e.closing() != Closing.MERGED) {
                    outgoing.tellCustomer(complaint, id, null, new Message.Closed(e.by().name(), e.closing()));
                }
            }
            case FixVerified e -> {
                // Nobody signs what nobody says.
                if (e.by() != null) {
                    outgoing.tellCustomer(complaint, id, null, new Message.Fixed(e.by().name(), e.said(), e.fixed()));
                }
            }
            case JourneyOpened e -> {}
            case JourneyReopened e -> {}
            case LegRequested e -> {}
            case LegAccepted e -> {}
            case LegDeclined e -> {}
            case LegCompleted e -> {}
            case ApologyMade e -> {}
            case PromiseMade e -> {}
            case PromiseMoved e -> {}
            case PromiseKept e -> {}
            case PromiseBroken e -> {}
            case RemedyAnswered e -> {}
            case RemedyDelivered e -> {}
            case CauseClassified e -> {}
            case OwnerChanged e -> {}
            case TransferOffered e -> {}
            case TransferDeclined e -> {}
            case TransferWithdrawn e -> {}
            case TransferExpired e -> {}
            case LegReopened e -> {}
            case LegQuestionAsked e -> {}
            case LegQuestionAnswered e -> {}
            case LegWithdrawn e -> {}
            case LegLinked e -> {}
            case CustomerAskedAgain e -> {}
            case JourneyPaused e -> {}
            case JourneyResumed e -> {}
            case JourneyEscalated e -> {}
            case GestureGranted e -> {}
            case PolicyReviewRaised e -> {}
            case RightBreached e -> {}
            case DoubleDeviation e -> {}
        }
        heard.fire(new Heard(event, id));
    }
}

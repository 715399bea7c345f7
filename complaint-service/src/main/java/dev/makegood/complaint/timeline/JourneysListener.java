package dev.makegood.complaint.timeline;

import static dev.makegood.complaint.timeline.Timeline.PromiseState.BROKEN;
import static dev.makegood.complaint.timeline.Timeline.PromiseState.KEPT;
import static dev.makegood.complaint.timeline.Timeline.PromiseState.PENDING;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClassified;
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
import dev.makegood.contract.PromiseKind;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Follows the journey: what happened goes on the timeline, where it stands and whose it is onto the complaint. */
@ApplicationScoped
class JourneysListener implements Listener<JourneyEvent> {

    private final Timeline timeline;
    private final Complaints complaints;
    private final Event<JourneyEvent> observers;

    JourneysListener(Timeline timeline, Complaints complaints, Event<JourneyEvent> observers) {
        this.timeline = timeline;
        this.complaints = complaints;
        this.observers = observers;
    }

    @Override
    public Topic topic() {
        return Topic.JOURNEYS;
    }

    @Override
    public void on(JourneyEvent event, UUID id) {
        var complaint = event.complaintId();
        timeline.record(id, complaint, event);
        complaints.stands(complaint, event.state(), event.at());
        switch (event) {
            case JourneyOpened opened -> complaints.owned(complaint, opened.owner());
            case OwnerChanged changed -> complaints.owned(complaint, changed.to());
            case JourneyReopened reopened -> complaints.owned(complaint, reopened.owner());
            case PromiseMade made -> timeline.promised(made.promiseId(), complaint, made.kind(), made.dueAt(), PENDING);
            case PromiseMoved moved ->
                timeline.promised(moved.promiseId(), complaint, moved.kind(), moved.dueAt(), PENDING);
            case PromiseKept kept -> timeline.promised(kept.promiseId(), complaint, kept.kind(), kept.dueAt(), KEPT);
            case PromiseBroken broken ->
                timeline.promised(broken.promiseId(), complaint, broken.kind(), broken.dueAt(), BROKEN);
            case JourneyClosed closed -> timeline.nothingIsAwaited(complaint);
            case CauseClassified classified ->
                complaints.classified(complaint, classified.cause(), classified.subCause());
            case JourneyAcknowledged e -> {}
            case LegRequested e -> {}
            case LegAccepted e -> {}
            case LegDeclined e -> {}
            case LegCompleted e -> {}
            case ApologyMade e -> {}
            case RemedyOffered e -> {}
            case RemedyWithdrawn e -> {}
            case RemedyAnswered e -> {}
            case RemedyDelivered e -> {}
            case UpdateGiven e -> {}
            case RecoveryProposed e -> {}
            case TransferOffered e -> {}
            case TransferDeclined e -> {}
            case TransferWithdrawn e -> {}
            case TransferExpired e -> {}
            case LegReopened e -> {}
            case LegQuestionAsked e -> {}
            case LegQuestionAnswered e -> {}
            case LegWithdrawn e -> {}
            case LegLinked e -> {}
            case CustomerAsked e -> {}
            case CustomerAskedAgain e -> {}
            case JourneyPaused e -> {}
            case JourneyResumed e -> {}
            case JourneyEscalated e -> {}
            case GestureGranted e -> {}
            // Who said no does not put right what they said no to.
            case RefusalRecorded refused -> timeline.isNotAwaited(complaint, PromiseKind.RESOLUTION);
            case PolicyReviewRaised e -> {}
            case RightBreached e -> {}
            case DoubleDeviation e -> {}
            case FixVerified e -> {}
        }
        // Other features observe what concerns them, in this transaction: a topic has one listener in a service.
        observers.fire(event);
    }
}

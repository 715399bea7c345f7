package dev.makegood.complaint.timeline;

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
import java.util.UUID;

/** Our own events are part of the story too. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private final Timeline timeline;
    private final Event<ComplaintEvent> observers;

    ComplaintsListener(Timeline timeline, Event<ComplaintEvent> observers) {
        this.timeline = timeline;
        this.observers = observers;
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        switch (event) {
            case ComplaintReceived received -> timeline.record(id, received.complaintId(), received);
            case RecoveryConfirmed confirmed -> timeline.record(id, confirmed.complaintId(), confirmed);
            case RecoveryDisputed disputed -> timeline.record(id, disputed.complaintId(), disputed);
            case ComplaintWithdrawn withdrawn -> timeline.record(id, withdrawn.complaintId(), withdrawn);
            case CustomerWrote wrote -> timeline.record(id, wrote.complaintId(), wrote);
            case ReplyWritten reply -> timeline.record(id, reply.complaintId(), reply);
            case ComplaintsMerged merged -> timeline.record(id, merged.complaintId(), merged);
            case ComplaintsUnmerged unmerged -> timeline.record(id, unmerged.complaintId(), unmerged);
            case EscalationAsked asked -> timeline.record(id, asked.complaintId(), asked);
            case ComplaintAmended amended -> timeline.record(id, amended.complaintId(), amended);
            case SurveyAnswered e -> {
                // How it was is kept by whoever asked.
            }
            case LegRated e -> {
                // The same.
            }
            case CustomerErased e -> {
                // What is forgotten has no story.
            }
            case AddressVerificationAsked e -> {
                // Nobody has complained yet.
            }
            case VoicesGathered e -> {
                // About all complaints.
            }
            case OfferAnswered e -> {
                // What came of it is told by the journey.
            }
            case CustomerChanged changed -> {
                // The story of a customer, not of a complaint.
            }
        }
        // Other features observe what concerns them, in this transaction: a topic has one listener in a service.
        observers.fire(event);
    }
}

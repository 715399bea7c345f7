package dev.makegood.complaint.timeline;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import dev.makegood.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Our own events are part of the story too. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private final Timeline timeline;

    ComplaintsListener(Timeline timeline) {
        this.timeline = timeline;
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
            case OfferAnswered e -> {
                // What came of it is told by the journey.
            }
            case CustomerChanged changed -> {
                // The story of a customer, not of a complaint.
            }
        }
    }
}

package dev.makegood.notification.delivery;

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
import dev.makegood.notification.message.Message;
import dev.makegood.notification.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Learns who complained, and tells them at once that we have it. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private final Recipients recipients;
    private final Outgoing outgoing;

    ComplaintsListener(Recipients recipients, Outgoing outgoing) {
        this.recipients = recipients;
        this.outgoing = outgoing;
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        switch (event) {
            case ComplaintReceived received -> {
                recipients.complained(received);
                outgoing.add(
                        received.complaintId(),
                        id,
                        new Message.Receipt(received.owner().name()));
            }
            case CustomerChanged changed -> recipients.changed(changed.customer());
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
            case ComplaintWithdrawn e -> {
                // They know what they said.
            }
            case OfferAnswered e -> {
                // They know what they said.
            }
            case RecoveryConfirmed e -> {
                // They know what they said.
            }
            case RecoveryDisputed e -> {
                // They know what they said.
            }
        }
    }
}

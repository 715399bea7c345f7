package dev.makegood.notification.delivery;

import static java.util.Objects.requireNonNull;

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
import dev.makegood.notification.recipient.Addresses;
import dev.makegood.notification.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Learns who complained, and tells them at once that we have it. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private final Recipients recipients;
    private final Addresses addresses;
    private final Erasures erasures;
    private final Outgoing outgoing;
    private final DeliverySettings settings;
    private final Event<Heard> heard;

    ComplaintsListener(
            Recipients recipients,
            Addresses addresses,
            Erasures erasures,
            Outgoing outgoing,
            DeliverySettings settings,
            Event<Heard> heard) {
        this.recipients = recipients;
        this.addresses = addresses;
        this.erasures = erasures;
        this.outgoing = outgoing;
        this.settings = settings;
        this.heard = heard;
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
                outgoing.tellCustomer(
                        received.complaintId(),
                        id,
                        null,
                        new Message.Receipt(received.owner().name()));
            }
            case CustomerChanged changed -> recipients.changed(changed.customer());
            case ComplaintAmended amended -> recipients.amended(amended);
            case ReplyWritten reply ->
                outgoing.tellCustomer(
                        reply.complaintId(),
                        id,
                        reply.messageId(),
                        new Message.Reply(reply.by().name(), reply.words(), reply.files()));
            case ComplaintsMerged merged -> merged(merged, id);
            case CustomerErased erased -> erasures.erase(erased);
            case AddressVerificationAsked asked -> {
                if (addresses.ask(asked)) {
                    outgoing.sendCode(asked.verificationId(), id, new Message.Verification(settings.company()));
                }
            }
            case ComplaintsUnmerged e -> {
                // Each answers for itself again, and whoever answers says so.
            }
            case CustomerWrote e -> {
                // They know what they said.
            }
            case EscalationAsked e -> {
                // Their page says who has it now.
            }
            case SurveyAnswered e -> {
                // They know what they said.
            }
            case LegRated e -> {
                // They know what they said.
            }
            case VoicesGathered e -> {
                // That is for those who work here.
            }
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
        heard.fire(new Heard(event, id));
    }

    /** One mail about both, on the one that goes on; where two people speak for them, neither learns of the other. */
    private void merged(ComplaintsMerged merged, UUID id) {
        recipients
                .of(merged.complaintId())
                .filter(absorbed -> recipients.areOnes(merged.complaintId(), merged.into()))
                .ifPresent(absorbed -> outgoing.tellCustomer(
                        merged.into(),
                        id,
                        null,
                        new Message.Merged(merged.by().name(), requireNonNull(absorbed.reference()))));
    }
}

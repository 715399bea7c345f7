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
import dev.makegood.notification.journey.Journeys;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.recipient.Addresses;
import dev.makegood.notification.recipient.Recipients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;

/** Learns who complained, and tells them at once that we have it. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private final Recipients recipients;
    private final Addresses addresses;
    private final Erasures erasures;
    private final Outgoing outgoing;
    private final DeliverySettings settings;
    private final Journeys journeys;
    private final Held held;
    private final Crier crier;
    private final Event<Heard> heard;

    ComplaintsListener(
            Recipients recipients,
            Addresses addresses,
            Erasures erasures,
            Outgoing outgoing,
            DeliverySettings settings,
            Journeys journeys,
            Held held,
            Crier crier,
            Event<Heard> heard) {
        this.recipients = recipients;
        this.addresses = addresses;
        this.erasures = erasures;
        this.outgoing = outgoing;
        this.settings = settings;
        this.journeys = journeys;
        this.held = held;
        this.crier = crier;
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
                journeys.received(received);
            }
            case CustomerChanged changed -> recipients.changed(changed.customer());
            case ComplaintAmended amended -> recipients.amended(amended);
            case ComplaintsMerged merged -> merged(merged, id);
            case CustomerErased erased -> erase(erased);
            case AddressVerificationAsked asked -> {
                if (addresses.ask(asked)) {
                    outgoing.sendCode(asked.verificationId(), id, new Message.Verification(settings.company()));
                }
            }
            // These change nothing of what is known here.
            case ComplaintWithdrawn e -> {}
            case ComplaintsUnmerged e -> {}
            case CustomerWrote e -> {}
            case EscalationAsked e -> {}
            case LegRated e -> {}
            case OfferAnswered e -> {}
            case RecoveryConfirmed e -> {}
            case RecoveryDisputed e -> {}
            case ReplyWritten e -> {}
            case SurveyAnswered e -> {}
            case VoicesGathered e -> {}
        }
        crier.tell(event.key(), id, Tidings.of(event, crier.known(event)));
        heard.fire(new Heard(event, id));
    }

    private void erase(CustomerErased erased) {
        var complaint = erased.complaintId();
        (complaint == null ? recipients.complaintsOf(erased.customerId()) : List.of(complaint)).forEach(held::forget);
        erasures.erase(erased);
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

package dev.makegood.complaint.intake;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.complaint.consent.Consent;
import dev.makegood.complaint.consent.Representations;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.contract.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.StatelessSession;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Takes complaints in, whatever way they come: on file and told to the others in one transaction, the caller's. */
@ApplicationScoped
public class Intake {

    private final Complaints complaints;
    private final Customers customers;
    private final Representations representations;
    private final Outbox outbox;
    private final StatelessSession rows;
    private final LinkTokens links;
    private final DutyLead dutyLead;
    private final Clock clock;

    Intake(
            Complaints complaints,
            Customers customers,
            Representations representations,
            Outbox outbox,
            StatelessSession rows,
            LinkTokens links,
            DutyLead dutyLead,
            Clock clock) {
        this.complaints = complaints;
        this.customers = customers;
        this.representations = representations;
        this.outbox = outbox;
        this.rows = rows;
        this.links = links;
        this.dutyLead = dutyLead;
        this.clock = clock;
    }

    /**
     * Receives a complaint. First contact owns: whoever took it in person is its owner; what nobody took is the duty lead's. Of a
     * customer who was merged into another it is the other's.
     *
     * @param taker who took it by phone or face to face
     */
    public Complaint receive(Customer customer, Complaint.Said said, @Nullable Person taker) {
        return receive(customer, null, said, taker);
    }

    /**
     * The same, for a customer who lets somebody speak for them: the first word about it goes to them already.
     *
     * @param spokesperson who speaks for the customer
     */
    public Complaint receive(
            Customer customer, @Nullable Spokesperson spokesperson, Complaint.Said said, @Nullable Person taker) {
        var complaint = complaint(customers.received(customer), said, taker);
        complaints.persist(complaint);
        customers.cameFor(customer, complaint.id());
        if (spokesperson != null) {
            var representative = customers.received(spokesperson.who());
            complaint.beSpokenForBy(representative, complaint.receivedAt());
            representations.begin(
                    complaint.id(),
                    representative,
                    spokesperson.consent(),
                    "/representative/consent",
                    spokesperson.recordedBy());
        }
        outbox.add(complaint.received());
        return complaint;
    }

    /**
     * Who speaks for a customer.
     *
     * @param recordedBy who of us knows that the customer consents
     */
    public record Spokesperson(Customer who, Consent consent, Person recordedBy) {}

    /** Receives many at once, of people who are all new, and that nobody took in person. Written together, in this order. */
    public List<Complaint> receiveAll(List<Arrival> arrivals) {
        var welcomed =
                customers.welcomeAll(arrivals.stream().map(Arrival::customer).toList());
        List<Complaint> received = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            received.add(complaint(welcomed.get(i), arrivals.get(i).said(), null));
        }
        rows.insertMultiple(received);
        received.forEach(complaint -> outbox.add(complaint.received()));
        return received;
    }

    private Complaint complaint(Customer customer, Complaint.Said said, @Nullable Person taker) {
        return new Complaint(
                UuidVersion7Strategy.INSTANCE.generateUuid(null),
                customer,
                said,
                taker == null ? dutyLead.person() : taker,
                taker != null,
                links,
                clock.instant());
    }

    /** A complaint that comes in with others, and who is new with it. */
    public record Arrival(NewCustomer customer, Complaint.Said said) {}
}

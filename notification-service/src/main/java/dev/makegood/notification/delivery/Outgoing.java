package dev.makegood.notification.delivery;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Channels;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.delivery.Order.Route;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.digest.Digests;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where others put what people are to be told. It is written in their transaction; the senders are woken once that commits. */
@ApplicationScoped
public class Outgoing {

    private final Deliveries deliveries;
    private final Readers readers;
    private final Routes routes;
    private final Channels channels;
    private final Preferences preferences;
    private final Digests digests;
    private final Senders senders;
    private final TransactionSynchronizationRegistry transactions;

    Outgoing(
            Deliveries deliveries,
            Readers readers,
            Routes routes,
            Channels channels,
            Preferences preferences,
            Digests digests,
            Senders senders,
            TransactionSynchronizationRegistry transactions) {
        this.deliveries = deliveries;
        this.readers = readers;
        this.routes = routes;
        this.channels = channels;
        this.preferences = preferences;
        this.digests = digests;
        this.senders = senders;
        this.transactions = transactions;
    }

    /** Tells the customer of a complaint, once per event. */
    public void tellCustomer(UUID complaint, UUID event, @Nullable UUID about, Message message) {
        var customer = new Person(Audience.CUSTOMER, complaint.toString());
        var reader = readers.of(new For(customer, complaint, null));
        // A message waits while its recipient is unknown, and behind others that wait: those of one complaint are
        // queued in the
        // order in which they happened. The receipt makes its recipient known, and goes before them all.
        boolean waits = reader == null || (message.kind() != MessageKind.RECEIPT && deliveries.areWaiting(complaint));
        var route =
                reader == null || waits ? null : routes.best(message.kind(), reader.recipient(), reader.preference());
        add(new Order(customer, complaint, null, event, about, message, route, 0));
    }

    /** Sends an address its code, once per event. */
    public void sendCode(UUID address, UUID event, Message message) {
        add(new Order(
                new Person(Audience.CUSTOMER, address.toString()),
                null,
                address,
                event,
                null,
                message,
                new Route(Medium.EMAIL, Destination.ONLY, null),
                0));
    }

    /** Tells somebody who works here: where they see it at work, and where else they want to hear it. */
    public void tellColleague(
            dev.makegood.contract.Person colleague,
            @Nullable UUID complaint,
            UUID event,
            @Nullable UUID about,
            Message message) {
        var person = new Person(Audience.COLLEAGUE, colleague.id());
        preferences.meet(person, colleague.name());
        if (channels.of(Medium.FEED).isPresent()) {
            add(new Order(
                    person, complaint, null, event, about, message, new Route(Medium.FEED, Destination.ONLY, null), 0));
        }
        var reader = readers.of(new For(person, complaint, null));
        boolean gathered = reader != null && digests.gather(reader.recipient(), reader.preference(), event, message);
        if (!gathered) {
            tellWhereReached(person, complaint, event, about, message);
        }
    }

    /** Tells a department or a partner. */
    public void tellParty(
            dev.makegood.contract.Party party, UUID complaint, UUID event, @Nullable UUID about, Message message) {
        var person = new Person(Audience.PARTY, party.id());
        preferences.meet(person, party.name());
        tellWhereReached(person, complaint, event, about, message);
    }

    /** Tells a program. */
    public void tellSubscriber(UUID endpoint, @Nullable UUID complaint, UUID event, Message message) {
        add(new Order(
                new Person(Audience.SUBSCRIBER, endpoint.toString()),
                complaint,
                null,
                event,
                null,
                message,
                new Route(Medium.WEBHOOK, endpoint.toString(), null),
                0));
    }

    /** Who has told nobody where they are reached is not, and that is no failure. */
    void tellWhereReached(Person person, @Nullable UUID complaint, UUID event, @Nullable UUID about, Message message) {
        var reader = readers.of(new For(person, complaint, null));
        if (reader != null) {
            routes.next(message.kind(), reader.recipient(), reader.preference(), List.of())
                    .ifPresent(route -> add(new Order(person, complaint, null, event, about, message, route, 0)));
        }
    }

    /** The same once more; returns the id of the new delivery. */
    UUID again(Claimed ended, Route route) {
        var id = deliveries.queue(new Order(
                ended.person(),
                ended.complaintId(),
                null,
                ended.eventId(),
                ended.about(),
                deliveries.message(ended.kind(), ended.model()),
                route,
                deliveries.copies(ended)));
        wakeOnCommit();
        return id;
    }

    /** Writes it down, and wakes the senders once that is committed. */
    void add(Order order) {
        deliveries.queue(order);
        wakeOnCommit();
    }

    void wakeOnCommit() {
        if (transactions.getResource(Waking.class) == null) {
            var waking = new Waking();
            transactions.putResource(Waking.class, waking);
            transactions.registerInterposedSynchronization(waking);
        }
    }

    private final class Waking implements Synchronization {
        @Override
        public void beforeCompletion() {
            // Nothing is left to write.
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                senders.wake();
            }
        }
    }
}

package dev.makegood.notification.delivery;

import dev.makegood.notification.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.UUID;

/** Where listeners put what a customer is to be told. It is written in their transaction; the sender is woken once that commits. */
@ApplicationScoped
class Outgoing {

    private final Deliveries deliveries;
    private final Sender sender;
    private final TransactionSynchronizationRegistry transactions;

    Outgoing(Deliveries deliveries, Sender sender, TransactionSynchronizationRegistry transactions) {
        this.deliveries = deliveries;
        this.sender = sender;
        this.transactions = transactions;
    }

    /** Tells the customer of a complaint, once per event. */
    void add(UUID complaint, UUID event, Message message) {
        deliveries.queue(complaint, event, message);
        wakeOnCommit();
    }

    /** Sends an address its code, once per event. */
    void addCode(UUID address, UUID event, Message message) {
        deliveries.queueCode(address, event, message);
        wakeOnCommit();
    }

    private void wakeOnCommit() {
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
                sender.wake();
            }
        }
    }
}

package dev.makegood.notification.delivery;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.notification.delivery.Claimed.Settled;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.suppression.Suppressions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down what became of deliveries, tries the next way where one failed, and tells of it. In the caller's transaction. */
@ApplicationScoped
class Tellings {

    private final Deliveries deliveries;
    private final Readers readers;
    private final Routes routes;
    private final Suppressions suppressions;
    private final Outbox outbox;

    Tellings(Deliveries deliveries, Readers readers, Routes routes, Suppressions suppressions, Outbox outbox) {
        this.deliveries = deliveries;
        this.readers = readers;
        this.routes = routes;
        this.suppressions = suppressions;
        this.outbox = outbox;
    }

    void settle(List<Settled> settled) {
        for (Tried ended : deliveries.settle(settled)) {
            try (var scope = ended.span().makeCurrent()) {
                tell(ended);
            }
        }
    }

    private void tell(Tried ended) {
        var delivery = ended.delivery();
        boolean suppressed = suppress(ended);
        @Nullable Medium instead = ended.outcome() == Attempt.Outcome.SENT ? null : otherwise(ended);
        var complaint = delivery.complaintId();
        if (complaint == null || !Reports.isTold(delivery.audience())) {
            return;
        }
        var message = delivery.kind().toString();
        if (ended.outcome() == Attempt.Outcome.SENT) {
            outbox.add(new NotificationSent(
                    complaint,
                    delivery.id(),
                    message,
                    delivery.medium(),
                    ended.language(),
                    delivery.audience(),
                    delivery.about(),
                    ended.at()));
            return;
        }
        outbox.add(new NotificationFailed(
                complaint,
                delivery.id(),
                message,
                delivery.medium(),
                ended.language(),
                ended.answer().words(),
                delivery.audience(),
                delivery.about(),
                instead,
                ended.at()));
        if (suppressed && ended.suppression() != null) {
            outbox.add(new RecipientSuppressed(
                    complaint, delivery.medium(), delivery.audience(), ended.suppression(), ended.at()));
        }
    }

    /** An address that came out to be dead is written to no more, whoever's it is. */
    private boolean suppress(Tried ended) {
        var reason = ended.suppression();
        var destination = ended.destination();
        return reason != null
                && destination != null
                && suppressions.add(destination, reason, ended.answer().words());
    }

    /** The medium that is tried in place of the one that failed; null if there is none. */
    @Nullable
    Medium otherwise(Tried failed) {
        var delivery = failed.delivery();
        // What nobody misses is not worth a second try elsewhere, least of all where its reader asked for no more of
        // it.
        if (delivery.addressId() != null
                || delivery.expired()
                || delivery.kind().optional()) {
            return null;
        }
        var reader = readers.of(new For(delivery.person(), delivery.complaintId(), null));
        if (reader == null) {
            return null;
        }
        return routes.next(delivery.kind(), reader.recipient(), reader.preference(), deliveries.tried(delivery))
                .map(route -> {
                    deliveries.queue(new Order(
                            delivery.person(),
                            delivery.complaintId(),
                            null,
                            delivery.eventId(),
                            delivery.about(),
                            deliveries.message(delivery.kind(), delivery.model()),
                            route,
                            0));
                    return route.medium();
                })
                .orElse(null);
    }
}

package dev.makegood.notification.delivery;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.suppression.Suppressions;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a message after it was sent: it arrived, or came back. Told twice, or in another order, it is the same: what has come
 * back stays so. In the caller's transaction.
 */
@ApplicationScoped
public class Reports {

    private final Deliveries deliveries;
    private final Readers readers;
    private final Routes routes;
    private final Tellings tellings;
    private final Suppressions suppressions;
    private final Outgoing outgoing;
    private final Outbox outbox;

    Reports(
            Deliveries deliveries,
            Readers readers,
            Routes routes,
            Tellings tellings,
            Suppressions suppressions,
            Outgoing outgoing,
            Outbox outbox) {
        this.deliveries = deliveries;
        this.readers = readers;
        this.routes = routes;
        this.tellings = tellings;
        this.suppressions = suppressions;
        this.outgoing = outgoing;
        this.outbox = outbox;
    }

    /** The delivery that the other side calls this; empty if there is none. */
    public Optional<UUID> of(Medium medium, String providerId) {
        return deliveries.ofProvider(medium, providerId);
    }

    /** It is where they read it. */
    public void arrived(UUID delivery, Instant at) {
        deliveries.arrived(delivery, at).ifPresent(sent -> {
            if (sent.complaintId() != null && isTold(sent.audience())) {
                outbox.add(new NotificationDelivered(
                        sent.complaintId(),
                        sent.id(),
                        sent.kind().toString(),
                        sent.medium(),
                        sent.audience(),
                        sent.about(),
                        at));
            }
        });
    }

    /**
     * It came back.
     *
     * @param words why, without the address
     * @param suppression why nothing more is sent to that address, if nothing is
     */
    public void cameBack(UUID delivery, String words, @Nullable Suppression suppression, Instant at) {
        deliveries.cameBack(delivery, words).ifPresent(sent -> {
            var to = readers.of(new For(sent.person(), sent.complaintId(), sent.addressId()));
            if (to == null) {
                return;
            }
            var destination = routes.destination(sent.medium(), to.recipient()).orElse(null);
            if (suppression != null && destination != null) {
                suppress(sent, destination, suppression, words, at);
            }
            var instead = tellings.otherwise(new Tried(
                    sent,
                    to.recipient(),
                    destination,
                    Attempt.Outcome.FAILED,
                    new Answer(Answer.Outcome.REFUSED, words),
                    suppression,
                    at,
                    Duration.ZERO,
                    Span.current()));
            if (instead != null) {
                outgoing.wakeOnCommit();
            }
            if (sent.complaintId() != null && isTold(sent.audience())) {
                outbox.add(new NotificationFailed(
                        sent.complaintId(),
                        sent.id(),
                        sent.kind().toString(),
                        sent.medium(),
                        to.recipient().language(),
                        words,
                        sent.audience(),
                        sent.about(),
                        instead,
                        at));
            }
        });
    }

    /** Nothing more is to be sent to whom this went; that message itself arrived. */
    public void unwanted(UUID delivery, String words, Suppression suppression, Instant at) {
        deliveries.sent(delivery).ifPresent(sent -> {
            var to = readers.of(new For(sent.person(), sent.complaintId(), sent.addressId()));
            if (to != null) {
                routes.destination(sent.medium(), to.recipient())
                        .ifPresent(destination -> suppress(sent, destination, suppression, words, at));
            }
        });
    }

    private void suppress(Claimed sent, Destination destination, Suppression reason, String words, Instant at) {
        if (suppressions.add(destination, reason, words) && sent.complaintId() != null && isTold(sent.audience())) {
            outbox.add(new RecipientSuppressed(sent.complaintId(), sent.medium(), sent.audience(), reason, at));
        }
    }

    /** What concerns no customer and no party is nobody's story. */
    static boolean isTold(Audience audience) {
        return audience == Audience.CUSTOMER || audience == Audience.PARTY;
    }
}

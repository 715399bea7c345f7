package dev.makegood.notification.delivery;

import static java.util.Objects.requireNonNull;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.link.ReplyAddresses;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationEvent;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.notification.delivery.Attempt.Outcome;
import dev.makegood.notification.delivery.Claimed.HandedBack;
import dev.makegood.notification.delivery.Claimed.Settled;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.mail.Answer;
import dev.makegood.notification.mail.Mail;
import dev.makegood.notification.mail.MailServer;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.recipient.Addresses;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.recipient.Recipients;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due. One thread claims and settles, in batches; as many as the settings say hand mails over. A delivery is claimed
 * for a while, so that another sender takes over from one that died; what may have been sent by then is sent again under the same
 * Message-ID, and counted.
 */
@ApplicationScoped
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    /** How long what came back waits for more, so that many are written down together. */
    private static final Duration GATHERING = Duration.ofMillis(10);

    private final Deliveries deliveries;
    private final Recipients recipients;
    private final Addresses addresses;
    private final Letters letters;
    private final MailServer server;
    private final Outbox outbox;
    private final LinkTokens tokens;
    private final ReplyAddresses replies;
    private final LinkSettings links;
    private final DeliverySettings settings;
    private final Backoff backoff;
    private final Clock clock;
    private final MeterRegistry meters;

    private final Semaphore work = new Semaphore(0);

    /** Whether something was queued since the last look. */
    private volatile boolean queued = true;

    private final ConcurrentLinkedQueue<Settled> arriving = new ConcurrentLinkedQueue<>();
    private volatile boolean running;
    private @Nullable Thread thread;

    /** What this sender's own thread alone touches: what is claimed and not settled, and what is to be settled. */
    private int claimed;

    private final List<Settled> unsettled = new ArrayList<>();

    Sender(
            Deliveries deliveries,
            Recipients recipients,
            Addresses addresses,
            Letters letters,
            MailServer server,
            Outbox outbox,
            LinkTokens tokens,
            ReplyAddresses replies,
            LinkSettings links,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.deliveries = deliveries;
        this.recipients = recipients;
        this.addresses = addresses;
        this.letters = letters;
        this.server = server;
        this.outbox = outbox;
        this.tokens = tokens;
        this.replies = replies;
        this.links = links;
        this.settings = settings;
        this.backoff = new Backoff(
                settings.retry().first(),
                settings.retry().longest(),
                settings.retry().giveUp());
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        thread = Thread.ofPlatform().name("mail-sender").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        wake();
        if (thread != null) {
            thread.join(Duration.ofSeconds(9));
        }
    }

    /** There is something to send. Cheap, from any thread. */
    void wake() {
        queued = true;
        stir();
    }

    private void stir() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        try (var workers = Executors.newFixedThreadPool(
                settings.concurrency(),
                Thread.ofPlatform().name("mail-", 1).daemon().factory())) {
            while (running) {
                try {
                    var patience = unsettled.isEmpty() ? settings.poll() : GATHERING;
                    boolean stirred = work.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
                    // Drained before the look, so that what comes during the look is not lost.
                    work.drainPermits();
                    boolean settled = ripe(!stirred) && settle();
                    if (settings.claims() - claimed >= settings.claims() / 2 && (queued || settled || !stirred)) {
                        queued = false;
                        claim(workers);
                    }
                } catch (RuntimeException e) {
                    LOG.warnf("Deliveries wait: %s", e);
                    queued = true;
                    TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
                }
            }
            // What was handed over in the last moment is written down before the end.
            workers.shutdown();
            boolean all = workers.awaitTermination(6, TimeUnit.SECONDS);
            if (ripe(true)) {
                settle();
            }
            if (!all) {
                LOG.info("A mail server does not answer; what it was sent stays claimed until its claim ends");
            }
            workers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.infof("Deliveries stay claimed until their claims end: %s", e);
        }
    }

    /** Claims what is due, as far as there is room, and has it sent. */
    private void claim(ExecutorService workers) {
        int room = settings.claims() - claimed;
        long now = System.nanoTime();
        record Due(Claimed delivery, Recipient recipient) {}
        var due = QuarkusTransaction.requiringNew().call(() -> {
            deliveries.release();
            addresses.forget();
            var found = deliveries.claim(room, settings.lease());
            if (found.isEmpty()) {
                return List.<Due>of();
            }
            Map<UUID, Recipient> known = new HashMap<>(recipients.of(found.stream()
                    .map(Claimed::complaintId)
                    .filter(Objects::nonNull)
                    .toList()));
            known.putAll(addresses.of(found.stream()
                    .map(Claimed::addressId)
                    .filter(Objects::nonNull)
                    .toList()));
            return found.stream()
                    .map(delivery -> new Due(delivery, recipient(delivery, known)))
                    .toList();
        });
        claimed += due.size();
        for (var one : due) {
            workers.execute(() -> {
                arriving.add(attempt(one.delivery(), one.recipient(), now));
                stir();
            });
        }
    }

    /** To an address that is known no longer nothing is sent: its code would be of no use. */
    private static Recipient recipient(Claimed delivery, Map<UUID, Recipient> known) {
        var complaint = delivery.complaintId();
        var address = delivery.addressId();
        return complaint == null && address != null
                ? known.getOrDefault(address, new Recipient(address, "", 0, "", Language.EN, null, null))
                : requireNonNull(known.get(complaint));
    }

    /** Whether what came back is worth a transaction: enough of it, or all that is out, or it has waited for more. */
    private boolean ripe(boolean waited) {
        for (var one = arriving.poll(); one != null; one = arriving.poll()) {
            unsettled.add(one);
        }
        return waited || unsettled.size() == claimed || unsettled.size() >= settings.claims() / 4;
    }

    /** Writes down what came back, all of it in one transaction, with the events that tell of it. */
    private boolean settle() {
        if (unsettled.isEmpty()) {
            return false;
        }
        QuarkusTransaction.requiringNew().run(() -> {
            for (Tried ended : deliveries.settle(unsettled)) {
                var complaint = ended.delivery().complaintId();
                if (complaint != null) {
                    try (var scope = ended.span().makeCurrent()) {
                        outbox.add(event(ended, complaint));
                    }
                }
            }
        });
        claimed -= unsettled.size();
        unsettled.clear();
        return true;
    }

    private Settled attempt(Claimed delivery, Recipient recipient, long claimedAt) {
        // Half of the claim is left for the attempt itself: two senders never have one delivery.
        if (!running || System.nanoTime() - claimedAt > settings.lease().toNanos() / 2) {
            return new HandedBack(delivery);
        }
        var span = GlobalOpenTelemetry.getTracer("makegood")
                .spanBuilder("send " + delivery.kind())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Traces.of(delivery.traceparent()))
                .startSpan();
        try (var scope = span.makeCurrent()) {
            var answer = send(delivery, recipient);
            var outcome = outcome(delivery, answer);
            meters.counter("makegood.delivery.attempts", "kind", delivery.kind().toString(), "outcome", outcome.name())
                    .increment();
            if (outcome != Outcome.SENT) {
                // The server's words may hold what is the customer's; they are kept with the delivery.
                LOG.infof("Delivery %s (%s) is %s", delivery.id(), delivery.kind(), outcome);
            }
            return new Tried(
                    delivery,
                    outcome,
                    answer.words(),
                    recipient.language(),
                    clock.instant(),
                    backoff.after(
                            delivery.attempts() + 1, ThreadLocalRandom.current().nextDouble()),
                    span);
        } finally {
            span.end();
        }
    }

    private Answer send(Claimed delivery, Recipient recipient) {
        try {
            var message = deliveries.message(delivery.kind(), delivery.model());
            return server.send(
                    delivery.complaintId() == null
                            ? code(delivery, recipient, message)
                            : mail(delivery, recipient, message));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Delivery %s (%s) could not be written", delivery.id(), delivery.kind());
            return new Answer(
                    Answer.Outcome.DEFERRED,
                    "could not be written: " + e.getClass().getSimpleName());
        }
    }

    private Mail mail(Claimed delivery, Recipient recipient, Message message) {
        @Nullable
        String replyTo = replies.of(recipient.reference(), recipient.complaintId(), recipient.linkGeneration())
                .orElse(null);
        return new Mail(
                delivery.id(),
                message.by(),
                recipient.email(),
                recipient.language(),
                recipient.reference(),
                recipient.complaintId(),
                replyTo,
                delivery.traceparent(),
                delivery.kind() == MessageKind.RECEIPT,
                letters.write(message, recipient, recipient.language(), link(recipient), replyTo != null));
    }

    /** A code belongs to no complaint, so an answer to it would find none. */
    private Mail code(Claimed delivery, Recipient recipient, Message message) {
        return new Mail(
                delivery.id(),
                message.by(),
                recipient.email(),
                recipient.language(),
                null,
                null,
                null,
                delivery.traceparent(),
                true,
                letters.write(
                        message,
                        recipient,
                        recipient.language(),
                        tokens.code("verify", recipient.complaintId()),
                        false));
    }

    private Outcome outcome(Claimed delivery, Answer answer) {
        return switch (answer.outcome()) {
            case TAKEN -> Outcome.SENT;
            case REFUSED -> Outcome.FAILED;
            case DEFERRED -> backoff.givesUp(delivery.queuedFor()) ? Outcome.FAILED : Outcome.DEFERRED;
        };
    }

    /** Made here, when it is written into a mail, and kept nowhere. */
    private String link(Recipient recipient) {
        return links.baseUrl() + "/track/"
                + tokens.derive("track", recipient.complaintId(), recipient.linkGeneration());
    }

    private static NotificationEvent event(Tried ended, UUID complaint) {
        var delivery = ended.delivery();
        var message = delivery.kind().toString();
        return ended.outcome() == Outcome.SENT
                ? new NotificationSent(complaint, delivery.id(), message, Medium.EMAIL, ended.language(), ended.at())
                : new NotificationFailed(
                        complaint, delivery.id(), message, Medium.EMAIL, ended.language(), ended.answer(), ended.at());
    }
}

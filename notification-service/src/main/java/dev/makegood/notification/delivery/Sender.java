package dev.makegood.notification.delivery;

import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Channel;
import dev.makegood.notification.channel.Parcel;
import dev.makegood.notification.delivery.Attempt.Outcome;
import dev.makegood.notification.delivery.Claimed.HandedBack;
import dev.makegood.notification.delivery.Claimed.Settled;
import dev.makegood.notification.delivery.Claimed.Tried;
import dev.makegood.notification.delivery.Gate.Verdict;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is due by one channel. One thread claims and settles, in batches; as many as the channel's pace says hand over. A
 * delivery is claimed for a while, so that another sender takes over from one that died; what may have been sent by then is sent
 * again under the same id, and counted.
 */
class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    /** How long what came back waits for more, so that many are written down together. */
    private static final Duration GATHERING = Duration.ofMillis(10);

    private final Channel channel;
    private final Desk desk;
    private final Throttle throttle;
    private final Semaphore work = new Semaphore(0);

    /** Whether something was queued since the last look. */
    private volatile boolean queued = true;

    private final ConcurrentLinkedQueue<Settled> arriving = new ConcurrentLinkedQueue<>();
    private volatile boolean running = true;
    private @Nullable Thread thread;

    /** What this sender's own thread alone touches: what is claimed and not settled, whose, and what is to be settled. */
    private int claimed;

    private final Map<String, Integer> held = new HashMap<>();
    private final List<Settled> unsettled = new ArrayList<>();

    /** The receiver that was served last: the next one is served first. */
    private String last = "";

    /** What all senders work with. */
    @Singleton
    static class Desk {
        final Deliveries deliveries;
        final Releases releases;
        final Gate gate;
        final Tellings tellings;
        final DeliverySettings settings;
        final Clock clock;
        final MeterRegistry meters;

        Desk(
                Deliveries deliveries,
                Releases releases,
                Gate gate,
                Tellings tellings,
                DeliverySettings settings,
                Clock clock,
                MeterRegistry meters) {
            this.deliveries = deliveries;
            this.releases = releases;
            this.gate = gate;
            this.tellings = tellings;
            this.settings = settings;
            this.clock = clock;
            this.meters = meters;
        }
    }

    Sender(Channel channel, Desk desk) {
        this.channel = channel;
        this.desk = desk;
        this.throttle =
                new Throttle(channel.pace().perSecond(), channel.pace().perSecondPerReceiver(), System::nanoTime);
    }

    void start() {
        thread = Thread.ofPlatform()
                .name("sender-" + channel.medium().name().toLowerCase(Locale.ROOT))
                .daemon()
                .start(this::run);
    }

    void leave() {
        running = false;
        wake();
    }

    void join() throws InterruptedException {
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
                channel.pace().atOnce(),
                Thread.ofPlatform().name(channel.medium() + "-", 1).daemon().factory())) {
            while (running) {
                try {
                    var patience = unsettled.isEmpty() ? desk.settings.poll() : GATHERING;
                    boolean stirred = work.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
                    // Drained before the look, so that what comes during the look is not lost.
                    work.drainPermits();
                    boolean settled = ripe(!stirred) && settle();
                    if (room() >= desk.settings.claims() / 2 && (queued || settled || !stirred)) {
                        queued = false;
                        claim(workers);
                    }
                } catch (RuntimeException e) {
                    LOG.warnf("Deliveries by %s wait: %s", channel.medium(), e);
                    queued = true;
                    TimeUnit.MILLISECONDS.sleep(desk.settings.poll().toMillis());
                }
            }
            // What was handed over in the last moment is written down before the end.
            workers.shutdown();
            boolean all = workers.awaitTermination(6, TimeUnit.SECONDS);
            if (ripe(true)) {
                settle();
            }
            if (!all) {
                LOG.infof("%s does not answer; what it was sent stays claimed until its claim ends", channel.medium());
            }
            workers.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.infof("Deliveries by %s stay claimed until their claims end: %s", channel.medium(), e);
        }
    }

    private int room() {
        return desk.settings.claims() - claimed;
    }

    /** Claims what is due, as far as there is room, and has it sent. */
    private void claim(ExecutorService workers) {
        long now = System.nanoTime();
        var verdicts = QuarkusTransaction.requiringNew().call(() -> {
            desk.releases.look();
            return desk.gate.judge(due(throttle.room(room())));
        });
        for (var verdict : verdicts) {
            claimed++;
            held.merge(verdict.delivery().receiver(), 1, Integer::sum);
            switch (verdict) {
                case Verdict.Go go ->
                    workers.execute(() -> {
                        arriving.add(attempt(go, now));
                        stir();
                    });
                case Verdict.Hold hold -> arriving.add(new HandedBack(hold.delivery(), hold.patience()));
                case Verdict.No no -> arriving.add(refused(no));
            }
        }
        if (!arriving.isEmpty()) {
            stir();
        }
    }

    /** What must not wait first; then the others, from the receiver on that was not served last time. */
    private List<Claimed> due(int room) {
        List<Claimed> due = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>(held);
        take(true, "", room, taken, due);
        take(false, last, room, taken, due);
        if (!last.isEmpty()) {
            take(false, "", room, taken, due);
        }
        last = due.size() < room ? "" : due.getLast().receiver();
        return due;
    }

    private void take(boolean urgent, String after, int room, Map<String, Integer> taken, List<Claimed> due) {
        if (due.size() < room) {
            var found = desk.deliveries.claim(
                    channel.medium(),
                    urgent,
                    after,
                    throttle.full(taken, channel.pace().atOncePerReceiver()),
                    channel.pace().atOncePerReceiver(),
                    room - due.size(),
                    desk.settings.lease());
            for (var one : found) {
                taken.merge(one.receiver(), 1, Integer::sum);
                throttle.took(one.receiver());
            }
            due.addAll(found);
        }
    }

    /** Whether what came back is worth a transaction: enough of it, or all that is out, or it has waited for more. */
    private boolean ripe(boolean waited) {
        for (var one = arriving.poll(); one != null; one = arriving.poll()) {
            unsettled.add(one);
        }
        return waited || unsettled.size() == claimed || unsettled.size() >= desk.settings.claims() / 4;
    }

    /** Writes down what came back, all of it in one transaction, with the events that tell of it. */
    private boolean settle() {
        if (unsettled.isEmpty()) {
            return false;
        }
        QuarkusTransaction.requiringNew().run(() -> desk.tellings.settle(unsettled));
        claimed -= unsettled.size();
        for (var one : unsettled) {
            held.computeIfPresent(one.delivery().receiver(), (receiver, out) -> out == 1 ? null : out - 1);
        }
        unsettled.clear();
        return true;
    }

    private Tried refused(Verdict.No no) {
        return new Tried(
                no.delivery(),
                no.to(),
                no.destination(),
                Outcome.FAILED,
                new Answer(Answer.Outcome.REFUSED, no.why()),
                null,
                desk.clock.instant(),
                Duration.ZERO,
                Span.getInvalid());
    }

    private Settled attempt(Verdict.Go go, long claimedAt) {
        var delivery = go.delivery();
        // Half of the claim is left for the attempt itself: two senders never have one delivery.
        if (!running || System.nanoTime() - claimedAt > desk.settings.lease().toNanos() / 2) {
            return new HandedBack(delivery, Duration.ZERO);
        }
        var span = GlobalOpenTelemetry.getTracer("makegood")
                .spanBuilder("send " + delivery.kind())
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Traces.of(delivery.traceparent()))
                .startSpan();
        try (var scope = span.makeCurrent()) {
            var answer = send(go);
            var outcome = outcome(delivery, answer);
            desk.meters
                    .counter(
                            "makegood.delivery.attempts",
                            "medium",
                            delivery.medium().name(),
                            "kind",
                            delivery.kind().toString(),
                            "outcome",
                            outcome.name())
                    .increment();
            if (outcome != Outcome.SENT) {
                // The other side's words may hold what is the customer's; they are kept with the delivery.
                LOG.infof("Delivery %s (%s, %s) is %s", delivery.id(), delivery.kind(), delivery.medium(), outcome);
            }
            return new Tried(
                    delivery,
                    go.to(),
                    go.destination(),
                    outcome,
                    answer,
                    answer.outcome() == Answer.Outcome.UNREACHABLE ? Suppression.BOUNCED : null,
                    desk.clock.instant(),
                    again(delivery, answer),
                    span);
        } finally {
            span.end();
        }
    }

    private Answer send(Verdict.Go go) {
        var delivery = go.delivery();
        try {
            return channel.send(new Parcel(
                    delivery.id(),
                    delivery.eventId(),
                    desk.deliveries.message(delivery.kind(), delivery.model()),
                    go.to(),
                    go.destination(),
                    delivery.at(),
                    delivery.attempts() + 1,
                    delivery.traceparent()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "Delivery %s (%s) could not be written", delivery.id(), delivery.kind());
            return new Answer(
                    Answer.Outcome.DEFERRED,
                    "could not be written: " + e.getClass().getSimpleName());
        }
    }

    /** The other side's own wish counts where it is longer. */
    private Duration again(Claimed delivery, Answer answer) {
        var wait = channel.backoff()
                .after(delivery.attempts() + 1, ThreadLocalRandom.current().nextDouble());
        var asked = answer.patience();
        return asked == null || asked.compareTo(wait) < 0 ? wait : asked;
    }

    private Outcome outcome(Claimed delivery, Answer answer) {
        return switch (answer.outcome()) {
            case TAKEN -> Outcome.SENT;
            case REFUSED, UNREACHABLE -> Outcome.FAILED;
            case DEFERRED ->
                channel.backoff().givesUp(delivery.attempts() + 1, delivery.queuedFor())
                        ? Outcome.FAILED
                        : Outcome.DEFERRED;
        };
    }
}

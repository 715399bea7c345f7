package dev.makegood.chassis.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.makegood.chassis.inbox.Envelope.Unreadable;
import dev.makegood.chassis.inbox.InboxTables.Position;
import dev.makegood.chassis.outbox.DeadLetter;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.problem.Wordless;
import dev.makegood.contract.Event;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One consumer's inbox: takes in records in batches, one transaction a batch. When a batch fails, its records are taken in one
 * by one, so that the one at fault is found; that one is set aside once it has failed {@value #ATTEMPTS} times while the database
 * answered, and never because the database did not.
 */
class Inbox<E extends Event> {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int ATTEMPTS = 3;

    private final String consumer;
    private final Listener<E> listener;
    private final InboxTables tables;
    private final Outbox outbox;
    private final ObjectReader json;

    Inbox(String consumer, Listener<E> listener, InboxTables tables, Outbox outbox, ObjectReader json) {
        this.consumer = consumer;
        this.listener = listener;
        this.tables = tables;
        this.outbox = outbox;
        this.json = json;
    }

    /** Takes these in, in this order. When it returns, each has had its effect, is parked, or is a dead letter. */
    void takeIn(List<ConsumerRecord<String, byte[]>> messages) throws InterruptedException {
        List<Envelope> envelopes = new ArrayList<>(messages.size());
        for (var message : messages) {
            try {
                envelopes.add(Envelope.of(message));
            } catch (Unreadable e) {
                dead(message, e.getMessage());
            }
        }
        try {
            QuarkusTransaction.requiringNew().run(() -> take(envelopes));
        } catch (RuntimeException e) {
            LOG.debugf("%s takes a batch of %d one by one: %s", consumer, messages.size(), Wordless.summary(e));
            for (Envelope envelope : envelopes) {
                tryOften(envelope, () -> take(List.of(envelope)), reason -> setAside(envelope, reason));
            }
        }
        // Also for what was taken in before: the service may have died between an effect and what waited for it.
        for (UUID key : tables.waiting(consumer, keys(envelopes))) {
            follow(key);
        }
    }

    /**
     * Tries a poison message again, and if it now has its effect, what waited behind it, as far as it goes. Returns how many took
     * effect.
     */
    int redrive(UUID key) throws InterruptedException {
        int taken = QuarkusTransaction.requiringNew().call(() -> {
            var position = tables.positions(consumer, List.of(key)).getOrDefault(key, Position.START);
            for (var poison : tables.poison(consumer, key, 1)) {
                takeParked(poison.event(), position.blocked(false));
                return 1;
            }
            return 0;
        });
        return taken + follow(key);
    }

    private void take(List<Envelope> envelopes) {
        Set<UUID> unseen =
                tables.admit(consumer, envelopes.stream().map(Envelope::id).toList());
        if (unseen.isEmpty()) {
            return;
        }
        Map<UUID, Position> positions = new LinkedHashMap<>(tables.positions(consumer, keys(envelopes)));
        for (Envelope envelope : envelopes) {
            // Removing it here admits an id that stands twice in one batch once.
            if (!unseen.remove(envelope.id())) {
                continue;
            }
            var position = positions.getOrDefault(envelope.key(), Position.START);
            if (envelope.sequence() <= position.sequence()) {
                deadLetter(envelope, "another event had number %d of its key".formatted(envelope.sequence()));
            } else if (position.blocked() || envelope.sequence() > position.sequence() + 1) {
                if (tables.park(consumer, envelope, null)) {
                    positions.put(envelope.key(), position.parked(1));
                } else {
                    deadLetter(envelope, "another event waits as number %d of its key".formatted(envelope.sequence()));
                }
            } else {
                effect(envelope);
                positions.put(envelope.key(), position.taken(envelope.sequence()));
            }
        }
        tables.save(consumer, positions);
    }

    /**
     * What waits for this key has its turn, as far as it goes without a gap: each in a transaction of its own, so that the one at
     * fault is found, and none before it suffers. Returns how many took effect.
     */
    private int follow(UUID key) throws InterruptedException {
        int taken = 0;
        while (true) {
            var next = tables.next(consumer, key);
            if (next.isEmpty()) {
                return taken;
            }
            var envelope = next.get();
            boolean done = tryOften(
                    envelope,
                    () -> {
                        var position = tables.positions(consumer, List.of(key)).getOrDefault(key, Position.START);
                        // Unless another replica, or a redrive, was here first.
                        if (!position.blocked() && envelope.sequence() == position.sequence() + 1) {
                            takeParked(envelope, position);
                        }
                    },
                    reason -> block(envelope, reason));
            taken += done ? 1 : 0;
        }
    }

    private void takeParked(Envelope envelope, Position position) {
        tables.unpark(consumer, envelope.key(), envelope.sequence());
        effect(envelope);
        tables.save(
                consumer,
                Map.of(envelope.key(), position.taken(envelope.sequence()).parked(-1)));
    }

    /** Does the work in a transaction, or gives it up with a reason. Returns whether it was done. */
    private boolean tryOften(Envelope envelope, Runnable work, java.util.function.Consumer<String> giveUp)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(work);
                return true;
            } catch (RuntimeException e) {
                while (!tables.answers()) {
                    attempt = 1;
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                if (attempt >= ATTEMPTS || e.getCause() instanceof Unreadable) {
                    LOG.errorf(
                            Wordless.of(e),
                            "%s sets %s %s of %s aside",
                            consumer,
                            envelope.type(),
                            envelope.id(),
                            envelope.key());
                    QuarkusTransaction.requiringNew().run(() -> giveUp.accept(reason(e)));
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(50L * attempt);
            }
        }
    }

    private void effect(Envelope envelope) {
        var type = listener.topic()
                .type(envelope.type())
                .orElseThrow(() -> new IllegalStateException(new Unreadable("unknown type " + envelope.type())));
        E event = read(envelope, type);
        if (!event.key().equals(envelope.key())) {
            throw new IllegalStateException(new Unreadable("its key is not that of its body"));
        }
        var span = GlobalOpenTelemetry.getTracer("makegood")
                .spanBuilder("take " + type.getSimpleName())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent(envelope.traceparent()))
                .startSpan();
        try (var scope = span.makeCurrent()) {
            listener.on(event, envelope.id());
        } finally {
            span.end();
        }
    }

    @SuppressWarnings("unchecked") // a topic's types are those of its family
    private E read(Envelope envelope, Class<? extends Event> type) {
        try {
            Event event = json.forType(type).readValue(envelope.body());
            if (event == null) {
                throw new IllegalStateException(new Unreadable("the body is null"));
            }
            return (E) event;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(new Unreadable("unreadable body: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new IllegalStateException(new Unreadable("unreadable body: " + e.getMessage()));
        }
    }

    /** The event of this envelope waits, with what comes after it, until it is redriven. */
    private void setAside(Envelope envelope, String reason) {
        if (tables.admit(consumer, List.of(envelope.id())).isEmpty()) {
            return;
        }
        var position = tables.positions(consumer, List.of(envelope.key())).getOrDefault(envelope.key(), Position.START);
        boolean parked = tables.park(consumer, envelope, reason);
        tables.save(consumer, Map.of(envelope.key(), position.blocked(true).parked(parked ? 1 : 0)));
        deadLetter(envelope, reason);
    }

    /** The same for an event that waited already. */
    private void block(Envelope envelope, String reason) {
        var position = tables.positions(consumer, List.of(envelope.key())).getOrDefault(envelope.key(), Position.START);
        if (tables.blame(consumer, envelope.key(), envelope.sequence(), reason)) {
            tables.save(consumer, Map.of(envelope.key(), position.blocked(true)));
            deadLetter(envelope, reason);
        }
    }

    private void deadLetter(Envelope envelope, String reason) {
        outbox.addDeadLetter(new DeadLetter(
                envelope.id(),
                listener.topic(),
                envelope.type(),
                envelope.key(),
                envelope.body(),
                envelope.traceparent(),
                consumer,
                reason));
    }

    private static List<UUID> keys(List<Envelope> envelopes) {
        return envelopes.stream().map(Envelope::key).distinct().toList();
    }

    /** What has no envelope has no key that anything could wait behind. */
    private void dead(ConsumerRecord<String, byte[]> message, @Nullable String reason) throws InterruptedException {
        var id = Envelope.idOfUnreadable(message);
        var type = Envelope.header(message, "ce_type");
        LOG.errorf("%s cannot read what it names %s", consumer, id);
        while (true) {
            try {
                QuarkusTransaction.requiringNew().run(() -> {
                    if (!tables.admit(consumer, List.of(id)).isEmpty()) {
                        outbox.addDeadLetter(new DeadLetter(
                                id,
                                listener.topic(),
                                type == null ? "unknown" : type,
                                null,
                                message.value() == null ? new byte[0] : message.value(),
                                null,
                                consumer,
                                String.valueOf(reason)));
                    }
                });
                return;
            } catch (RuntimeException e) {
                LOG.warnf("The dead letter %s waits for the database: %s", id, Wordless.summary(e));
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    /** For operators, beside the body. A driver's words stay out of it: they may be about other rows than this event's. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var reason = (cause instanceof Unreadable
                        ? String.valueOf(cause.getMessage())
                        : cause instanceof SQLException ? Wordless.summary(failure) : cause.toString())
                .replace('\0', '?');
        return reason.length() <= 300 ? reason : reason.substring(0, 300) + "…";
    }

    private static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, new Traceparent());
    }

    private static final class Traceparent implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    }
}

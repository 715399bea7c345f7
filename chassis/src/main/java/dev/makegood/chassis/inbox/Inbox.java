package dev.makegood.chassis.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.makegood.chassis.inbox.Envelope.Unreadable;
import dev.makegood.chassis.inbox.InboxTables.Position;
import dev.makegood.chassis.outbox.DeadLetter;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.Event;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        try {
            QuarkusTransaction.requiringNew().run(() -> takeTogether(messages));
        } catch (RuntimeException e) {
            LOG.debugf(e, "%s takes a batch of %d one by one", consumer, messages.size());
            for (var message : messages) {
                takeAlone(message);
            }
        }
    }

    /** Tries a poison message again, and if it now has its effect, what waited behind it. Returns how many took effect. */
    int redrive(UUID key) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var position = tables.positions(consumer, List.of(key)).getOrDefault(key, Position.START);
            Map<UUID, Position> positions = new LinkedHashMap<>(Map.of(key, position.blocked(false)));
            int taken = takeParked(key, positions);
            tables.save(consumer, positions);
            return taken;
        });
    }

    private void takeTogether(List<ConsumerRecord<String, byte[]>> messages) {
        List<Envelope> envelopes = new ArrayList<>(messages.size());
        for (var message : messages) {
            try {
                envelopes.add(Envelope.of(message));
            } catch (Unreadable e) {
                throw new IllegalStateException(e);
            }
        }
        take(envelopes);
    }

    private void takeAlone(ConsumerRecord<String, byte[]> message) throws InterruptedException {
        Envelope envelope;
        try {
            envelope = Envelope.of(message);
        } catch (Unreadable e) {
            dead(message, e.getMessage());
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                QuarkusTransaction.requiringNew().run(() -> take(List.of(envelope)));
                return;
            } catch (RuntimeException e) {
                while (!tables.answers()) {
                    attempt = 1;
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                var reason = reason(e);
                if (attempt >= ATTEMPTS || e.getCause() instanceof Unreadable) {
                    LOG.errorf(
                            e, "%s sets %s %s of %s aside", consumer, envelope.type(), envelope.id(), envelope.key());
                    QuarkusTransaction.requiringNew().run(() -> setAside(envelope, reason));
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(50L * attempt);
            }
        }
    }

    private void take(List<Envelope> envelopes) {
        Set<UUID> unseen =
                tables.admit(consumer, envelopes.stream().map(Envelope::id).toList());
        if (unseen.isEmpty()) {
            return;
        }
        Map<UUID, Position> positions = new LinkedHashMap<>(tables.positions(
                consumer, envelopes.stream().map(Envelope::key).distinct().toList()));
        for (Envelope envelope : envelopes) {
            // Removing it here admits an id that stands twice in one batch once.
            if (!unseen.remove(envelope.id())) {
                continue;
            }
            var position = positions.getOrDefault(envelope.key(), Position.START);
            if (envelope.sequence() <= position.sequence()) {
                continue;
            }
            if (position.blocked() || envelope.sequence() > position.sequence() + 1) {
                boolean parked = tables.park(consumer, envelope, null);
                positions.put(envelope.key(), position.parked(parked ? 1 : 0));
                continue;
            }
            effect(envelope);
            positions.put(envelope.key(), position.taken(envelope.sequence()));
            if (position.parked() > 0) {
                takeParked(envelope.key(), positions);
            }
        }
        tables.save(consumer, positions);
    }

    /** Takes in what waits for this key, as far as it goes without a gap. */
    private int takeParked(UUID key, Map<UUID, Position> positions) {
        int taken = 0;
        while (true) {
            var position = positions.getOrDefault(key, Position.START);
            Optional<Envelope> next = tables.unpark(consumer, key, position.sequence() + 1);
            if (next.isEmpty()) {
                return taken;
            }
            effect(next.get());
            positions.put(key, position.taken(next.get().sequence()).parked(-1));
            taken++;
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

    /** What has no envelope has no key that anything could wait behind. */
    private void dead(ConsumerRecord<String, byte[]> message, @Nullable String reason) throws InterruptedException {
        var id = Envelope.idOfUnreadable(message);
        var type = Envelope.header(message, "ce_type");
        LOG.errorf("%s cannot read %s: %s", consumer, id, reason);
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
                LOG.warnf("The dead letter %s waits for the database: %s", id, e);
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        var reason = cause instanceof Unreadable ? String.valueOf(cause.getMessage()) : cause.toString();
        byte[] bytes = reason.replace('\u0000', '?').getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 1000 ? reason : reason.substring(0, Math.min(reason.length(), 300)) + "…";
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

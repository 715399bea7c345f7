package dev.makegood.chassis.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.Event;
import dev.makegood.contract.Topic;
import jakarta.enterprise.inject.spi.CDI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Publishes events as the service that owns their topic would: enveloped, and each key's in sequence. */
public final class Events {

    private static final Map<List<Object>, AtomicLong> SEQUENCES = new ConcurrentHashMap<>();
    private static final KafkaProducer<@Nullable String, byte @Nullable []> PRODUCER = producer();

    private Events() {}

    /** Publishes these, in this order. */
    public static void publish(Event... events) {
        for (Event event : events) {
            send(next(event));
        }
    }

    /** The next event of its key, ready to be sent: at once, late, twice, or spoilt first. */
    public static ProducerRecord<@Nullable String, byte @Nullable []> next(Event event) {
        var sequence = SEQUENCES
                .computeIfAbsent(List.of(Topic.of(event), event.key()), key -> new AtomicLong())
                .incrementAndGet();
        return message(
                event.key().toString(),
                json(event),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", Topic.of(event).source(),
                        "ce_type", Topic.typeOf(event.getClass()),
                        "ce_time", event.at().toString(),
                        "ce_subject", event.key().toString(),
                        "ce_sequence", Long.toString(sequence),
                        "content-type", "application/json"),
                Topic.of(event));
    }

    /** Whatever somebody put together. */
    public static ProducerRecord<@Nullable String, byte @Nullable []> message(
            @Nullable String key, byte @Nullable [] body, Map<String, String> headers, Topic topic) {
        List<Header> all = new ArrayList<>();
        headers.forEach((name, value) -> all.add(header(name, value)));
        return new ProducerRecord<>(topic.address(), null, null, key, body, all);
    }

    /** The same message with another header. */
    public static ProducerRecord<@Nullable String, byte @Nullable []> with(
            ProducerRecord<@Nullable String, byte @Nullable []> message, String name, @Nullable String value) {
        message.headers().remove(name);
        if (value != null) {
            message.headers().add(header(name, value));
        }
        return message;
    }

    /** The same message with another body. */
    public static ProducerRecord<@Nullable String, byte @Nullable []> saying(
            ProducerRecord<@Nullable String, byte @Nullable []> message, byte @Nullable [] body) {
        return new ProducerRecord<>(message.topic(), null, null, message.key(), body, message.headers());
    }

    /** Sends it, and waits until the broker has it. */
    public static void send(ProducerRecord<@Nullable String, byte @Nullable []> message) {
        try {
            PRODUCER.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] json(Event event) {
        try {
            return CDI.current().select(ObjectMapper.class).get().writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("NullAway") // a record may lack a key and a body, whatever its serializers are declared for
    private static KafkaProducer<@Nullable String, byte @Nullable []> producer() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                ProducerConfig.ACKS_CONFIG,
                "all",
                // What the broker takes is what is left after compression: so more gets through than its bound says.
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "gzip",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                8 * 1024 * 1024);
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}

package dev.makegood.complaint.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.Event;
import dev.makegood.contract.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics as the other services see them: writes what they would write, and reads what they would read. */
@Singleton
public class Topics {

    private final ObjectMapper json;
    private final String servers;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    Topics(ObjectMapper json, @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        this.json = json;
        this.servers = servers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    @PreDestroy
    void close() {
        producer.close();
    }

    /** An event as it stands on its topic. */
    public record Told(UUID id, String type, String key, long sequence, JsonNode body) {}

    /** Publishes this as its service would: next in the order of its key. Returns the event's id. */
    public UUID tell(Event event) {
        var id = UUID.randomUUID();
        tell(event, id);
        return id;
    }

    /** Publishes this under an id of the caller's choice. */
    public void tell(Event event, UUID id) {
        var topic = Topic.of(event);
        long sequence = sequences.merge(topic + "/" + event.key(), 1L, Long::sum);
        publish(event, id, sequence);
    }

    /** Publishes this in a place of its key's order. */
    public void publish(Event event, UUID id, long sequence) {
        var topic = Topic.of(event);
        var record = new ProducerRecord<>(topic.address(), event.key().toString(), body(event));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id.toString());
        header(record, "ce_source", topic.source());
        header(record, "ce_type", Topic.typeOf(event.getClass()));
        header(record, "ce_time", event.at().toString());
        header(record, "content-type", "application/json");
        header(record, "ce_subject", event.key().toString());
        header(record, "ce_sequence", Long.toString(sequence));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything that stands on a topic under this key, oldest first. */
    public List<Told> told(Topic topic, UUID key) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic.address()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<Told> told = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.toString().equals(record.key())) {
                        told.add(read(record));
                    }
                });
            }
            return told;
        }
    }

    private Told read(ConsumerRecord<String, byte[]> record) {
        try {
            return new Told(
                    UUID.fromString(header(record, "ce_id")),
                    header(record, "ce_type"),
                    record.key(),
                    Long.parseLong(header(record, "ce_sequence")),
                    json.readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] body(Event event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

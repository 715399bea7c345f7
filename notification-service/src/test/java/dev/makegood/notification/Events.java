package dev.makegood.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Event;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Publishes events as the services' relays do, each key's with a sequence of its own, and reads what this service published. */
public final class Events {

    public static final Person ELENI = new Person("eb541849-7b35-5ea1-a38b-9230040056bd", "Eleni Papadaki");
    public static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final Map<String, Long> SEQUENCES = new ConcurrentHashMap<>();

    private Events() {}

    /** A complaint of a new customer, whose address is one that nobody else has. */
    public static ComplaintReceived complaint(Language language, String name) {
        var id = UUID.randomUUID();
        return complaint(id, new Customer(UUID.randomUUID(), 0, name, language, address(id), null, null, null, null));
    }

    public static ComplaintReceived complaint(UUID id, Customer customer) {
        return new ComplaintReceived(
                id,
                "MG-7QF3-K9MP",
                1,
                customer,
                "It broke.",
                null,
                Channel.WEB,
                null,
                null,
                false,
                ELENI,
                null,
                null,
                null,
                NOW);
    }

    public static String address(UUID complaint) {
        return "customer-%s@example.org".formatted(complaint);
    }

    /** Publishes it once, under an id of its own. */
    public static UUID publish(Event event) {
        return publish(event, 1);
    }

    /** Publishes the same record so many times. */
    public static UUID publish(Event event, int times) {
        var topic = Topic.of(event).address();
        var id = UUID.randomUUID();
        var key = event.key().toString();
        try (var producer = new KafkaProducer<>(properties(), new StringSerializer(), new StringSerializer())) {
            long sequence = SEQUENCES.merge(topic + key, 1L, Long::sum);
            for (int i = 0; i < times; i++) {
                var message = new ProducerRecord<>(topic, key, JSON.writeValueAsString(event));
                Map.of(
                                "ce_specversion", "1.0",
                                "ce_id", id.toString(),
                                "ce_source", Topic.of(event).source(),
                                "ce_type", Topic.typeOf(event.getClass()),
                                "ce_time", event.at().toString(),
                                "ce_subject", key,
                                "ce_sequence", Long.toString(sequence),
                                "traceparent", "00-%s-00f067aa0ba902b7-01".formatted(traceOf(event.key())))
                        .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
                producer.send(message).get();
            }
            return id;
        } catch (JsonProcessingException | ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The trace that the events of this key belong to. */
    public static String traceOf(UUID key) {
        return key.toString().replace("-", "");
    }

    /** The bodies of the events about this complaint that this service has published. */
    public static List<Map<String, Object>> told(UUID complaint) {
        List<Map<String, Object>> told = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties(), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(Topic.NOTIFICATIONS.address()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (complaint.toString().equals(message.key())) {
                        Map<String, Object> body =
                                JSON.readerForMapOf(Object.class).readValue(message.value());
                        var type = message.headers().lastHeader("ce_type").value();
                        body.put("type", new String(type, StandardCharsets.UTF_8));
                        told.add(body);
                    }
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return told;
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(
                "bootstrap.servers", ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class));
        return properties;
    }
}

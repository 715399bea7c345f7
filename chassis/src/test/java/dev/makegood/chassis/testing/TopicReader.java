package dev.makegood.chassis.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Everything that ever stood on a topic, read from its beginning. */
public final class TopicReader {

    private static final Map<String, TopicReader> READERS = new ConcurrentHashMap<>();

    private final KafkaConsumer<@Nullable String, byte[]> kafka;
    private final List<ConsumerRecord<@Nullable String, byte[]>> read = new ArrayList<>();

    @SuppressWarnings("NullAway") // a record may lack a key, whatever its deserializer is declared for
    private TopicReader(String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class),
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                16 * 1024 * 1024);
        kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = kafka.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
    }

    /** What stands on a topic at this moment, each partition in its order. */
    public static List<ConsumerRecord<@Nullable String, byte[]>> all(String topic) {
        return READERS.computeIfAbsent(topic, TopicReader::new).toTheEnd();
    }

    /** What stands on a topic at this moment under this key, in its order. */
    public static List<ConsumerRecord<@Nullable String, byte[]>> of(String topic, UUID key) {
        return all(topic).stream()
                .filter(message -> key.toString().equals(message.key()))
                .toList();
    }

    /** The text of a header. */
    public static @Nullable String header(ConsumerRecord<?, ?> message, String name) {
        var header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private synchronized List<ConsumerRecord<@Nullable String, byte[]>> toTheEnd() {
        var ends = kafka.endOffsets(kafka.assignment());
        while (ends.entrySet().stream().anyMatch(end -> kafka.position(end.getKey()) < end.getValue())) {
            kafka.poll(Duration.ofMillis(100)).forEach(read::add);
        }
        return List.copyOf(read);
    }
}

package dev.makegood.chassis.inbox;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.outbox.Outbox;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts a consumer for every {@link Listener}, and stops them. */
@ApplicationScoped
class Consumers {

    private final List<Listener<?>> listeners;
    private final InboxTables tables;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final InboxSettings settings;
    private final String service;
    private final String bootstrapServers;
    private final List<Consumer> consumers = new ArrayList<>();

    Consumers(
            @Any Instance<Listener<?>> listeners,
            InboxTables tables,
            Outbox outbox,
            ObjectMapper json,
            InboxSettings settings,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.listeners =
                listeners.stream().<Listener<?>>map(listener -> listener).toList();
        this.tables = tables;
        this.outbox = outbox;
        this.json = json;
        this.settings = settings;
        this.service = service;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent started) {
        for (Listener<?> listener : listeners) {
            var consumer = consumer(listener);
            consumers.add(consumer);
            consumer.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        for (Consumer consumer : consumers) {
            consumer.stop();
        }
    }

    List<Consumer> all() {
        return List.copyOf(consumers);
    }

    Optional<Consumer> named(String name) {
        return consumers.stream()
                .filter(consumer -> consumer.name().equals(name))
                .findFirst();
    }

    private Consumer consumer(Listener<?> listener) {
        var name = service + "." + listener.topic().address();
        // Readers ignore what they do not know: that is what lets an event gain a property.
        var reader = json.reader().without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        return new Consumer(
                name,
                listener.topic().address(),
                new Inbox<>(name, listener, tables, outbox, reader),
                tables,
                settings,
                kafka(name));
    }

    private Properties kafka(String group) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        return properties;
    }
}

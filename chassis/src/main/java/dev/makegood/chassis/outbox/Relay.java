package dev.makegood.chassis.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.problem.Wordless;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what stands in the outbox: batch by batch, in order, each batch in one transaction that holds the lease row, claims,
 * sends, awaits every acknowledgement and marks. If anything fails the batch is tried again whole, so an event can reach its
 * topic twice (consumers admit it once) but never not at all, and the first time in its key's order.
 *
 * <p>Rows are found by "not sent yet" and never by "position above the last one": positions are drawn before they commit, and one
 * that commits late would be lost.
 */
@ApplicationScoped
class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final AgroalDataSource database;
    private final ObjectMapper json;
    private final OutboxSettings settings;
    private final String source;
    private final String bootstrapServers;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    Relay(
            AgroalDataSource database,
            ObjectMapper json,
            OutboxSettings settings,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.database = database;
        this.json = json;
        this.settings = settings;
        this.source = "/" + service;
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent started) {
        running = true;
        thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        running = false;
        wake();
        if (thread != null) {
            thread.join(settings.delivery().plusSeconds(1));
        }
    }

    /** There is something to publish. Cheap, from any thread. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        try {
            while (running) {
                try (var producer = producer()) {
                    relay(producer);
                } catch (ExecutionException | RuntimeException e) {
                    // A producer that failed may be of no further use, and a broker's name may not resolve yet.
                    LOG.warnf("Events wait in the outbox: %s", Wordless.summary(e));
                    sleep();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes until it is asked to stop, or the broker fails. */
    private void relay(KafkaProducer<@Nullable String, byte[]> producer)
            throws InterruptedException, ExecutionException {
        long cleaned = System.nanoTime();
        while (running) {
            try {
                // Drained before the look, so that a wake-up during the look is not lost.
                work.drainPermits();
                long begun = System.nanoTime();
                int published = publish(producer);
                while (published == settings.batch()) {
                    published = publish(producer);
                }
                if (published > 0 && running) {
                    TimeUnit.NANOSECONDS.sleep(settings.pace().toNanos() - (System.nanoTime() - begun));
                }
                cleaned = clean(cleaned);
            } catch (SQLException | JsonProcessingException e) {
                LOG.warnf("Events wait in the outbox: %s", Wordless.summary(e));
                sleep();
            }
            work.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
        }
        try {
            // What was accepted in the last moment leaves now rather than after the restart.
            publish(producer);
        } catch (SQLException | JsonProcessingException e) {
            LOG.infof("Events stay in the outbox until the next start: %s", Wordless.summary(e));
        }
    }

    private KafkaProducer<@Nullable String, byte[]> producer() {
        return new KafkaProducer<@Nullable String, byte[]>(
                producerSettings(), new StringSerializer(), new ByteArraySerializer());
    }

    private void sleep() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(settings.poll().toMillis());
    }

    /** Publishes one batch. Returns how many events left: 0 also when another relay holds the lease. */
    private int publish(KafkaProducer<@Nullable String, byte[]> producer)
            throws SQLException, ExecutionException, InterruptedException, JsonProcessingException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int published = holdsLease(connection) ? publish(producer, connection) : 0;
                connection.commit();
                return published;
            } catch (Exception e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean holdsLease(Connection connection) throws SQLException {
        try (var lease = connection.prepareStatement("""
                select set_config('idle_in_transaction_session_timeout', ?, true)
                from outbox_lease for update skip locked
                """)) {
            lease.setString(1, Long.toString(settings.lease().toMillis()));
            try (var rows = lease.executeQuery()) {
                return rows.next();
            }
        }
    }

    private int publish(KafkaProducer<@Nullable String, byte[]> producer, Connection connection)
            throws SQLException, ExecutionException, InterruptedException, JsonProcessingException {
        List<Long> positions = new ArrayList<>();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        try (var select = connection.prepareStatement("""
                select position, id, topic, type, key, sequence, body, headers, traceparent, occurred_at
                from outbox where sent_at is null order by position limit ?
                """)) {
            select.setInt(1, settings.batch());
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var acknowledgement = producer.send(message(rows));
                    if (acknowledgement.isDone()) {
                        // Refused at once, as where no broker answers: what follows must not go before it.
                        acknowledgement.get();
                    }
                    positions.add(rows.getLong("position"));
                    acknowledgements.add(acknowledgement);
                }
            }
        }
        if (positions.isEmpty()) {
            return 0;
        }
        for (var acknowledgement : acknowledgements) {
            acknowledgement.get();
        }
        try (var mark = connection.prepareStatement("update outbox set sent_at = now() where position = any(?)")) {
            mark.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            mark.executeUpdate();
        }
        return positions.size();
    }

    /** CloudEvents 1.0, binary content mode of the Kafka protocol binding. */
    private ProducerRecord<@Nullable String, byte[]> message(ResultSet row)
            throws SQLException, JsonProcessingException {
        var key = row.getObject("key", UUID.class);
        var message =
                new ProducerRecord<>(row.getString("topic"), key == null ? null : key.toString(), row.getBytes("body"));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", row.getString("id"));
        header(message, "ce_source", source);
        header(message, "ce_type", row.getString("type"));
        header(
                message,
                "ce_time",
                row.getObject("occurred_at", OffsetDateTime.class).toInstant().toString());
        header(message, "content-type", "application/json");
        header(message, "ce_subject", message.key());
        header(message, "ce_sequence", row.getString("sequence"));
        header(message, "traceparent", row.getString("traceparent"));
        var extra = row.getString("headers");
        if (extra != null) {
            json.readValue(extra, HEADERS).forEach((name, value) -> header(message, name, value));
        }
        return message;
    }

    private static void header(ProducerRecord<@Nullable String, byte[]> message, String name, @Nullable String value) {
        if (value != null) {
            message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private long clean(long last) throws SQLException {
        if (System.nanoTime() - last < HOUSEKEEPING.toNanos()) {
            return last;
        }
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("""
                        delete from outbox where position in (
                            select position from outbox where sent_at < now() - make_interval(secs => ?) limit 10000)
                        """)) {
            delete.setDouble(1, (double) settings.keep().toSeconds());
            delete.executeUpdate();
        }
        return System.nanoTime();
    }

    private Properties producerSettings() {
        var properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) settings.delivery().toMillis() / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                settings.delivery().toMillis());
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, settings.delivery().toMillis());
        return properties;
    }
}

package dev.makegood.chassis.inbox;

import dev.makegood.chassis.problem.Wordless;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads one topic for one inbox on a thread of its own; offsets are committed after the inbox has. */
class Consumer {

    private static final Logger LOG = Logger.getLogger(Consumer.class);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final String name;
    private final String topic;
    private final Inbox<?> inbox;
    private final InboxTables tables;
    private final InboxSettings settings;
    private final Properties properties;
    private volatile @Nullable KafkaConsumer<String, byte[]> kafka;
    private final Thread thread;
    private volatile boolean running = true;

    Consumer(
            String name,
            String topic,
            Inbox<?> inbox,
            InboxTables tables,
            InboxSettings settings,
            Properties properties) {
        this.name = name;
        this.topic = topic;
        this.inbox = inbox;
        this.tables = tables;
        this.settings = settings;
        this.properties = properties;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    }

    String name() {
        return name;
    }

    void start() {
        thread.start();
    }

    void stop() throws InterruptedException {
        running = false;
        var reading = kafka;
        if (reading != null) {
            reading.wakeup();
        }
        if (!thread.join(Duration.ofSeconds(5))) {
            thread.interrupt();
        }
    }

    List<InboxTables.Parked> poison() {
        return tables.poison(name, null, 100);
    }

    /** See {@link Inbox#redrive}. */
    int redrive(UUID key) {
        try {
            return inbox.redrive(key);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        try {
            while (running) {
                try (var reading =
                        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
                    kafka = reading;
                    reading.subscribe(List.of(topic));
                    read(reading);
                } catch (WakeupException e) {
                    // Asked to stop.
                } catch (RuntimeException e) {
                    // A broker's name may not resolve yet; a consumer that failed may be of no further use.
                    LOG.warnf("%s tries again in a second: %s", name, Wordless.summary(e));
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KafkaConsumer<String, byte[]> kafka) throws InterruptedException {
        long cleaned = System.nanoTime();
        while (running) {
            step(kafka);
            if (System.nanoTime() - cleaned > HOUSEKEEPING.toNanos()) {
                tables.forget(settings.keepDays());
                cleaned = System.nanoTime();
            }
        }
    }

    /** Tries until it is done: to go on to the next batch would be to lose this one. */
    private void takeIn(List<ConsumerRecord<String, byte[]>> messages) throws InterruptedException {
        while (true) {
            try {
                inbox.takeIn(messages);
                return;
            } catch (RuntimeException e) {
                LOG.warnf("%s tries a batch of %d again in a second: %s", name, messages.size(), Wordless.summary(e));
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private void step(KafkaConsumer<String, byte[]> kafka) throws InterruptedException {
        var polled = kafka.poll(Duration.ofMillis(500));
        if (polled.isEmpty()) {
            return;
        }
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>(polled.count());
        polled.forEach(messages::add);
        takeIn(messages);
        try {
            kafka.commitSync();
        } catch (CommitFailedException | RebalanceInProgressException e) {
            // Another replica has the partition now and reads these again; its inbox knows them.
            LOG.debugf("%s lost a partition before its commit", name);
        }
    }
}

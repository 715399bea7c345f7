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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads one topic for one inbox on a thread of its own; offsets are committed after the inbox has. */
class Consumer {

    private static final Logger LOG = Logger.getLogger(Consumer.class);
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final String name;
    private final String topic;
    private final Inbox<?> inbox;
    private final InboxTables tables;
    private final InboxSettings settings;
    private final KafkaConsumer<String, byte[]> kafka;
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
        this.kafka = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
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
        kafka.wakeup();
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
        try (kafka) {
            kafka.subscribe(List.of(topic));
            long cleaned = System.nanoTime();
            while (running) {
                try {
                    step();
                    if (System.nanoTime() - cleaned > HOUSEKEEPING.toNanos()) {
                        tables.forget(settings.keepDays());
                        cleaned = System.nanoTime();
                    }
                } catch (WakeupException e) {
                    // Asked to stop.
                } catch (KafkaException e) {
                    LOG.warnf("%s tries again in a second: %s", name, e);
                    TimeUnit.SECONDS.sleep(1);
                } catch (RuntimeException e) {
                    LOG.warnf("%s tries again in a second: %s", name, Wordless.summary(e));
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private void step() throws InterruptedException {
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

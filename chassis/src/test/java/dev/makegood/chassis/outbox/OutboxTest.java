package dev.makegood.chassis.outbox;

import static dev.makegood.chassis.testing.TopicReader.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.TopicReader;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import dev.makegood.contract.UpdateGiven;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class OutboxTest {

    private static final String TOPIC = Topic.JOURNEYS.address();

    private final UUID key = UUID.randomUUID();

    @Inject
    Outbox outbox;

    @Test
    void anEventLeavesEnvelopedInTheTraceOfItsCause() {
        var at = Instant.parse("2026-03-01T10:15:30.123456Z");
        var span = GlobalOpenTelemetry.getTracer("test").spanBuilder("cause").startSpan();
        try (var scope = span.makeCurrent()) {
            commit(new CauseClassified(key, CauseClass.PROCESS, null, JourneyState.RECOVERING, at));
        } finally {
            span.end();
        }
        awaitOnTopic(1);
        var message = TopicReader.of(TOPIC, key).getFirst();
        assertThat(header(message, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(message, "ce_id"))
                .isEqualTo(Database.column("select id from outbox where key = ?", key)
                        .getFirst());
        assertThat(header(message, "ce_source")).isEqualTo("/chassis");
        assertThat(header(message, "ce_type")).isEqualTo("dev.makegood.CauseClassified");
        assertThat(header(message, "ce_time")).isEqualTo("2026-03-01T10:15:30.123456Z");
        assertThat(header(message, "ce_subject")).isEqualTo(key.toString());
        assertThat(header(message, "ce_sequence")).isEqualTo("1");
        assertThat(header(message, "content-type")).isEqualTo("application/json");
        assertThat(header(message, "traceparent"))
                .startsWith("00-" + span.getSpanContext().getTraceId() + "-");
        assertThat(new String(message.value(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"complaintId\":\"%s\",\"cause\":\"PROCESS\",\"state\":\"RECOVERING\",\"at\":\"2026-03-01T10:15:30.123456Z\"}"
                                .formatted(key));
        await().untilAsserted(() -> assertThat(Database.column("select sent_at from outbox where key = ?", key))
                .doesNotContainNull());
    }

    @Test
    void whatIsUndoneNeverHappened() {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.add(said("undone"));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        commit(said("done"));
        awaitOnTopic(1);
        assertThat(words()).containsExactly("done");
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void anEventNeedsTheTransactionThatCausesIt() {
        assertThatThrownBy(() -> outbox.add(said("nowhere"))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anEventThatIsTooLargeToLeaveIsRefusedAtOnce() {
        assertThatThrownBy(() -> commit(said("a".repeat(1_000_000)))).isInstanceOf(IllegalStateException.class);
        commit(said("small"));
        awaitOnTopic(1);
    }

    @Test
    void aKeysEventsAreNumberedWithoutAGapAndLeaveInThatOrderHoweverManyWriteAtOnce() throws Exception {
        var keys = Stream.generate(UUID::randomUUID).limit(3).toList();
        int writers = 16;
        int each = 20;
        try (var threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                done.add(threads.submit(() -> IntStream.range(0, each).forEach(i -> {
                    try {
                        QuarkusTransaction.requiringNew().run(() -> {
                            // Two keys, in any order: transactions meet at both.
                            var first = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
                            var second = keys.get(ThreadLocalRandom.current().nextInt(keys.size()));
                            outbox.add(said(first, "a"), said(second, "b"), said(first, "c"));
                            if (ThreadLocalRandom.current().nextInt(4) == 0) {
                                // Many at once are written otherwise, and meet the others at the same keys.
                                IntStream.range(0, 20).forEach(more -> outbox.add(said(second, "d"), said(first, "e")));
                            }
                            if (ThreadLocalRandom.current().nextInt(5) == 0) {
                                throw new IllegalArgumentException("undone");
                            }
                        });
                    } catch (IllegalArgumentException undone) {
                        // As meant.
                    }
                })));
            }
            for (var writer : done) {
                writer.get();
            }
        }
        for (UUID each1 : keys) {
            long last = Database.number("select last from outbox_sequence where key = ?", each1);
            assertThat(last).isGreaterThan(writers);
            await().untilAsserted(() -> assertThat(TopicReader.of(TOPIC, each1)).hasSize((int) last));
            assertThat(TopicReader.of(TOPIC, each1).stream()
                            .map(message -> Long.valueOf(header(message, "ce_sequence"))))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        }
    }

    @Test
    void manyEventsOfOneTransactionLeaveInTheOrderInWhichTheyWereAdded() {
        var keys = Stream.generate(UUID::randomUUID).limit(3).toList();
        transaction(() -> keys.forEach(each -> outbox.add(said(each, "first"))));
        transaction(() ->
                IntStream.range(0, 300).forEach(i -> outbox.add(said(keys.get(i % keys.size()), Integer.toString(i)))));
        transaction(() -> keys.forEach(each -> outbox.add(said(each, "last"))));
        for (int number = 0; number < keys.size(); number++) {
            var each = keys.get(number);
            await().untilAsserted(() -> assertThat(TopicReader.of(TOPIC, each)).hasSize(102));
            int start = number;
            List<String> words = new ArrayList<>(List.of("first"));
            IntStream.range(0, 100).forEach(i -> words.add(Integer.toString(start + i * keys.size())));
            words.add("last");
            assertThat(words(each)).containsExactlyElementsOf(words);
            assertThat(TopicReader.of(TOPIC, each).stream()
                            .map(message -> Long.valueOf(header(message, "ce_sequence"))))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 102).boxed().toList());
        }
    }

    private static void transaction(Runnable change) {
        QuarkusTransaction.requiringNew().run(change);
    }

    @Test
    void aTransactionThatCommitsLateIsNotSkipped() throws Exception {
        var other = UUID.randomUUID();
        try (var late = Database.connect()) {
            late.setAutoCommit(false);
            // As the outbox writes it, up to the commit.
            try (var sequence = late.prepareStatement("insert into outbox_sequence (key, last) values (?, 1)");
                    var insert = late.prepareStatement("""
                            insert into outbox (id, topic, type, key, sequence, body, occurred_at)
                            values (gen_random_uuid(), ?, 'dev.makegood.UpdateGiven', ?, 1, '{"words":"late"}'::bytea, now())
                            """)) {
                sequence.setObject(1, key);
                sequence.executeUpdate();
                insert.setString(1, TOPIC);
                insert.setObject(2, key);
                insert.executeUpdate();
            }
            commit(said(other, "early"));
            await().untilAsserted(() -> assertThat(TopicReader.of(TOPIC, other)).hasSize(1));
            var sameKey = CompletableFuture.runAsync(() -> commit(said("after")));
            await().untilAsserted(() -> assertThat(Database.number(
                            "select count(*) from pg_locks where not granted and locktype = 'transactionid'"))
                    .isPositive());
            assertThat(TopicReader.of(TOPIC, key)).isEmpty();
            late.commit();
            sameKey.join();
        }
        awaitOnTopic(2);
        assertThat(words()).containsExactly("late", "after");
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void oneRelayPublishesAndAnotherTakesOverWithinTenSecondsOfItsEnd() throws Exception {
        try (var holder = Database.connect();
                var killer = Database.connect()) {
            int process = holdTheLease(holder);
            commit(said("held back"));
            // Longer than the relay takes otherwise, its safety net included.
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(6))
                    .until(() -> TopicReader.of(TOPIC, key).isEmpty());
            try (var kill = killer.prepareStatement("select pg_terminate_backend(?)")) {
                kill.setInt(1, process);
                kill.execute();
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(words()).containsExactly("held back"));
        }
    }

    @Test
    void aHolderThatHasGoneSilentLosesTheLeaseWithinTenSeconds() throws Exception {
        try (var holder = Database.connect()) {
            try (var statement = holder.createStatement()) {
                // What a relay says when it takes the lease.
                holder.setAutoCommit(false);
                statement.execute("set local idle_in_transaction_session_timeout = 8000");
            }
            holdTheLease(holder);
            commit(said("held back"));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(words()).containsExactly("held back"));
        }
    }

    @Test
    void eventsThatPiledUpLeaveInOrder() throws Exception {
        try (var holder = Database.connect()) {
            holdTheLease(holder);
            for (int i = 0; i < 30; i++) {
                int from = i * 50;
                commit(IntStream.range(from, from + 50)
                        .mapToObj(n -> said("n" + n))
                        .toArray(Event[]::new));
            }
            holder.rollback();
        }
        awaitOnTopic(1_500);
        assertThat(words())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_500).mapToObj(n -> "n" + n).toList());
    }

    private void commit(Event... events) {
        QuarkusTransaction.requiringNew().run(() -> outbox.add(events));
    }

    private UpdateGiven said(String words) {
        return said(key, words);
    }

    private static UpdateGiven said(UUID key, String words) {
        return new UpdateGiven(
                key, new Person("1", "Eleni"), words, JourneyState.RECOVERING, Instant.parse("2026-03-01T10:00:00Z"));
    }

    private void awaitOnTopic(int count) {
        await().untilAsserted(() -> assertThat(TopicReader.of(TOPIC, key)).hasSize(count));
    }

    private List<String> words() {
        return words(key);
    }

    private static List<String> words(UUID key) {
        return TopicReader.of(TOPIC, key).stream()
                .map(message -> new String(message.value(), StandardCharsets.UTF_8)
                        .replaceAll(".*\"words\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<Long> sequences() {
        return TopicReader.of(TOPIC, key).stream()
                .map(message -> Long.valueOf(header(message, "ce_sequence")))
                .toList();
    }

    private static int holdTheLease(Connection holder) throws SQLException {
        holder.setAutoCommit(false);
        try (var statement = holder.createStatement()) {
            try (var row = statement.executeQuery("select pg_backend_pid() from outbox_lease for update")) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}

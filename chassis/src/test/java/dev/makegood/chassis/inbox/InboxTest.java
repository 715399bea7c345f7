package dev.makegood.chassis.inbox;

import static dev.makegood.chassis.testing.Events.next;
import static dev.makegood.chassis.testing.Events.publish;
import static dev.makegood.chassis.testing.Events.saying;
import static dev.makegood.chassis.testing.Events.send;
import static dev.makegood.chassis.testing.Events.with;
import static dev.makegood.chassis.testing.TopicReader.header;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.chassis.testing.TopicReader;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class InboxTest {

    private static final String CONSUMER = "chassis." + Topic.COMPLAINTS.address();

    private final UUID key = UUID.randomUUID();

    /** What other tests left broken would count in this one's redrives. */
    @BeforeEach
    void forgetThePoisonOfOtherTests() {
        Database.run("update inbox_parked set reason = null where reason is not null");
    }

    @Test
    void anEventThatComesTwiceHasItsEffectOnce() {
        var once = next(said("once"));
        send(once);
        send(once);
        publish(said("then"));
        awaitEffects("once", "then");
    }

    @Test
    void eventsThatComeOutOfOrderHaveTheirEffectsInOrder() {
        var first = next(said("1"));
        var second = next(said("2"));
        var third = next(said("3"));
        send(third);
        send(first);
        send(second);
        awaitEffects("1", "2", "3");
    }

    @Test
    void whatComesAfterAGapWaitsUntilTheGapIsFilled() {
        publish(said("1"));
        var missing = next(said("2"));
        publish(said("3"), said("4"));
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(2));
        assertThat(Recorder.effects(key)).containsExactly("1");
        send(missing);
        awaitEffects("1", "2", "3", "4");
        assertThat(parked()).isZero();
        assertThat(TopicReader.of(Topic.COMPLAINTS.deadLetterAddress(), key)).isEmpty();
    }

    @Test
    void aListenerThatFailsLeavesNoEffectAndHoldsUpOnlyItsOwnKey() {
        var other = UUID.randomUUID();
        publish(said("1"), said(Recorder.SPOILT), said("3"), new RecoveryConfirmed(other, "flows", Instant.now()));
        var letter = awaitDeadLetter();
        await().untilAsserted(() -> assertThat(Recorder.effects(other)).containsExactly("flows"));
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(2));
        assertThat(Recorder.effects(key)).containsExactly("1");
        assertThat(header(letter, "dlt-consumer")).isEqualTo(CONSUMER);
        assertThat(header(letter, "dlt-reason"))
                .contains("IllegalStateException")
                .contains("spoilt");
        assertThat(header(letter, "ce_type")).isEqualTo("dev.makegood.RecoveryConfirmed");
    }

    @Test
    void aRedriveTakesInWhatWasMendedAndWhatWaitedBehindItInOrder() {
        publish(said("1"), said(Recorder.SPOILT), said("3"), said("4"));
        awaitDeadLetter();
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(3));
        redrive("olga").statusCode(200).body("taken", equalTo(0)).body("stillDead", equalTo(1));
        assertThat(Recorder.effects(key)).containsExactly("1");
        given().auth()
                .oauth2(Tokens.of("olga"))
                .get("/v1/operations/chassis/dead-letters")
                .then()
                .statusCode(200)
                .body("items.key", equalTo(List.of(key.toString())))
                .body("items[0].consumer", equalTo(CONSUMER))
                .body("items[0].sequence", equalTo(2));

        Recorder.mend(key);
        redrive("olga").statusCode(200).body("taken", equalTo(3)).body("stillDead", equalTo(0));
        assertThat(Recorder.effects(key)).containsExactly("1", Recorder.SPOILT, "3", "4");
        publish(said("5"));
        awaitEffects("1", Recorder.SPOILT, "3", "4", "5");
    }

    @Test
    void onlyOperatorsRedriveAndOnlyTheServiceThatTheyName() {
        redrive("eleni").statusCode(403).contentType("application/problem+json");
        redrive("lena").statusCode(403);
        given().post("/v1/operations/chassis/dead-letters/redrive").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("olga"))
                .post("/v1/operations/recovery-service/dead-letters/redrive")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void aPoisonThatWaitedIsItselfTheDeadLetterAndNotTheOneThatMadeItsTurnCome() {
        publish(said("1"));
        var late = next(said("2"));
        publish(said(Recorder.SPOILT));
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(1));
        send(late);
        awaitEffects("1", "2");
        assertThat(header(awaitDeadLetter(), "ce_sequence")).isNull();
        assertThat(Database.column("select sequence from inbox_parked where key = ? and reason is not null", key))
                .containsExactly("3");
    }

    @Test
    void aRedriveGoesAsFarAsTheNextPoison() {
        publish(said("unknown"), said("2"), said(Recorder.SPOILT), said("4"));
        awaitEffects("unknown", "2");
        awaitDeadLetter();
        // The second is spoilt in a way of its own, and waits behind the first.
        publish(said("5"));
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(3));
        Database.run("update inbox_parked set type = 'dev.makegood.Nothing' where key = ? and sequence = 4", key);
        Recorder.mend(key);
        redrive("olga").statusCode(200).body("taken", equalTo(1));
        assertThat(Recorder.effects(key)).containsExactly("unknown", "2", Recorder.SPOILT);
        assertThat(Database.column("select sequence from inbox_parked where key = ? and reason is not null", key))
                .containsExactly("4");
        Database.run("update inbox_parked set type = 'dev.makegood.RecoveryConfirmed' where key = ?", key);
        redrive("olga").statusCode(200).body("taken", equalTo(2));
        awaitEffects("unknown", "2", Recorder.SPOILT, "4", "5");
    }

    @Test
    void anEventThatArrivesDuringARedriveIsNotLost() throws Exception {
        publish(said("1"), said(Recorder.SLOW), said("3"));
        awaitDeadLetter();
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(2));
        Recorder.mend(key);
        var redriven =
                CompletableFuture.supplyAsync(() -> redrive("olga").extract().<Integer>path("taken"));
        assertThat(Recorder.SLOW_BEGUN.await(10, TimeUnit.SECONDS)).isTrue();
        var during = next(said("4"));
        send(during);
        // The consumer has the event in hand, and waits for the redrive or has parked the event.
        var id = new String(during.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        await().untilAsserted(() -> assertThat(Database.number("""
                        select (select count(*) from pg_stat_activity where wait_event_type = 'Lock')
                             + (select count(*) from inbox where event_id = ?::uuid)
                        """, id)).isPositive());
        Recorder.SLOW_MAY_END.countDown();
        assertThat(redriven.get(10, TimeUnit.SECONDS)).isPositive();
        publish(said("5"));
        awaitEffects("1", Recorder.SLOW, "3", "4", "5");
        assertThat(parked()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "null",
                "[]",
                "\"\"",
                "{\"complaintId\": 7}",
                "{}",
                "\u0000",
                "{\"at\": \"+999999999-01-01T00:00:00Z\"}"
            })
    void aBodyThatIsNoEventBecomesADeadLetterAndLaterEventsWait(String body) {
        send(saying(next(said("x")), body.getBytes(StandardCharsets.UTF_8)));
        publish(said("2"));
        var letter = awaitDeadLetter();
        assertThat(letter.value()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(header(letter, "dlt-reason")).isNotBlank();
        await().untilAsserted(() -> assertThat(parked()).isEqualTo(2));
        assertThat(Recorder.effects(key)).isEmpty();
    }

    @Test
    void anUnknownTypeBecomesADeadLetter() {
        send(with(next(said("x")), "ce_type", "dev.makegood.Nothing"));
        assertThat(header(awaitDeadLetter(), "dlt-reason")).isEqualTo("unknown type dev.makegood.Nothing");
    }

    @Test
    void anEventUnderAnotherKeyThanItsOwnBecomesADeadLetter() {
        var stranger = next(new RecoveryConfirmed(UUID.randomUUID(), "x", Instant.now()));
        var moved = new ProducerRecord<@Nullable String, byte @Nullable []>(
                stranger.topic(), null, null, key.toString(), stranger.value(), stranger.headers());
        send(moved);
        assertThat(header(awaitDeadLetter(), "dlt-reason")).isEqualTo("its key is not that of its body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_time", "ce_sequence"})
    void aMissingHeaderMakesADeadLetterThatHoldsNobodyUp(String name) {
        send(with(next(said("without " + name)), name, null));
        assertThat(header(awaitUnreadable("without " + name), "dlt-reason")).isEqualTo("no header " + name);
        theConsumerGoesOn();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ce_id=7",
                "ce_id=a\u0000b",
                "ce_sequence=many",
                "ce_sequence=0",
                "ce_sequence=-1",
                "ce_sequence=9223372036854775808",
                "ce_time=yesterday",
                "ce_time=+999999999-01-01T00:00:00Z",
                "ce_type=dev.makegood.\u0000"
            })
    void aBadHeaderMakesADeadLetterThatHoldsNobodyUp(String header) {
        var name = header.substring(0, header.indexOf('='));
        var words = "bad " + header.replace('\u0000', '0');
        send(with(next(said(words)), name, header.substring(header.indexOf('=') + 1)));
        assertThat(header(awaitUnreadable(words), "dlt-reason")).isNotBlank();
        theConsumerGoesOn();
    }

    @Test
    void aTraceThatIsNoneIsNoReasonToRefuseAnEvent() {
        send(with(next(said("1")), "traceparent", "00-\u0000-x"));
        publish(said("2"));
        awaitEffects("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "117"})
    void aKeyThatIsNoneMakesADeadLetterThatHoldsNobodyUp(String none) {
        var message = next(said("keyless " + none));
        send(new ProducerRecord<>(
                message.topic(), null, null, none.equals("null") ? null : none, message.value(), message.headers()));
        assertThat(header(awaitUnreadable("keyless " + none), "dlt-reason"))
                .contains(none.equals("null") ? "no key" : "bad envelope");
        theConsumerGoesOn();
    }

    @Test
    void anEventWithoutABodyMakesADeadLetterThatHoldsNobodyUp() {
        int before = TopicReader.all(Topic.COMPLAINTS.deadLetterAddress()).size();
        send(saying(next(said("x")), null));
        await().untilAsserted(() -> assertThat(TopicReader.all(Topic.COMPLAINTS.deadLetterAddress()))
                .hasSizeGreaterThan(before)
                .last()
                .satisfies(letter -> assertThat(header(letter, "dlt-reason")).isEqualTo("no body")));
        theConsumerGoesOn();
    }

    @Test
    void aDeadLetterThatIsLargerThanTheTopicTakesIsCutAndHoldsNobodyUp() {
        byte[] large = "{\"words\": \"%s".formatted("a".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8);
        send(saying(next(said("x")), large));
        var letter = awaitDeadLetter();
        assertThat(letter.value()).hasSizeLessThan(1_000_000);
        assertThat(header(letter, "dlt-cut-from")).isEqualTo(Integer.toString(large.length));
        theConsumerGoesOn();
    }

    @Test
    void aSecondEventUnderATakenNumberIsADeadLetterAndNotLost() {
        publish(said("1"), said("2"));
        awaitEffects("1", "2");
        send(with(next(said("impostor")), "ce_sequence", "2"));
        assertThat(header(awaitDeadLetter(), "dlt-reason")).isEqualTo("another event had number 2 of its key");
        send(with(next(said("3")), "ce_sequence", "3"));
        awaitEffects("1", "2", "3");
    }

    private RecoveryConfirmed said(String words) {
        return new RecoveryConfirmed(key, words, Instant.parse("2026-03-01T10:00:00Z"));
    }

    private void awaitEffects(String... words) {
        await().untilAsserted(() -> assertThat(Recorder.effects(key)).containsExactly(words));
    }

    private ConsumerRecord<@Nullable String, byte[]> awaitDeadLetter() {
        await().untilAsserted(() -> assertThat(TopicReader.of(Topic.COMPLAINTS.deadLetterAddress(), key))
                .hasSize(1));
        return TopicReader.of(Topic.COMPLAINTS.deadLetterAddress(), key).getFirst();
    }

    /** The dead letter, without a key, of an event that had these words. */
    private static ConsumerRecord<@Nullable String, byte[]> awaitUnreadable(String words) {
        return await().until(
                        () -> TopicReader.all(Topic.COMPLAINTS.deadLetterAddress()).stream()
                                .filter(letter ->
                                        new String(letter.value(), StandardCharsets.UTF_8).contains('"' + words + '"'))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    private static void theConsumerGoesOn() {
        var other = UUID.randomUUID();
        publish(new RecoveryConfirmed(other, "goes on", Instant.now()));
        await().untilAsserted(() -> assertThat(Recorder.effects(other)).containsExactly("goes on"));
    }

    private long parked() {
        long rows = Database.number("select count(*) from inbox_parked where key = ?", key);
        var counted = Database.column("select parked from inbox_position where key = ?", key);
        assertThat(counted.isEmpty() ? "0" : counted.getFirst()).isEqualTo(Long.toString(rows));
        return rows;
    }

    private static ValidatableResponse redrive(String user) {
        return given().auth()
                .oauth2(Tokens.of(user))
                .post("/v1/operations/chassis/dead-letters/redrive")
                .then();
    }
}

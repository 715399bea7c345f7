package dev.makegood.notification.sms;

import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.Customer;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Events;
import dev.makegood.notification.Mailbox;
import dev.makegood.notification.sms.SmsPeer.Posted;
import dev.makegood.notification.sms.SmsPeer.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who prefers texts gets texts; what cannot go that way goes by mail. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@QuarkusTestResource(value = SmsPeer.class, restrictToAnnotatedClass = true)
class SmsTest {

    private static final String CALLBACKS = "https://makegood.example/v1/sms/callbacks";

    private final Caps caps;

    SmsTest(Caps caps) {
        this.caps = caps;
    }

    @Test
    void whoPrefersTextsIsTextedFromTheirCountrysNumber() {
        var number = number();
        var id = complain(number, Language.EL);

        var text = texts(number, 1).getFirst();
        assertThat(text.authorization())
                .isEqualTo("Basic "
                        + Base64.getEncoder()
                                .encodeToString(("AC1:" + SmsPeer.SECRET).getBytes(StandardCharsets.UTF_8)));
        assertThat(text.form())
                .containsEntry("From", "+306900000000")
                .containsEntry("StatusCallback", CALLBACKS)
                .hasEntrySatisfying(
                        "Body",
                        body -> assertThat(body)
                                .contains("MG-7QF3-K9MP", "παράπονό")
                                .containsPattern("https://makegood\\.example/track/[A-Za-z0-9_-]{43}$"));
        awaitState(id, "SENT");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(id))
                        .anySatisfy(event -> assertThat(event)
                                .containsEntry("type", "dev.makegood.NotificationSent")
                                .containsEntry("medium", "SMS")));
        assertThat(Mailbox.mails(address(id))).isEmpty();
    }

    @Test
    void whatIsToldTwiceOrInAnotherOrderChangesNothing() {
        var number = number();
        var id = complain(number, Language.EN);
        var sid = texts(number, 1).getFirst().sid();
        awaitState(id, "SENT");

        assertThat(report(sid, "sent", "")).isEqualTo(204);
        assertThat(state(id)).isEqualTo("SENT");
        assertThat(report(sid, "delivered", "")).isEqualTo(204);
        assertThat(state(id)).isEqualTo("DELIVERED");
        assertThat(report(sid, "sending", "")).isEqualTo(204);
        assertThat(report(sid, "delivered", "")).isEqualTo(204);
        assertThat(state(id)).isEqualTo("DELIVERED");
        assertThat(report(sid, "undelivered", "30003")).isEqualTo(204);
        assertThat(report(sid, "delivered", "")).isEqualTo(204);
        assertThat(state(id)).isEqualTo("FAILED");

        // What came back goes by mail, once.
        assertThat(Mailbox.awaitMails(address(id), 1)).hasSize(1);
        assertThat(report(sid, "undelivered", "30003")).isEqualTo(204);
        assertThat(deliveries(id).getList("items.medium")).containsExactlyInAnyOrder("SMS", "EMAIL");
    }

    @Test
    void whatIsToldBeforeTheGatewaysAnswerIsNotLost() {
        var number = number();
        SmsPeer.first(number, sid -> report(sid, "delivered", ""));
        var id = complain(number, Language.EN);
        awaitState(id, "DELIVERED");
    }

    @Test
    void whatNobodySignedOrSomebodyHeldBackIsRefused() {
        var number = number();
        var id = complain(number, Language.EN);
        var sid = texts(number, 1).getFirst().sid();
        awaitState(id, "SENT");
        var form = Map.of("MessageSid", sid, "MessageStatus", "delivered");

        assertThat(post(form, null)).isEqualTo(401);
        assertThat(post(form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")).isEqualTo(401);
        assertThat(post(form, Signatures.of("another", CALLBACKS, lists(form)))).isEqualTo(401);
        assertThat(post(form, Signatures.of(SmsPeer.SECRET, "https://evil.example/v1/sms/callbacks", lists(form))))
                .isEqualTo(401);
        for (var time : List.of(
                Instant.now().minusSeconds(301).toString(),
                Instant.now().plusSeconds(301).toString(),
                Long.toString(Instant.now().minusSeconds(400).getEpochSecond()),
                "yesterday")) {
            var old = Map.of("MessageSid", sid, "MessageStatus", "delivered", "Timestamp", time);
            assertThat(post(old, Signatures.of(SmsPeer.SECRET, CALLBACKS, lists(old))))
                    .as(time)
                    .isEqualTo(401);
        }
        assertThat(state(id)).isEqualTo("SENT");
        var fresh = Map.of(
                "MessageSid",
                sid,
                "MessageStatus",
                "delivered",
                "Timestamp",
                Instant.now().toString());
        assertThat(post(fresh, Signatures.of(SmsPeer.SECRET, CALLBACKS, lists(fresh))))
                .isEqualTo(204);
        assertThat(state(id)).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @ValueSource(ints = {21211, 21614, 21610, 21408})
    void whatTheGatewayRefusesGoesByMail(int code) {
        var number = number();
        SmsPeer.script(
                number,
                new Reply(400, "{\"code\": %d, \"message\": \"Not %s\", \"status\": 400}".formatted(code, number)));
        var id = complain(number, Language.EN);

        Mailbox.awaitMails(address(id), 1);
        assertThat(SmsPeer.to(number)).hasSize(1);
        String answer = deliveries(id).getString("items.find { it.medium == 'SMS' }.lastAnswer");
        assertThat(answer).contains("400 " + code).doesNotContain(number.substring(1));
    }

    @Test
    void whatTheGatewayCannotTakeNowIsTriedAgain() {
        var number = number();
        SmsPeer.script(number, new Reply(429, "{\"code\": 20429}"), new Reply(503, "<html>"), new Reply(500, ""));
        var id = complain(number, Language.EN);

        assertThat(texts(number, 4)).hasSize(4);
        awaitState(id, "SENT");
        assertThat(Mailbox.mails(address(id))).isEmpty();
    }

    @Test
    void whoTextsStopIsTextedNoMore() {
        var number = number();
        var id = complain(number, Language.EN);
        texts(number, 1);
        awaitState(id, "SENT");

        var stop =
                Map.of("MessageSid", "SM" + UUID.randomUUID(), "From", number, "To", "+306900000000", "Body", "Stóp.");
        assertThat(RestAssured.given()
                        .formParams(stop)
                        .header("X-Twilio-Signature", "AAAA")
                        .post("/v1/sms/inbound")
                        .statusCode())
                .isEqualTo(401);
        RestAssured.given()
                .formParams(stop)
                .header(
                        "X-Twilio-Signature",
                        Signatures.of(SmsPeer.SECRET, "https://makegood.example/v1/sms/inbound", lists(stop)))
                .post("/v1/sms/inbound")
                .then()
                .statusCode(204);

        publish(new UpdateGiven(id, ELENI, "News.", JourneyState.RECOVERING, NOW));
        Mailbox.awaitMails(address(id), 1);
        assertThat(SmsPeer.to(number)).hasSize(1);
    }

    @Test
    void aNumberGetsNoMoreThanItsShareOfADay() {
        var number = number();
        var id = complain(number, Language.EN);
        for (int i = 0; i < 4; i++) {
            publish(new UpdateGiven(id, ELENI, "News %d.".formatted(i), JourneyState.RECOVERING, NOW));
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deliveries(id)
                        .getList("items.lastAnswer")
                        .contains("held: too many texts to this number or those beside it"));
        assertThat(SmsPeer.to(number)).hasSize(3);
        assertThat(deliveries(id).getList("items.state")).containsOnly("SENT", "QUEUED");
    }

    @Test
    void numbersBesideEachOtherShareACap() {
        var prefix = number().substring(0, 9);
        long counted = IntStream.range(0, 100)
                .parallel()
                .filter(i -> caps.count("%s%04d".formatted(prefix, i)).isEmpty())
                .count();
        assertThat(counted).isEqualTo(20);
        assertThat(caps.count(number())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+309012345678", "+302101234567", "+34612345678", "+19005551234"})
    void numbersThatTakeNoTextsOrAreElsewhereGetNone(String number) {
        var id = complain(number, Language.EN);
        Mailbox.awaitMails(address(id), 1);
        assertThat(SmsPeer.to(number)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "stop", " Stop! ", "Στοπ", "ΣΤΟΠ", "стоп", "Baja.", "lopeta"})
    void stopIsUnderstoodInFiveLanguages(String body) {
        assertThat(SmsReplies.isStop(body)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Please stop the tow truck from coming again", "no", "Thanks", "stopp"})
    void otherWordsStopNothing(String body) {
        assertThat(SmsReplies.isStop(body)).isFalse();
    }

    /** A Greek mobile number that no other test has. */
    private static String number() {
        return "+3069" + (10_000_000 + ThreadLocalRandom.current().nextInt(89_999_999));
    }

    /** A complaint of somebody who prefers texts. */
    private static UUID complain(String number, Language language) {
        var id = UUID.randomUUID();
        publish(Events.complaint(
                id,
                new Customer(UUID.randomUUID(), 0, "Ann Ode", language, address(id), number, null, null, Medium.SMS)));
        return id;
    }

    private static List<Posted> texts(String number, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> SmsPeer.to(number), texts -> texts.size() >= count);
    }

    private static int report(String sid, String status, String code) {
        var form = Map.of("MessageSid", sid, "MessageStatus", status, "ErrorCode", code);
        return post(form, Signatures.of(SmsPeer.SECRET, CALLBACKS, lists(form)));
    }

    private static int post(Map<String, String> form, @org.jspecify.annotations.Nullable String signature) {
        var request = RestAssured.given().formParams(form);
        if (signature != null) {
            request.header("X-Twilio-Signature", signature);
        }
        return request.post("/v1/sms/callbacks").statusCode();
    }

    private static Map<String, List<String>> lists(Map<String, String> form) {
        return form.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
    }

    private static void awaitState(UUID complaint, String state) {
        await(complaint.toString()).atMost(Duration.ofSeconds(20)).until(() -> state(complaint), state::equals);
    }

    private static String state(UUID complaint) {
        return String.valueOf(deliveries(complaint).getString("items.find { it.medium == 'SMS' }.state"));
    }

    private static JsonPath deliveries(UUID complaint) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("eleni"))
                .queryParam("complaint", complaint)
                .get("/v1/deliveries")
                .jsonPath();
    }
}

package dev.makegood.notification.webhook;

import static dev.makegood.chassis.testing.ScriptedReceiver.says;
import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.ScriptedReceiver;
import dev.makegood.chassis.testing.ScriptedReceiver.Behaviour;
import dev.makegood.chassis.testing.ScriptedReceiver.Call;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Events;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs are told of events: signed, once or more, without what is the customer's own, and whatever they answer. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class WebhooksTest {

    private final ScriptedReceiver receiver = new ScriptedReceiver();

    /** Other tests count what is delivered. */
    @AfterEach
    void leave() throws IOException {
        receiver.close();
        Database.run("delete from webhook");
    }

    @Test
    void aProgramIsToldWhatHappenedSignedAndWithoutWhatIsTheCustomersOwn() {
        var webhook = subscribed(receiver.on("/hook", says(204)), null);
        var received = Events.complaint(Language.EN, "Ann Ode");
        var event = publish(received);

        var call = called("/hook", event).getFirst();
        assertThat(call.header("content-type")).isEqualTo("application/json");
        assertThat(call.header("webhook-id")).isEqualTo(event.toString());
        assertThat(Instant.ofEpochSecond(Long.parseLong(call.header("webhook-timestamp"))))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(call.header("webhook-signature")).isEqualTo(signature(call, webhook.getString("secret")));
        var body = JsonPath.from(call.body());
        assertThat(body.getString("type")).isEqualTo("ComplaintReceived");
        assertThat(body.getString("timestamp")).isEqualTo(NOW.toString());
        assertThat(body.<Map<String, Object>>get("data"))
                .containsEntry("complaintId", received.complaintId().toString())
                .containsEntry("reference", received.reference())
                .containsEntry("channel", "WEB")
                .containsEntry("owner", Map.of("id", ELENI.id()))
                .containsEntry("customer", Map.of("id", received.customer().id().toString(), "language", "en"));
        assertThat(call.body()).doesNotContain("Ann Ode", "example.org", "It broke", "Eleni", "linkGeneration");
    }

    @Test
    void aProgramIsToldOfWhatItAskedForAlone() {
        subscribed(receiver.on("/some", says(200)), List.of("UpdateGiven"));
        subscribed(receiver.on("/all", says(200)), null);
        var received = Events.complaint(Language.EN, "Ann Ode");
        var first = publish(received);
        var second = publish(
                new UpdateGiven(received.complaintId(), ELENI, "It drives again.", JourneyState.RECOVERING, NOW));

        called("/all", first);
        called("/all", second);
        called("/some", second);
        assertThat(calls("/some", first)).isEmpty();
    }

    @Test
    void whoIsToBeForgottenIsToldAndWhatWasSaidOfThemIsForgotten() {
        var webhook = subscribed(receiver.on("/hook", says(200)), null);
        var received = Events.complaint(Language.EN, "Ann Ode");
        var event = publish(received);
        called("/hook", event);
        var erased = publish(new CustomerErased(received.customer().id(), received.complaintId(), NOW));

        var call = called("/hook", erased).getFirst();
        assertThat(JsonPath.from(call.body()).getString("type")).isEqualTo("CustomerErased");
        eventually(() -> log(webhook)
                .body("items.find { it.eventId == '%s' }.type".formatted(event), nullValue())
                .body("items.find { it.eventId == '%s' }.attempts[0].answer".formatted(event), equalTo("(erased)")));
        replay(webhook, Map.of("eventId", event)).body("queued", equalTo(0));
    }

    @Test
    void aCustomersOwnRecordIsToldOfByTheirIdAlone() {
        subscribed(receiver.on("/hook", says(200)), List.of("CustomerChanged"));
        var customer = new Customer(
                UUID.randomUUID(), 3, "Ann Ode", Language.FI, "ann@x.example", "+3581", "gold", null, null);
        var event = publish(new CustomerChanged(customer, NOW));

        var call = called("/hook", event).getFirst();
        assertThat(JsonPath.from(call.body()).<Map<String, Object>>get("data"))
                .isEqualTo(Map.of(
                        "customer", Map.of("id", customer.id().toString(), "language", "fi"), "at", NOW.toString()));
    }

    static Stream<Behaviour> setbacks() {
        return Stream.of(
                says(500),
                says(503),
                says(404),
                says(301, "Location", "http://127.0.0.1/elsewhere"),
                new Behaviour.Leaves(),
                new Behaviour.Hangs(),
                new Behaviour.Drips(Duration.ofSeconds(1)));
    }

    @ParameterizedTest
    @MethodSource("setbacks")
    void whatWasNotTakenIsTriedAgainUnderTheSameId(Behaviour setback) {
        var webhook = subscribed(receiver.on("/hook", setback, says(200)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        eventually(() -> assertThat(calls("/hook", event)).hasSize(2));
        assertThat(calls("/hook", event).get(1).body())
                .isEqualTo(calls("/hook", event).getFirst().body());
        eventually(() -> log(webhook)
                .body("items[0].state", equalTo("SENT"))
                .body("items[0].attempts.outcome", equalTo(List.of("DEFERRED", "SENT"))));
    }

    @Test
    void aRedirectIsNotFollowed() {
        var elsewhere = receiver.on("/elsewhere", says(200));
        var webhook = subscribed(receiver.on("/hook", says(302, "Location", elsewhere), says(200)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        eventually(() -> assertThat(calls("/hook", event)).hasSize(2));
        assertThat(receiver.calls("/elsewhere")).isEmpty();
        eventually(() -> log(webhook).body("items[0].attempts[0].answer", startsWith("HTTP 302")));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void whoAsksForPatienceGetsIt(int status) {
        subscribed(receiver.on("/hook", says(status, "Retry-After", "3"), says(200)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        eventually(() -> assertThat(calls("/hook", event)).hasSize(2));
        var calls = calls("/hook", event);
        assertThat(Duration.between(calls.getFirst().at(), calls.get(1).at())).isGreaterThan(Duration.ofMillis(2900));
    }

    @Test
    void aHugeAnswerIsCut() {
        var webhook = subscribed(receiver.on("/hook", new Behaviour.Floods(1L << 30)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        called("/hook", event);
        eventually(() -> log(webhook)
                .body("items[0].state", equalTo("SENT"))
                .body("items[0].attempts[0].answer.length()", equalTo("HTTP 200 ".length() + 300)));
        // What was under way in buffers of the two systems, and no more.
        assertThat(receiver.written()).isLessThan(16L << 20);
    }

    @Test
    void anEncryptedConnectionThatShowsNoTrustedCertificateIsNone() throws Exception {
        try (var encrypted = new ScriptedReceiver(SSLContext.getDefault().getServerSocketFactory())) {
            var webhook = subscribed(encrypted.on("/hook", says(200)), null);
            publish(Events.complaint(Language.EN, "Ann Ode"));

            eventually(() -> log(webhook)
                    .body("items[0].attempts[0].outcome", equalTo("DEFERRED"))
                    .body("items[0].attempts[0].answer", equalTo("no trusted encrypted connection")));
            assertThat(encrypted.calls("/hook")).isEmpty();
        }
    }

    @Test
    void whoIsGoneIsToldNothingMoreUntilSomebodyEnablesIt() {
        var webhook = subscribed(receiver.on("/hook", says(410), says(200)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        eventually(() -> get(webhook).body("disabled.why", equalTo("GONE")));
        assertThat(calls("/hook", event)).hasSize(1);
        post(webhook, "test", Map.of()).statusCode(409);
        replay(webhook, Map.of("eventId", event)).statusCode(409);
        var meanwhile = publish(Events.complaint(Language.EN, "Bea Ode"));
        eventually(() ->
                log(webhook).body("items.find { it.eventId == '%s' }.state".formatted(meanwhile), equalTo("FAILED")));
        assertThat(calls("/hook", meanwhile)).isEmpty();

        enable(webhook);
        replay(webhook, Map.of("since", Instant.now().minusSeconds(60).toString()))
                .statusCode(202)
                .body("queued", equalTo(2));
        called("/hook", meanwhile);
        eventually(() -> assertThat(calls("/hook", event)).hasSize(2));
    }

    @Test
    void whoNeverTakesAnythingIsToldNothingMore() {
        var webhook = subscribed(receiver.on("/hook", says(500)), null);
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        eventually(() -> get(webhook).body("disabled.why", equalTo("FAILING")).body("failingSince", notNullValue()));
        assertThat(calls("/hook", event)).hasSize(4);
        eventually(() -> log(webhook).body("items[0].state", equalTo("FAILED")));
        enable(webhook);
        get(webhook).body("disabled", nullValue()).body("failingSince", nullValue());
    }

    @Test
    void whatWasTakenIsSentAnewUnderTheSameIdAFewAtATime() {
        var webhook = subscribed(receiver.on("/hook", says(200)), null);
        List<UUID> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(publish(Events.complaint(Language.EN, "Ann Ode")));
            called("/hook", events.getLast());
        }
        eventually(() -> log(webhook).body("items.state", equalTo(List.of("SENT", "SENT", "SENT"))));

        var next = replay(
                        webhook, Map.of("since", Instant.now().minusSeconds(60).toString()))
                .statusCode(202)
                .body("queued", equalTo(2))
                .extract()
                .<String>path("next");
        replay(webhook, Map.of("since", next)).body("queued", equalTo(1)).body("next", nullValue());
        for (var event : events) {
            eventually(() -> assertThat(calls("/hook", event)).hasSize(2));
            assertThat(calls("/hook", event).get(1).body())
                    .isEqualTo(calls("/hook", event).getFirst().body());
        }
        replay(webhook, Map.of("eventId", events.getFirst())).body("queued", equalTo(1));
        eventually(() -> assertThat(calls("/hook", events.getFirst())).hasSize(3));
        replay(webhook, Map.of("eventId", UUID.randomUUID())).body("queued", equalTo(0));
        replay(webhook, Map.of()).statusCode(422);
        eventually(() -> log(webhook).body("items.copy", hasItem(2)));
    }

    @Test
    void oneThatHangsKeepsNobodyElseWaiting() {
        subscribed(receiver.on("/hangs", new Behaviour.Hangs()), null);
        subscribed(receiver.on("/quick", says(200)), null);
        Map<UUID, Instant> told = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            told.put(publish(Events.complaint(Language.EN, "Ann Ode")), Instant.now());
        }
        List<Duration> took = new ArrayList<>();
        told.forEach((event, at) ->
                took.add(Duration.between(at, called("/quick", event).getFirst().at())));
        took.sort(null);
        // Each attempt at the other takes the two seconds that it may.
        assertThat(took.get(took.size() * 99 / 100)).isLessThan(Duration.ofSeconds(2));
        assertThat(receiver.calls("/hangs")).isNotEmpty();
    }

    @Test
    void whileKeysRotateBothSignAndNoneIsShownAgain() {
        var webhook = subscribed(receiver.on("/hook", says(200)), null);
        var rotated = post(webhook, "rotate", Map.of())
                .statusCode(200)
                .body("generation", equalTo(2))
                .body("rotatingUntil", notNullValue())
                .extract()
                .<String>path("secret");
        var event = publish(Events.complaint(Language.EN, "Ann Ode"));

        var call = called("/hook", event).getFirst();
        assertThat(call.header("webhook-signature").split(" "))
                .containsExactly(signature(call, rotated), signature(call, webhook.getString("secret")));
        get(webhook).body("secret", nullValue()).body("generation", equalTo(2));
        as("marcus").get("/v1/webhooks").then().body("items[0].secret", nullValue());
    }

    @Test
    void noTableHoldsAKey() {
        var webhook = subscribed(receiver.on("/hook", says(200)), null);
        var secret = webhook.getString("secret");
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        assertThat(key).hasSize(32);
        post(webhook, "test", Map.of()).statusCode(202);
        var shown = secret.substring("whsec_".length());
        var holders =
                Database.column("select table_name from information_schema.tables where table_schema = 'public'")
                        .stream()
                        .filter(table -> Database.number(
                                        "select count(*) from \"%s\" t where strpos(t::text, ?) + strpos(t::text, ?) > 0"
                                                .formatted(table),
                                        shown,
                                        HexFormat.of().formatHex(shown.getBytes(StandardCharsets.UTF_8)))
                                > 0)
                        .toList();
        assertThat(holders).isEmpty();
    }

    @Test
    void thatItWasMadeIsAnsweredTheSameToWhoeverAsksAgain() {
        var key = UUID.randomUUID().toString();
        var url = receiver.on("/hook", says(200));
        var first = create(key, Map.of("url", url)).statusCode(201).extract();
        var again = create(key, Map.of("url", url)).statusCode(201).extract();
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        as("marcus").get("/v1/webhooks").then().body("items", hasSize(1));
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("olga"))
                .contentType("application/json")
                .body(Map.of("url", url))
                .post("/v1/webhooks")
                .then()
                .statusCode(400);
    }

    @Test
    void aPingArrivesLikeAnEvent() {
        var webhook = subscribed(receiver.on("/hook", says(200)), List.of("JourneyClosed"));
        var event = post(webhook, "test", Map.of()).statusCode(202).extract().<String>path("eventId");
        var call = called("/hook", UUID.fromString(event)).getFirst();
        assertThat(JsonPath.from(call.body()).getString("type")).isEqualTo("Ping");
        assertThat(call.header("webhook-signature")).isEqualTo(signature(call, webhook.getString("secret")));
        eventually(() -> get(webhook).body("lastTakenAt", notNullValue()));
    }

    @Test
    void aWebhookIsChangedAndDeletedByWhoeverReadIt() {
        var webhook = subscribed(receiver.on("/hook", says(200)), null);
        var path = "/v1/webhooks/" + webhook.getString("id");
        var asked = Map.of("url", receiver.on("/other", says(200)), "types", List.of("JourneyClosed"));
        as("olga").body(asked).put(path).then().statusCode(428);
        as("olga").header("If-Match", "\"9\"").body(asked).put(path).then().statusCode(412);
        as("olga")
                .header("If-Match", "\"0\"")
                .body(asked)
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("types", equalTo(List.of("JourneyClosed")))
                .body("url", equalTo(asked.get("url")));
        as("olga").header("If-Match", "\"0\"").delete(path).then().statusCode(412);
        as("olga").header("If-Match", "\"1\"").delete(path).then().statusCode(204);
        as("olga").get(path).then().statusCode(404);
        as("olga").get(path + "/deliveries").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/latest/meta-data",
                "http://[::1]/",
                "http://127.1/",
                "http://0x7f1/",
                "http://2130706433/",
                "http://127.0.0.2/",
                "http://[::ffff:10.0.0.1]/",
                "http://localhost.localdomain.invalid/",
                "https://10.0.0.1/",
                "file:///etc/passwd",
                "https://user:word@127.0.0.1/",
                "hook"
            })
    void anAddressThatIsNotForUsToCallIsRefused(String url) {
        create(UUID.randomUUID().toString(), Map.of("url", url))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/url"));
    }

    @Test
    void anEventThatDoesNotExistIsRefused() {
        var url = receiver.on("/hook", says(200));
        for (var type : List.of("Nothing", "AddressVerificationAsked", "NotificationSent")) {
            create(UUID.randomUUID().toString(), Map.of("url", url, "types", List.of(type)))
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/types"));
        }
        create(UUID.randomUUID().toString(), Map.of("url", url, "secret", "mine"))
                .statusCode(400);
    }

    @Test
    void whoHasNoBusinessWithItSeesNothing() {
        RestAssured.get("/v1/webhooks").then().statusCode(401);
        for (var user : List.of("eleni", "lena", "dealer")) {
            as(user).get("/v1/webhooks").then().statusCode(403);
            as(user).header("Idempotency-Key", UUID.randomUUID())
                    .body(Map.of("url", "https://example.org/"))
                    .post("/v1/webhooks")
                    .then()
                    .statusCode(403);
        }
    }

    private static JsonPath subscribed(String url, @Nullable List<String> types) {
        return create(
                        UUID.randomUUID().toString(),
                        types == null ? Map.of("url", url) : Map.of("url", url, "types", types))
                .statusCode(201)
                .body("secret", startsWith("whsec_"))
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse create(String key, Map<String, ?> body) {
        return as("olga")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/v1/webhooks")
                .then();
    }

    private static ValidatableResponse get(JsonPath webhook) {
        return as("marcus")
                .get("/v1/webhooks/" + webhook.getString("id"))
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse log(JsonPath webhook) {
        return as("marcus")
                .get("/v1/webhooks/%s/deliveries".formatted(webhook.getString("id")))
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse replay(JsonPath webhook, Map<String, ?> body) {
        return post(webhook, "replay", body);
    }

    private static ValidatableResponse post(JsonPath webhook, String what, Map<String, ?> body) {
        var request = as("olga").header("Idempotency-Key", UUID.randomUUID());
        if (what.equals("replay")) {
            request.body(body);
        }
        return request.post("/v1/webhooks/%s/%s".formatted(webhook.getString("id"), what))
                .then();
    }

    private static void enable(JsonPath webhook) {
        var path = "/v1/webhooks/" + webhook.getString("id");
        var tag = as("olga").get(path).header("ETag");
        as("olga").post(path + "/enable").then().statusCode(428);
        as("olga").header("If-Match", tag).post(path + "/enable").then().statusCode(200);
    }

    private List<Call> called(String path, UUID event) {
        eventually(() -> assertThat(calls(path, event)).isNotEmpty());
        return calls(path, event);
    }

    private List<Call> calls(String path, UUID event) {
        return receiver.calls(path).stream()
                .filter(call -> call.header("webhook-id").equals(event.toString()))
                .toList();
    }

    private static String signature(Call call, String secret) {
        return Signature.of(
                List.of(Base64.getDecoder().decode(secret.substring("whsec_".length()))),
                call.header("webhook-id"),
                Instant.ofEpochSecond(Long.parseLong(call.header("webhook-timestamp"))),
                call.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void eventually(Runnable assertion) {
        patiently().untilAsserted(assertion::run);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user)).contentType("application/json");
    }
}

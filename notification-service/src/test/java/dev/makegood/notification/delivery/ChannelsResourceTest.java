package dev.makegood.notification.delivery;

import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static dev.makegood.notification.Mailbox.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees to it that messages leave can hold them back, let them go, and try again what failed. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class ChannelsResourceTest {

    @AfterEach
    void itRunsAgain() {
        act("resume", Map.of()).statusCode(200).body("paused", nullValue());
        Mailbox.fail("{}");
    }

    @Test
    void whatIsPausedWaitsAndLosesNothing() {
        act("pause", Map.of("reason", "The relay is being moved")).statusCode(200);
        as("olga")
                .get("/v1/channels/EMAIL")
                .then()
                .statusCode(200)
                .body("paused.reason", equalTo("The relay is being moved"))
                .body("paused.by.name", equalTo("Olga Nieminen"));
        var received = complaint(Language.EN, "Ann Ode");
        var to = address(received.complaintId());
        publish(received);
        await().untilAsserted(() -> as("olga")
                .get("/v1/channels")
                .then()
                .statusCode(200)
                .body("items.medium", hasItem("EMAIL"))
                .body("items.find { it.medium == 'EMAIL' }.due", greaterThanOrEqualTo(1))
                .body("items.find { it.medium == 'EMAIL' }.oldestDueSeconds", greaterThanOrEqualTo(2)));
        assertThat(mails(to)).isEmpty();
        act("resume", Map.of()).statusCode(200);
        awaitMails(to, 1);
    }

    @Test
    void whatWaitsForAnotherTryIsTriedNow() {
        var received = complaint(Language.EN, "Ann Ode");
        publish(received);
        var id = received.complaintId();
        awaitMails(address(id), 1);
        act("pause", Map.of("reason", "Test")).statusCode(200);
        publish(new UpdateGiven(id, ELENI, "News.", JourneyState.RECOVERING, NOW));
        await().until(() ->
                Database.number("select count(*) from delivery where complaint_id = ? and state = 'QUEUED'", id) == 1);
        Database.run(
                "update delivery set attempts = 3, next_attempt_at = now() + interval '1 hour' where complaint_id = ? and state = 'QUEUED'",
                id);
        act("resume", Map.of()).statusCode(200);
        act("drain", Map.of()).statusCode(200).body("deliveries", greaterThanOrEqualTo(1));
        awaitMails(address(id), 2);
    }

    @Test
    void whatFailedIsQueuedAgainUnderItsOwnId() {
        var began = Instant.now().minusSeconds(1);
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        var first = awaitMails(address(id), 1).getFirst();
        Database.run(
                "update delivery set state = 'FAILED', last_answer = '550 no' where complaint_id = ? and kind = 'receipt'",
                id);
        act("redrive", Map.of("since", began.toString(), "kind", "receipt"))
                .statusCode(200)
                .body("deliveries", greaterThanOrEqualTo(1));
        assertThat(awaitMails(address(id), 2))
                .extracting(Mailbox.Arrived::messageId)
                .containsOnly(first.messageId());
        await().until(() ->
                Database.number("select count(*) from delivery where complaint_id = ? and state = 'SENT'", id) == 1);
    }

    @Test
    void onlyOperatorsHoldMessagesBack() {
        RestAssured.get("/v1/channels").then().statusCode(401);
        as("eleni").get("/v1/channels").then().statusCode(403);
        as("lena").get("/v1/channels").then().statusCode(200);
        as("lena")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "No"))
                .post("/v1/channels/EMAIL/pause")
                .then()
                .statusCode(403);
    }

    @Test
    void whatMeansNothingIsRefused() {
        act("pause", Map.of()).statusCode(400);
        act("redrive", Map.of()).statusCode(400);
        act("redrive", Map.of("since", Instant.now().toString(), "limit", 10_001))
                .statusCode(400);
        as("olga").get("/v1/channels/PIGEON").then().statusCode(404);
    }

    /** An address that is in a great many complaints gets so much a day, and the rest waits. */
    @Test
    void nobodyIsBombedWithMailThroughUs() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        awaitMails(address(id), 1);
        await().until(() ->
                Database.number("select count(*) from delivery where complaint_id = ? and state = 'SENT'", id) == 1);
        Database.run("""
                insert into delivery (id, complaint_id, event_id, audience, person, kind, medium, state, model, sent_at,
                    destination_hash)
                select gen_random_uuid(), complaint_id, gen_random_uuid(), audience, person, kind, medium, 'SENT', model, now(),
                    destination_hash
                from delivery, generate_series(1, 49) where complaint_id = ?
                """, id);
        publish(new UpdateGiven(id, ELENI, "One too many.", JourneyState.RECOVERING, NOW));
        await().untilAsserted(() -> assertThat(Database.column(
                        "select (next_attempt_at > now() + interval '5 minutes')::text from delivery where complaint_id = ? and kind = 'update'",
                        id))
                .containsExactly("true"));
        assertThat(mails(address(id))).hasSize(1);
        // What could not leave while it was worth sending does not leave any more, and that is told.
        Database.run(
                "update delivery set next_attempt_at = now(), expires_at = now() where complaint_id = ? and kind = 'update'",
                id);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told(id))
                        .anySatisfy(told -> assertThat(told)
                                .containsEntry("type", "dev.makegood.NotificationFailed")
                                .containsEntry("message", "update")
                                .hasEntrySatisfying(
                                        "reason",
                                        reason -> assertThat((String) reason).startsWith("too late"))));
        assertThat(mails(address(id))).hasSize(1);
    }

    @Test
    void whoNeverGotItIsSentItAnewOnceForEachTimeThatItIsAskedFor() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        var first = awaitMails(address(id), 1).getFirst();
        String delivery = await().until(
                        () -> as("eleni")
                                .queryParam("complaint", id)
                                .queryParam("state", "SENT")
                                .get("/v1/deliveries")
                                .<String>path("items[0].id"),
                        found -> found != null);
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as("eleni")
                    .header("Idempotency-Key", key)
                    .post("/v1/deliveries/%s/resend".formatted(delivery))
                    .then()
                    .statusCode(201)
                    .body("copy", equalTo(1))
                    .body("kind", equalTo("receipt"));
        }
        var mails = awaitMails(address(id), 2);
        assertThat(mails).hasSize(2).extracting(Mailbox.Arrived::subject).containsOnly(first.subject());
        assertThat(mails).extracting(Mailbox.Arrived::messageId).doesNotHaveDuplicates();
        as("eleni")
                .header("Idempotency-Key", UUID.randomUUID())
                .post("/v1/deliveries/%s/resend".formatted(UUID.randomUUID()))
                .then()
                .statusCode(404);
        as("eleni")
                .queryParam("person", received.customer().id())
                .get("/v1/deliveries")
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("receipt", "receipt")));
    }

    private static ValidatableResponse act(String what, Map<String, ?> body) {
        return as("olga")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/channels/EMAIL/" + what)
                .then();
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user));
    }
}

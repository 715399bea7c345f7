package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Complaints.LENA;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Channel;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.EscalationAsked;
import dev.makegood.contract.ReplyWritten;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers write moves their journey as if they had said it on their page, and its owner reads it. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class CorrespondenceTest {

    private static final String MARCUS = String.valueOf(Colleagues.ID.get("marcus"));

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "lena", "marcus");
    }

    @AfterEach
    void nobodyIsInTheWay() {
        Colleagues.nobodyIsAway();
    }

    @Test
    void whatTheyWriteAnswersTheOneThingThatTheyWereAsked() {
        var journey = Desk.recovering();
        var question = ask(journey, "plate");
        wrote(journey, "  Η πινακίδα είναι ΙΚΑ-1234. ");
        await().untilAsserted(
                        () -> as("eleni").get(question).then().body("answer", equalTo("Η πινακίδα είναι ΙΚΑ-1234.")));
        as("eleni").get(question).then().body("state", equalTo("ANSWERED")).body("messageId", notNullValue());
        // Known is known, however it became so.
        make("eleni", path(journey) + "/questions", Map.of("fact", "Plate", "words", "Which plate?"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:already-known"));
        step("eleni", question, "answer", Map.of("value", "ΙΚΑ-1234"))
                .statusCode(200)
                .body("answer", equalTo("ΙΚΑ-1234"))
                .body("messageId", nullValue());
        as("eleni").get(path(journey) + "/facts").then().body("items.value", contains("ΙΚΑ-1234"));
        step("eleni", question, "answer", Map.of("value", "Another")).statusCode(409);
        as("eleni").get(path(journey) + "/questions").then().body("askedAgain", equalTo(0));
    }

    @Test
    void whereSeveralThingsWereAskedTheOwnerSaysWhatIsTheAnswerToWhich() {
        var journey = Desk.recovering();
        var plate = ask(journey, "plate");
        var place = ask(journey, "place");
        wrote(journey, "ΙΚΑ-1234, Αθήνα");
        await().untilAsserted(() -> as("eleni").get(place).then().body("heard", equalTo("ΙΚΑ-1234, Αθήνα")));
        as("eleni").get(plate).then().body("state", equalTo("ASKED")).body("heard", equalTo("ΙΚΑ-1234, Αθήνα"));
        assertThat(tasks(journey, "MARK")).singleElement().asString().contains("MG-7QF3-K9MP");
        step("eleni", plate, "answer", Map.of("value", "ΙΚΑ-1234"))
                .statusCode(200)
                .body("heard", nullValue());
        // One is left, so the next that they write is about that.
        wrote(journey, "Στην Αθήνα");
        await().untilAsserted(() -> as("eleni").get(place).then().body("answer", equalTo("Στην Αθήνα")));
    }

    @Test
    void aPauseThatWaitsForThemEndsAndOneThatTheyAskedForDoesNot() {
        var waiting = Desk.recovering();
        pause(waiting, "WAITING_FOR_CUSTOMER");
        var away = Desk.recovering();
        pause(away, "CUSTOMER_ASKED");
        wrote(waiting, "Here are the papers.");
        wrote(away, "I am still at sea.");
        await().untilAsserted(() -> assertThat(tasks(away, "READ")).hasSize(1));
        await().untilAsserted(
                        () -> assertThat(read(waiting).getString("pausedUntil")).isNull());
        assertThat(read(away).getString("pausedUntil")).isNotNull();
        await().untilAsserted(() -> assertThat(Published.types(waiting)).contains("JourneyResumed"));
        assertThat(Published.bodies(waiting, "JourneyResumed").getFirst()).doesNotContain(ELENI.id());
        as("eleni").get(path(waiting) + "/pauses").then().body("items[0].endedBy", nullValue());
    }

    @Test
    void whoWritesAfterItWasClosedIsBackWithTheSameOwner() {
        var journey = Desk.recovering();
        step("eleni", path(journey), "withdraw", null).statusCode(200);
        wrote(journey, "It broke again, said Zebulon.");
        Complaints.awaitState(journey, "RECOVERING");
        as("eleni")
                .get(path(journey))
                .then()
                .body("owner.id", equalTo(ELENI.id()))
                .body("reopened", equalTo(1));
        await().untilAsserted(
                        () -> assertThat(Published.types(journey)).contains("JourneyReopened", "JourneyEscalated"));
        assertThat(Published.bodies(journey, "JourneyReopened").getFirst()).doesNotContain("Zebulon");
        assertThat(tasks(journey, "READ")).hasSize(1);
        assertThat(Database.column("select person_id from task where journey_id = ? and kind = 'LOOK'", journey))
                .contains(LENA.id());
    }

    @Test
    void whetherItIsPutRightIsAnsweredByYesOrNoAloneButWhoWritesIsNotSilent() {
        var journey = Desk.proposed();
        make("eleni", path(journey) + "/attempts", Map.of("channel", "PHONE")).statusCode(201);
        make("eleni", path(journey) + "/attempts", Map.of("channel", "EMAIL")).statusCode(201);
        Database.run("update journey set asked_at = asked_at - interval '10 days' where id = ?", journey);
        wrote(journey, "One moment, I look at it.");
        await().untilAsserted(() -> assertThat(tasks(journey, "READ")).hasSize(1));
        assertThat(read(journey).getString("state")).isEqualTo("PROPOSED");
        step("eleni", path(journey), "close-unanswered", null).statusCode(409);
    }

    @Test
    void oneTaskSaysThatTheyWroteUntilItIsReadAndAnAnswerReadsIt() {
        var journey = Desk.recovering();
        wrote(journey, "One.");
        wrote(journey, "Two.");
        wrote(journey, "Three.");
        awaitTaken(journey, 3);
        assertThat(tasks(journey, "READ"))
                .singleElement()
                .asString()
                .contains("Νίκος")
                .doesNotContain("Two");
        Events.publish(new ReplyWritten(journey, UUID.randomUUID(), ELENI, "I am on it.", 0, Instant.now()));
        await().untilAsserted(() -> assertThat(tasks(journey, "READ")).isEmpty());
        wrote(journey, "Four.");
        await().untilAsserted(() -> assertThat(tasks(journey, "READ")).hasSize(1));
    }

    @Test
    void whileTheOwnerIsAwayTheirDeputyReadsIt() {
        var journey = Desk.recovering();
        Colleagues.away(
                "eleni", "sofia", Instant.now().plusMillis(300), Instant.now().plusSeconds(3600));
        await().until(() ->
                Database.number("select count(*) from absence where from_at <= now() and until_at > now()") == 1);
        wrote(journey, "Hello?");
        await().untilAsserted(() -> assertThat(Database.column(
                        "select person_id from task where journey_id = ? and kind = 'READ' and done_at is null",
                        journey))
                .containsExactly(Colleagues.ID.get("sofia")));
    }

    @Test
    void whoAsksForSomebodyAboveGetsEachLevelOnceAndTheOwnerStays() {
        var journey = Desk.recovering();
        escalate(journey);
        await().untilAsserted(() -> assertThat(tasks(journey, "RESPOND")).hasSize(1));
        assertThat(asked(journey)).containsExactly(LENA.id());
        // Who presses twice means it once.
        escalate(journey);
        awaitTaken(journey, 2);
        assertThat(asked(journey)).containsExactly(LENA.id());
        Database.run("update journey set escalated_at = escalated_at - interval '2 days' where id = ?", journey);
        escalate(journey);
        await().untilAsserted(() -> assertThat(asked(journey)).contains(LENA.id(), MARCUS));
        var everybody = asked(journey);
        Database.run("update journey set escalated_at = escalated_at - interval '2 days' where id = ?", journey);
        escalate(journey);
        awaitTaken(journey, 4);
        assertThat(asked(journey)).isEqualTo(everybody);
        as("eleni")
                .get(path(journey))
                .then()
                .body("owner.id", equalTo(ELENI.id()))
                .body("escalations", equalTo(2));
        await().untilAsserted(() ->
                assertThat(Published.bodies(journey, "JourneyEscalated")).hasSize(2));
        assertThat(Published.bodies(journey, "JourneyEscalated"))
                .allSatisfy(body -> assertThat(body).contains("\"CUSTOMER\""));
    }

    @Test
    void whoIsNotKnownYetIsNoReasonToLoseWhatTheyWrote() {
        var complaint = Complaints.complaint(ELENI, true);
        Events.publish(complaint);
        wrote(complaint.complaintId(), "And another thing.");
        await().untilAsserted(
                        () -> assertThat(tasks(complaint.complaintId(), "READ")).hasSize(1));
        as("eleni")
                .queryParam("limit", 100)
                .get("/v1/journeys/tasks")
                .then()
                .body(
                        "items.find { it.journeyId == '%s' }.what".formatted(complaint.complaintId()),
                        containsString("wrote"));
    }

    private static String ask(UUID journey, String fact) {
        String location = make("eleni", path(journey) + "/questions", Map.of("fact", fact, "words", "Which " + fact))
                .statusCode(201)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/"));
    }

    private static void pause(UUID journey, String reason) {
        step(
                        "eleni",
                        path(journey),
                        "pause",
                        Map.of(
                                "reason",
                                reason,
                                "words",
                                "We wait.",
                                "until",
                                Instant.now().plus(Duration.ofDays(2)).toString()))
                .statusCode(200);
    }

    private static void wrote(UUID journey, String words) {
        Events.publish(new CustomerWrote(journey, UUID.randomUUID(), Channel.EMAIL, words, 0, Instant.now()));
    }

    private static void escalate(UUID journey) {
        Events.publish(new EscalationAsked(journey, "I want to speak with somebody above.", Instant.now()));
    }

    /** So many events have come after the complaint. */
    private static void awaitTaken(UUID journey, int events) {
        await().untilAsserted(() -> assertThat(Database.number(
                        "select sequence from inbox_position where key = ? order by sequence desc limit 1", journey))
                .isEqualTo(events + 1L));
    }

    private static List<String> tasks(UUID journey, String kind) {
        return Database.column(
                "select what from task where journey_id = ? and kind = ? and done_at is null", journey, kind);
    }

    private static List<String> asked(UUID journey) {
        return Database.column(
                "select person_id from task where journey_id = ? and kind = 'RESPOND' order by made_at", journey);
    }
}

package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Complaints.LENA;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class OwnersTest {

    private static final String SOFIA = String.valueOf(Colleagues.ID.get("sofia"));

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "mikko", "lena", "marcus");
    }

    @AfterEach
    void nobodyIsInTheWay() {
        Colleagues.allBusy();
        Colleagues.nobodyIsAway();
    }

    @Test
    void whatNobodyTookInPersonIsTheDutyLeadsUntilItFindsWhoSpeaksTheLanguage() {
        Colleagues.here("eleni", 1_000, "el");
        var complaint = Complaints.complaint(LENA, false);
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        as("eleni")
                .get(path(journey))
                .then()
                .body("owner.id", equalTo(ELENI.id()))
                .body("team", equalTo("front"));
        as("eleni")
                .get(path(journey) + "/ownership")
                .then()
                .body("intervals.owner.id", contains(LENA.id(), ELENI.id()))
                .body("intervals[0].from", equalTo(complaint.at().toString()))
                .body("intervals[0].reason", equalTo("duty lead at receipt"))
                .body("unownedSeconds", equalTo(0));
        assertThat(Database.number("""
                        select count(*) from owner_interval a join owner_interval b
                        on a.journey_id = b.journey_id and a.until_at = b.from_at where a.journey_id = ?
                        """, journey)).isEqualTo(1);
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("JourneyOpened", "OwnerChanged"));
        assertThat(Published.bodies(journey, "JourneyOpened").getFirst()).contains(LENA.id());
    }

    @Test
    void whoHasNoRoomGetsNothing() {
        Colleagues.here("eleni", 0, "el");
        var complaint = Complaints.complaint(LENA, false);
        Complaints.receive(complaint);
        as("eleni").get(path(complaint.complaintId())).then().body("owner.id", equalTo(LENA.id()));
    }

    @Test
    void whoMadeItRightWithThisCustomerGetsThemAgain() {
        var first = Complaints.complaint(ELENI, true);
        Complaints.receive(first);
        Database.run(
                "update journey set state = 'CLOSED', closing = 'CONFIRMED', closed_at = now() where id = ?",
                first.complaintId());
        Colleagues.here("eleni", 1_000, "ru");
        Colleagues.here("mikko", 1_000, "el");
        var again = Complaints.complaint(LENA, false, first.customer());
        Complaints.receive(again);
        as("eleni").get(path(again.complaintId())).then().body("owner.id", equalTo(ELENI.id()));
    }

    @Test
    void aDeputyOwnsFromTheFirstToTheLastInstant() {
        var journey = Desk.recovering();
        var from = Instant.now().plusMillis(1500).truncatedTo(ChronoUnit.MICROS);
        var until = from.plusSeconds(6);
        Colleagues.away("eleni", "sofia", from, until);
        assertThat(owner(journey)).isEqualTo(ELENI.id());
        await().atMost(Duration.ofSeconds(15)).until(() -> owner(journey).equals(SOFIA));
        Desk.make("eleni", path(journey) + "/updates", Map.of("words", "I am away."))
                .statusCode(403);
        Desk.make("sofia", path(journey) + "/updates", Map.of("words", "I stand in for Eleni."))
                .statusCode(201);
        await().atMost(Duration.ofSeconds(15)).until(() -> owner(journey).equals(ELENI.id()));
        as("eleni")
                .get(path(journey) + "/ownership")
                .then()
                .body("intervals.owner.id", contains(ELENI.id(), SOFIA, ELENI.id()))
                .body("intervals[1].from", equalTo(from.toString()))
                .body("intervals[1].until", equalTo(until.toString()))
                .body("intervals[1].standsInFor", equalTo("Eleni Papadaki"))
                .body("unownedSeconds", equalTo(0));
        await().untilAsserted(() ->
                assertThat(Published.bodies(journey, "OwnerChanged")).hasSize(2));
    }

    @Test
    void whoComesBackSoonerHasItBackAtOnce() {
        var journey = Desk.recovering();
        var absence = Colleagues.away(
                "eleni", "sofia", Instant.now().plusMillis(700), Instant.now().plusSeconds(3600));
        await().until(() -> owner(journey).equals(SOFIA));
        as("eleni").delete(absence).then().statusCode(204);
        Desk.make("eleni", path(journey) + "/updates", Map.of("words", "I am back."))
                .statusCode(201);
        assertThat(owner(journey)).isEqualTo(ELENI.id());
    }

    @Test
    void reopeningNeverLandsOnSomeoneWhoIsAwayAndOneLevelUpIsTold() {
        var journey = Desk.recovering();
        step("eleni", path(journey), "withdraw", null).statusCode(200).body("closing", equalTo("WITHDRAWN"));
        Colleagues.away(
                "eleni", "sofia", Instant.now().plusMillis(300), Instant.now().plusSeconds(3600));
        await().until(() ->
                Database.number("select count(*) from absence where from_at <= now() and until_at > now()") == 1);
        step("lena", path(journey), "reopen", Map.of("words", "It broke again."))
                .statusCode(200)
                .body("state", equalTo("RECOVERING"))
                .body("owner.id", equalTo(SOFIA))
                .body("holder.id", equalTo(ELENI.id()))
                .body("reopened", equalTo(1))
                .body("closedAt", equalTo(null));
        assertThat(Database.column(
                        "select kind from task where journey_id = ? and person_id = ? and done_at is null",
                        journey,
                        LENA.id()))
                .containsExactly("LOOK");
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).contains("OwnerChanged", "JourneyReopened", "JourneyEscalated"));
        as("lena").get(path(journey) + "/ownership").then().body("unownedSeconds", equalTo(0));
    }

    @Test
    void aLeadGivesAJourneyToSomeoneAndOthersDoNot() {
        var journey = Desk.recovering();
        step("eleni", path(journey), "assign", Map.of("to", SOFIA, "reason", "Spanish"))
                .statusCode(403);
        step("lena", path(journey), "assign", Map.of("to", "nobody", "reason", "Spanish"))
                .statusCode(422);
        step("lena", path(journey), "assign", Map.of("to", SOFIA, "reason", "Spanish"))
                .statusCode(200)
                .body("owner.id", equalTo(SOFIA));
        as("eleni")
                .get(path(journey) + "/ownership")
                .then()
                .body("intervals.reason", contains("took it in person", "Spanish"));
    }

    @Test
    void whoComesBackAfterItWasClosedIsHeardWithoutAnAgent() {
        var journey = Desk.recovering();
        step("eleni", path(journey), "withdraw", null).statusCode(200);
        Complaints.dispute(journey, "Δεν διορθώθηκε");
        Complaints.awaitState(journey, "RECOVERING");
        assertThat(owner(journey)).isEqualTo(ELENI.id());
    }

    @Test
    void silenceIsTakenForAnAnswerOnlyAfterTwoChannelsAndTheTimeToAnswer() {
        var journey = Desk.proposed();
        step("eleni", path(journey), "close-unanswered", null).statusCode(409).body("waitsFor", contains("ATTEMPTS"));
        tried(journey, "PHONE");
        tried(journey, "PHONE");
        step("eleni", path(journey), "close-unanswered", null).statusCode(409).body("waitsFor", contains("ATTEMPTS"));
        tried(journey, "EMAIL");
        step("eleni", path(journey), "close-unanswered", null).statusCode(409).body("waitsFor", contains("TIME"));
        Database.run("update journey set asked_at = asked_at - interval '10 days' where id = ?", journey);
        step("eleni", path(journey), "close-unanswered", null)
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("closing", equalTo("UNANSWERED"));
    }

    @Test
    void everybodySeesWhatEverybodyCarries() {
        Colleagues.here("irina", 1, "ru");
        var journey = Desk.recovering();
        step("lena", path(journey), "assign", Map.of("to", Colleagues.ID.get("irina"), "reason", "Russian"))
                .statusCode(200);
        var irina = as("lena")
                .get("/v1/journeys/loads?team=front")
                .jsonPath()
                .getMap("items.find { it.agent.id == '%s' }".formatted(Colleagues.ID.get("irina")));
        assertThat(irina)
                .containsEntry("full", true)
                .containsEntry("capacity", 1)
                .containsEntry("away", false);
        assertThat((Integer) irina.get("journeys")).isPositive();
        as("dealer").get("/v1/journeys/loads").then().statusCode(403);
    }

    private static void tried(UUID journey, String channel) {
        Desk.make("eleni", path(journey) + "/attempts", Map.of("channel", channel))
                .statusCode(201);
    }

    private static String owner(UUID journey) {
        List<String> owner = Database.column("select owner_id from journey where id = ?", journey);
        return owner.getFirst();
    }
}

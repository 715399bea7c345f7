package dev.makegood.recovery.leg;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.PACKET;
import static dev.makegood.recovery.testing.Walkers.TOWING;
import static dev.makegood.recovery.testing.Walkers.id;
import static dev.makegood.recovery.testing.Walkers.leg;
import static dev.makegood.recovery.testing.Walkers.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the owner does with a leg, and how its days add up. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class LegRoundsTest {

    @BeforeEach
    void thePartiesAreKnown() {
        Walkers.areKnown();
    }

    @Test
    void everyLegShowsTheCustomerTheirPromiseAndTheirWorth() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        as("dealer")
                .get(leg)
                .then()
                .statusCode(200)
                .body("customer.name", equalTo("Νίκος Παπαδόπουλος"))
                .body("customer.lifetimeValue.amount", equalTo("9000.00"))
                .body("promise.kind", equalTo("RESOLUTION"))
                .body("promise.dueAt", notNullValue())
                .body("owner.name", equalTo("Eleni Papadaki"))
                .body("reference", equalTo("MG-7QF3-K9MP"))
                .body("journeyState", equalTo("RECOVERING"))
                .body("late", equalTo(false))
                .body("daysOnLeg", equalTo(0.0f));
        as("dealer")
                .queryParam("limit", 100)
                .get("/v1/legs")
                .then()
                .body("items.find { it.id == '%s' }.customer.name".formatted(id(leg)), equalTo("Νίκος Παπαδόπουλος"));
    }

    @Test
    void aReopenedLegBeginsAnotherRoundAndItsDaysAddUp() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        step("dealer", leg, "accept", null).statusCode(200);
        var photograph = Map.of("name", "Photograph", "url", "https://files.example/1.jpg");
        step("dealer", leg, "complete", Map.of("outcome", "Mended", "evidence", List.of(photograph)))
                .statusCode(200)
                .body("evidence[0].url", equalTo("https://files.example/1.jpg"))
                .body("ownerSteps", contains("REOPEN"));
        Database.run(
                "update leg set requested_at = ended_at - interval '3 days', due_at = ended_at - interval '1 day' where id = ?::uuid",
                id(leg));
        as("eleni").get(leg).then().body("late", equalTo(true)).body("daysOnLeg", equalTo(3.0f));

        var due = Instant.now().plus(Duration.ofDays(3)).toString();
        step("eleni", leg, "reopen", Map.of("reason", "It rattles again", "dueAt", due))
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("round", equalTo(2))
                .body("late", equalTo(false))
                .body("answer", nullValue())
                .body("evidence", hasSize(0))
                .body("secondsOnLeg", nullValue())
                .body("daysOnLeg", equalTo(3.0f))
                .body("rounds[0].answer", equalTo("Mended"))
                .body("rounds[0].evidence[0].name", equalTo("Photograph"))
                .body("steps", contains("ACCEPT", "DECLINE"));
        assertThat(read(journey).getInt("openLegs")).isEqualTo(1);
        step("dealer", leg, "accept", null).statusCode(200);
        step("dealer", leg, "complete", Map.of("outcome", "Now it is quiet")).statusCode(200);
        Database.run("update leg set requested_at = ended_at - interval '1 day' where id = ?::uuid", id(leg));
        as("marcus").get(leg).then().body("secondsOnLeg", equalTo(4 * 86_400)).body("daysOnLeg", equalTo(4.0f));
        as("eleni")
                .get(path(journey) + "/legs")
                .then()
                .body("items.round", contains(2))
                .body("daysOnLegs", equalTo(4.0f));
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith("LegCompleted", "LegReopened", "LegAccepted", "LegCompleted"));
    }

    @Test
    void aRoundThatIsOverIsNeverRewritten() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        step("dealer", leg, "decline", Map.of("reason", "No lift free")).statusCode(200);
        reopen(leg, Duration.ofDays(1));
        assertThatThrownBy(() -> Database.run("update leg_round set answer = 'x' where leg_id = ?::uuid", id(leg)))
                .hasStackTraceContaining("append-only");
        assertThatThrownBy(() -> Database.run("delete from leg_round where leg_id = ?::uuid", id(leg)))
                .hasStackTraceContaining("append-only");
    }

    @Test
    void everyBounceIsCounted() {
        var journey = Desk.recovering();
        var first = request(journey, DEALER, Duration.ofDays(2));
        step("dealer", first, "decline", Map.of("reason", "No lift free")).body("bounces", equalTo(1));
        reopen(first, Duration.ofDays(2));
        step("dealer", first, "accept", null).statusCode(200);
        step("dealer", first, "decline", Map.of("reason", "Still none")).body("bounces", equalTo(2));
        var second = request(journey, TOWING, Duration.ofDays(2));
        step("towing", second, "decline", Map.of("reason", "Too far")).statusCode(200);
        as("eleni").get(path(journey) + "/legs").then().body("bounces", equalTo(3));
    }

    @Test
    void onlyWhatHasEndedIsReopenedAndOnlyByTheOwner() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var body =
                Map.of("reason", "x", "dueAt", Instant.now().plusSeconds(3_600).toString());
        step("eleni", leg, "reopen", body).statusCode(409).contentType(PROBLEM).body("moves", contains("WITHDRAW"));
        step("dealer", leg, "decline", Map.of("reason", "No")).statusCode(200);
        step("mikko", leg, "reopen", body).statusCode(403).body("owner.name", equalTo("Eleni Papadaki"));
        step("dealer", leg, "reopen", body).statusCode(403);
        step("eleni", leg, "reopen", body, null).statusCode(428);
        step("eleni", leg, "reopen", body, "\"7\"").statusCode(412).body("ownerMoves", contains("REOPEN"));
        step("eleni", leg, "reopen", Map.of("reason", "x", "dueAt", "2020-01-01T00:00:00Z"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/dueAt"));
        step("eleni", leg, "reopen", Map.of("reason", "x", "dueAt", "2090-01-01T00:00:00Z"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:leg-outlives-promise"));
        step("eleni", leg, "reopen", Map.of("reason", "x")).statusCode(400);
        assertThat(Database.column("select count(*) from leg_round where leg_id = ?::uuid", id(leg)))
                .containsExactly("0");
    }

    @Test
    void aWithdrawnLegIsNobodysAnyMore() {
        var journey = Desk.apologised();
        Desk.classify(journey);
        var leg = request(journey, TOWING, Duration.ofDays(2));
        step("mikko", leg, "withdraw", Map.of("reason", "x")).statusCode(403);
        step("eleni", leg, "withdraw", Map.of("reason", "The dealer fetches it"))
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"))
                .body("answer", equalTo("The dealer fetches it"))
                .body("steps", hasSize(0))
                .body("ownerSteps", hasSize(0));
        step("towing", leg, "accept", null).statusCode(409);
        step("eleni", leg, "reopen", Map.of("reason", "x", "dueAt", "2030-01-01T00:00:00Z"))
                .statusCode(409);
        assertThat(read(journey).getInt("openLegs")).isZero();
        assertThat(read(journey).getList("moves")).contains("PROPOSE");
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "LegWithdrawn"))
                .singleElement()
                .asString()
                .contains("The dealer fetches it", "Eleni Papadaki"));
    }

    @Test
    void whatHangsOnAJourneyEndsWithIt() {
        var journey = Desk.recovering();
        var leg = request(journey, TOWING, Duration.ofDays(2));
        var done = request(journey, DEALER, Duration.ofDays(2));
        step("dealer", done, "decline", Map.of("reason", "No lift free")).statusCode(200);
        step("eleni", path(journey), "withdraw", null)
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("openLegs", equalTo(0));
        as("towing").get(leg).then().body("state", equalTo("WITHDRAWN")).body("journeyState", equalTo("CLOSED"));
        as("dealer").get(done).then().body("state", equalTo("DECLINED"));
        await().untilAsserted(() -> assertThat(Published.types(journey)).endsWith("LegWithdrawn", "JourneyClosed"));
    }

    @Test
    void theOwnerHasToLookAtWhatWasDeclined() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        step("dealer", leg, "decline", Map.of("reason", "No lift free")).statusCode(200);
        assertThat(Database.column(
                        "select kind || ' ' || person_name || ' ' || what from task where journey_id = ?", journey))
                .containsExactly("LOOK Eleni Papadaki Harbour Motors declined MG-7QF3-K9MP: No lift free");
    }

    @Test
    void aLegIsDueBeforeThePromiseThatItServes() {
        var journey = Desk.recovering();
        var update = read(journey).getString("promises.find { it.kind == 'NEXT_UPDATE' && it.state == 'PENDING' }.id");
        var late = leg(DEALER, Duration.ofDays(5), PACKET);
        make("eleni", path(journey) + "/legs", late).statusCode(201);
        late.put("servesPromise", update);
        make("eleni", path(journey) + "/legs", late)
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:leg-outlives-promise"));
        late.put("dueAt", Instant.now().plus(Duration.ofDays(1)).toString());
        make("eleni", path(journey) + "/legs", late).statusCode(201).body("promise.kind", equalTo("NEXT_UPDATE"));
        late.put("servesPromise", UUID.randomUUID().toString());
        make("eleni", path(journey) + "/legs", late)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/servesPromise"));
        var anothers = read(Desk.recovering()).getString("promises[0].id");
        late.put("servesPromise", anothers);
        make("eleni", path(journey) + "/legs", late).statusCode(422);
    }

    @Test
    void evidenceSaysSomethingOrIsSomewhere() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        step("dealer", leg, "accept", null).statusCode(200);
        step("dealer", leg, "complete", Map.of("outcome", "x", "evidence", List.of(Map.of("name", "Nothing"))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/evidence/0"));
        step(
                        "dealer",
                        leg,
                        "complete",
                        Map.of("outcome", "x", "evidence", List.of(Map.of("name", "n", "url", "javascript:alert(1)"))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/evidence/0/url"));
        as("dealer").get(leg).then().body("state", equalTo("ACCEPTED"));
    }

    @Test
    void whatAPacketHoldsIsSaidByTheTemplateOfThePartysKindToo() {
        var kind = "kind-" + UUID.randomUUID();
        var party = "party-" + UUID.randomUUID();
        as("lena")
                .contentType(ContentType.JSON)
                .body(Map.of("requires", List.of("claimNumber", "policyNumber")))
                .put("/v1/legs/templates/" + kind)
                .then()
                .statusCode(201);
        as("lena")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "Northgate", "type", "PARTNER", "kind", kind, "requires", List.of("plate", "colour")))
                .put("/v1/legs/parties/" + party)
                .then()
                .statusCode(201)
                .body("kind", equalTo(kind));
        var journey = Desk.recovering();
        make("eleni", path(journey) + "/legs", leg(party, Duration.ofDays(2), PACKET))
                .statusCode(422)
                .body("errors.pointer", contains("/packet/facts/policyNumber", "/packet/facts/colour"));
        as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("requires", List.of()))
                .put("/v1/legs/templates/" + kind)
                .then()
                .statusCode(200);
        make("eleni", path(journey) + "/legs", leg(party, Duration.ofDays(2), PACKET))
                .statusCode(422)
                .body("errors.pointer", contains("/packet/facts/colour"));
    }

    @Test
    void aReportTellsWhereTheDaysWent() {
        var party = "party-" + UUID.randomUUID();
        Database.run("insert into party (id, version, name, requires) values (?, 0, 'Slow & Sons', '{}')", party);
        var journey = Desk.recovering();
        for (int days : List.of(1, 2, 3, 4)) {
            var leg = request(journey, party, Duration.ofDays(5));
            Database.run("""
                    update leg set state = 'COMPLETED', ended_at = requested_at + make_interval(days => ?),
                        due_at = requested_at + interval '3 days 12 hours' where id = ?::uuid
                    """, days, id(leg));
        }
        var twice = request(journey, party, Duration.ofDays(5));
        Database.run(
                "update leg set state = 'DECLINED', bounces = 1, ended_at = requested_at + interval '6 days' where id = ?::uuid",
                id(twice));
        reopen(twice, Duration.ofDays(1));
        Database.run(
                "update leg set state = 'COMPLETED', ended_at = requested_at + interval '4 days', due_at = requested_at + interval '5 days' where id = ?::uuid",
                id(twice));
        request(journey, party, Duration.ofDays(5));
        var gone = request(journey, party, Duration.ofDays(5));
        step("eleni", gone, "withdraw", Map.of("reason", "x")).statusCode(200);

        var mine = "parties.find { it.party.id == '%s' }.".formatted(party);
        as("marcus")
                .get("/v1/insight/legs")
                .then()
                .statusCode(200)
                .body(mine + "legs", equalTo(7))
                .body(mine + "open", equalTo(1))
                .body(mine + "completed", equalTo(5))
                .body(mine + "withdrawn", equalTo(1))
                .body(mine + "bounces", equalTo(1))
                .body(mine + "late", equalTo(2))
                .body(mine + "medianDays", equalTo(3.0f))
                .body(mine + "p90Days", equalTo(7.6f));
        as("lena")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .queryParam("to", "2020-02-01T00:00:00Z")
                .get("/v1/insight/legs")
                .then()
                .statusCode(200)
                .body("parties", hasSize(0));
        as("marcus")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .queryParam("to", "2020-01-01T00:00:00Z")
                .get("/v1/insight/legs")
                .then()
                .statusCode(400);
        as("eleni").get("/v1/insight/legs").then().statusCode(403);
    }

    private static void reopen(String leg, Duration due) {
        step(
                        "eleni",
                        leg,
                        "reopen",
                        Map.of(
                                "reason",
                                "Once more",
                                "dueAt",
                                Instant.now().plus(due).toString()))
                .statusCode(200);
    }
}

package dev.makegood.recovery.leg;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.PACKET;
import static dev.makegood.recovery.testing.Walkers.id;
import static dev.makegood.recovery.testing.Walkers.leg;
import static dev.makegood.recovery.testing.Walkers.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class LegsResourceTest {

    @BeforeEach
    void thePartiesAreKnown() {
        Walkers.areKnown();
    }

    @Test
    void aLegIsAskedForAcceptedAndCompletedByItsParty() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        as("dealer")
                .get(leg)
                .then()
                .statusCode(200)
                .body("state", equalTo("REQUESTED"))
                .body("party.name", equalTo("Harbour Motors"))
                .body("packet.references.claimNumber", equalTo("C-2026-117"))
                .body("packet.facts.plate", equalTo("ABC-1234"))
                .body("packet.asked", contains("Is anybody hurt?"))
                .body("steps", contains("ACCEPT", "DECLINE"))
                .body("secondsOnLeg", nullValue());
        assertThat(read(journey).getInt("openLegs")).isEqualTo(1);
        step("dealer", leg, "accept", null)
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("acceptedAt", notNullValue());
        step("dealer", leg, "complete", Map.of("outcome", "A new gearbox"))
                .statusCode(200)
                .body("state", equalTo("COMPLETED"))
                .body("answer", equalTo("A new gearbox"))
                .body("endedAt", notNullValue())
                .body("steps", hasSize(0));
        assertThat(read(journey).getInt("openLegs")).isZero();
        assertThat(read(journey).getString("owner.name")).isEqualTo("Eleni Papadaki");
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).endsWith("LegRequested", "LegAccepted", "LegCompleted"));
        as("eleni").get(path(journey) + "/legs").then().statusCode(200).body("items.state", contains("COMPLETED"));
    }

    @Test
    void eachLegHasItsOwnTime() {
        var journey = Desk.recovering();
        var first = request(journey, DEALER, Duration.ofDays(2));
        step("dealer", first, "decline", Map.of("reason", "No lift free")).statusCode(200);
        Database.run("update leg set requested_at = ended_at - interval '90 seconds' where id = ?::uuid", id(first));
        var second = request(journey, "blue-road-towing", Duration.ofDays(1));
        as("marcus").get(first).then().body("secondsOnLeg", equalTo(90));
        as("marcus").get(second).then().body("secondsOnLeg", nullValue());
        step("towing", second, "accept", null).statusCode(200);
        step("towing", second, "complete", Map.of("outcome", "Towed")).statusCode(200);
        assertThat(as("marcus").get(second).jsonPath().getInt("secondsOnLeg")).isLessThan(60);
    }

    @Test
    void aPacketThatIsNotCompleteSaysWhatIsMissing() {
        var journey = Desk.recovering();
        make(
                        "eleni",
                        path(journey) + "/legs",
                        leg(
                                DEALER,
                                Duration.ofDays(2),
                                Map.of("contact", Map.of("name", "Nikos"), "facts", Map.of("where", "A1"))))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:packet-incomplete"))
                .body("errors.pointer", contains("/packet/contact", "/packet/references", "/packet/facts/plate"))
                .body("errors.code", contains("missing", "missing", "missing"));
        make("eleni", path(journey) + "/legs", leg(DEALER, Duration.ofDays(2), Map.of()))
                .statusCode(422)
                .body("errors", hasSize(5));
        assertThat(read(journey).getInt("openLegs")).isZero();
        as("eleni").get(path(journey) + "/legs").then().body("items", hasSize(0));
    }

    @Test
    void aLegIsNotDueAfterWhatTheCustomerWasPromised() {
        var journey = Desk.recovering();
        make("eleni", path(journey) + "/legs", leg(DEALER, Duration.ofDays(15), PACKET))
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:leg-outlives-promise"))
                .body("promisedBy", notNullValue());
        // What counts is what the customer was told last.
        String resolution = Desk.read(journey).getString("promises.find { it.kind == 'RESOLUTION' }.id");
        make(
                        "eleni",
                        path(journey) + "/promises",
                        Map.of("kind", "RESOLUTION", "term", "30 days", "replaces", resolution))
                .statusCode(201);
        make("eleni", path(journey) + "/legs", leg(DEALER, Duration.ofDays(15), PACKET))
                .statusCode(201);
        make("eleni", path(journey) + "/legs", leg(DEALER, Duration.ofDays(-1), PACKET))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/dueAt"));
    }

    @ParameterizedTest
    @CsvSource({"+999999999-12-31T23:59:59Z", "1900000000", "tomorrow", "2030-01-01"})
    void aTimeThatIsNoneIsRefusedAlsoWhereNothingIsPromised(String dueAt) {
        var journey = Desk.recovering();
        Database.run("update promise set state = 'KEPT', settled_at = now() where journey_id = ?", journey);
        var leg = new HashMap<>(leg(DEALER, Duration.ofDays(1), PACKET));
        leg.put("dueAt", dueAt.equals("1900000000") ? 1900000000 : dueAt);
        make("eleni", path(journey) + "/legs", leg).statusCode(400).body("errors[0].pointer", equalTo("/dueAt"));
    }

    @Test
    void whatIsAnsweredIsWhatIsReadAgain() {
        var journey = Desk.recovering();
        var leg = new HashMap<>(leg(DEALER, Duration.ofDays(1), PACKET));
        leg.put("dueAt", Instant.now().plusSeconds(86_400).toString().replaceAll("(\\.\\d+)?Z", ".123456789Z"));
        var made = make("eleni", path(journey) + "/legs", leg).statusCode(201).extract();
        var read = as("eleni").get(made.header("Location"));
        assertThat(read.jsonPath().getMap("")).isEqualTo(made.jsonPath().getMap(""));
        assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void anotherPartysLegIsNotThere() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        as("towing")
                .get(leg)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:not-found"));
        step("towing", leg, "accept", null, "\"0\"").statusCode(404);
        step("insurer", leg, "decline", Map.of("reason", "Not ours"), "\"0\"").statusCode(404);
        step("insurer", leg, "complete", Map.of("outcome", "Done"), "\"0\"").statusCode(404);
        as("towing").get("/v1/legs").then().statusCode(200).body("items.party.id", not(hasItem(DEALER)));
        as("towing")
                .queryParam("party", DEALER)
                .get("/v1/legs")
                .then()
                .statusCode(200)
                .body("items.party.id", not(hasItem(DEALER)));
        as("dealer")
                .queryParam("limit", 100)
                .get("/v1/legs")
                .then()
                .body("items.id", hasItem(id(leg)))
                .body("items.party.id.unique()", contains(DEALER));
    }

    @Test
    void onlyAPartyTakesAStep() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        for (String user : List.of("eleni", "lena", "marcus", "olga")) {
            step(user, leg, "accept", null, "\"0\"").statusCode(403).contentType(PROBLEM);
            step(user, leg, "decline", Map.of("reason", "x"), "\"0\"").statusCode(403);
        }
        as("mikko").get("/v1/legs").then().statusCode(403);
        var journey = Complaints.takenByEleni();
        make("dealer", path(journey) + "/legs", leg(DEALER, Duration.ofDays(2), PACKET))
                .statusCode(403);
        as("dealer").get(path(journey) + "/legs").then().statusCode(403);
    }

    @Test
    void onlyTheOwnerAsksForALegAndOnlyOnceTheJourneyIsAcknowledged() {
        var journey = Complaints.takenByEleni();
        make("mikko", path(journey) + "/legs", leg(DEALER, Duration.ofDays(2), PACKET))
                .statusCode(403)
                .body("owner.name", equalTo("Eleni Papadaki"));
        make("eleni", path(journey) + "/legs", leg(DEALER, Duration.ofDays(2), PACKET))
                .statusCode(409)
                .body("moves", hasItem("ACKNOWLEDGE"))
                .body("moves", not(hasItem("REQUEST_LEG")));
        make("eleni", path(Desk.recovering()) + "/legs", leg("nobody", Duration.ofDays(2), PACKET))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/party"));
        make("eleni", path(UUID.randomUUID()) + "/legs", leg(DEALER, Duration.ofDays(2), PACKET))
                .statusCode(404);
        as("eleni").get(path(UUID.randomUUID()) + "/legs").then().statusCode(404);
    }

    @Test
    void aDeclinedLegIsTheOwnersAgainAndNothingIsProposedWhileOneIsOpen() {
        var journey = Desk.apologised();
        Desk.classify(journey);
        var leg = request(journey, DEALER, Duration.ofDays(2));
        step("eleni", path(journey), "propose", Map.of("words", "Done"))
                .statusCode(409)
                .body("waitsFor", contains("LEGS"));
        step("dealer", leg, "decline", Map.of("reason", "No lift free"))
                .statusCode(200)
                .body("state", equalTo("DECLINED"))
                .body("answer", equalTo("No lift free"));
        assertThat(read(journey).getString("owner.name")).isEqualTo("Eleni Papadaki");
        step("dealer", leg, "accept", null)
                .statusCode(409)
                .body("moves", hasSize(0))
                .body("state", equalTo("DECLINED"));
        step("eleni", path(journey), "propose", Map.of("words", "Done")).statusCode(200);
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "LegDeclined"))
                .singleElement()
                .asString()
                .contains("No lift free"));
    }

    @Test
    void aStepNamesTheVersionThatItWasDecidedOn() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        step("dealer", leg, "accept", null, null).statusCode(428).contentType(PROBLEM);
        step("dealer", leg, "accept", null, "\"9\"").statusCode(412).contentType(PROBLEM);
        step("dealer", leg, "complete", Map.of("outcome", "Done"))
                .statusCode(409)
                .body("moves", contains("ACCEPT", "DECLINE"));
    }

    @Test
    void stepsAndMovesAtOnceEachHappenOnceAndNoneWaitsForEver() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        var statuses = Stream.<Supplier<Integer>>of(
                        () -> step("dealer", leg, "accept", null, "\"0\"")
                                .extract()
                                .statusCode(),
                        () -> step("dealer", leg, "decline", Map.of("reason", "x"), "\"0\"")
                                .extract()
                                .statusCode(),
                        () -> step("dealer", leg, "accept", null, "\"0\"")
                                .extract()
                                .statusCode(),
                        () -> make("eleni", path(journey) + "/updates", Map.of("words", "news"))
                                .extract()
                                .statusCode(),
                        () -> make("eleni", path(journey) + "/updates", Map.of("words", "news"))
                                .extract()
                                .statusCode())
                .map(CompletableFuture::supplyAsync)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses.subList(0, 3)).containsOnlyOnce(200).isSubsetOf(200, 412, 409);
        assertThat(statuses.subList(3, 5)).containsOnly(201);
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .filteredOn(type -> type.equals("LegAccepted") || type.equals("LegDeclined"))
                .hasSize(1));
    }

    @Test
    void aQueueHasTheSoonestDueFirstPageByPage() {
        var journey = Desk.recovering();
        var later = id(request(journey, "blue-road-towing", Duration.ofDays(3)));
        var sooner = id(request(journey, "blue-road-towing", Duration.ofDays(1)));
        var taken = request(journey, "blue-road-towing", Duration.ofDays(2));
        step("towing", taken, "accept", null).statusCode(200);
        Database.run(
                "update leg set state = 'COMPLETED' where party_id = 'blue-road-towing' and journey_id <> ?", journey);
        var first = as("towing")
                .queryParam("state", "REQUESTED")
                .queryParam("limit", 1)
                .get("/v1/legs");
        assertThat(first.jsonPath().getList("items.id", String.class)).containsExactly(sooner);
        as("towing")
                .queryParam("state", "REQUESTED")
                .queryParam("limit", 1)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get("/v1/legs")
                .then()
                .body("items.id", contains(later))
                .body("next", nullValue());
        as("lena")
                .queryParam("party", "blue-road-towing")
                .queryParam("state", "ACCEPTED")
                .get("/v1/legs")
                .then()
                .body("items.id", contains(id(taken)));
        as("lena")
                .queryParam("party", "nobody")
                .get("/v1/legs")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        as("lena").get("/v1/legs").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"limit, 101", "state, OPEN", "cursor, x", "journey, 1"})
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        as("dealer")
                .queryParam(name, value)
                .get("/v1/legs")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo(name));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"party": "p", "work": "w", "dueAt": "2030-01-01T00:00:00Z", "packet": {}, "owner": 1}                               | /owner
            {"work": "w", "dueAt": "2030-01-01T00:00:00Z", "packet": {}}                                                        | /party
            {"party": "p", "work": " ", "dueAt": "2030-01-01T00:00:00Z", "packet": {}}                                          | /work
            {"party": "p", "work": "w", "packet": {}}                                                                           | /dueAt
            {"party": "p", "work": "w", "dueAt": "2030-01-01T00:00:00Z"}                                                        | /packet
            {"party": "p", "work": "w", "dueAt": "2030-01-01T00:00:00Z", "packet": {"facts": {"a": ""}}}                        | /packet/facts
            {"party": "p", "work": "w", "dueAt": "2030-01-01T00:00:00Z", "packet": {"facts": {"a\\u0000": "b"}}}                | /packet/facts
            {"party": "p", "work": "w", "dueAt": "2030-01-01T00:00:00Z", "packet": {"contact": {"name": "a\\r\\nBcc: x"}}}      | /packet/contact/name
            """)
    void aBodyThatIsNotUnderstoodIsExplained(String body, String pointer) {
        make("eleni", path(Complaints.takenByEleni()) + "/legs", body)
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(startsWith(pointer)));
    }
}

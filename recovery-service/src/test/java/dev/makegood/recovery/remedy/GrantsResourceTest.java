package dev.makegood.recovery.remedy;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.Person;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class GrantsResourceTest {

    private static final String IRINA = "9ccb7cbb-6453-5b69-a67b-ea14ece581cb";

    /** Irina has the largest wallet of them all, and no part in who answers for whom. */
    @BeforeEach
    void irinaHasALargeWallet() {
        if (as("marcus").get("/v1/agents/" + IRINA).statusCode() == 404) {
            as("marcus")
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "name", "Irina Volkova",
                            "team", "generous",
                            "role", "AGENT",
                            "languages", List.of("ru"),
                            "capacity", 0))
                    .put("/v1/agents/" + IRINA)
                    .then()
                    .statusCode(201);
        }
        as("marcus")
                .contentType(ContentType.JSON)
                .header("If-Match", as("marcus").get("/v1/wallets/" + IRINA).header("ETag"))
                .body(Map.of(
                        "currencies",
                        List.of(Map.of(
                                "perJourney", Map.of("amount", "9000", "currency", "EUR"),
                                "perDay", Map.of("amount", "900000", "currency", "EUR")))))
                .put("/v1/wallets/" + IRINA)
                .then()
                .statusCode(200);
    }

    @Test
    void whoHasALargerWalletGrantsItAndTheOwnerStaysTheOwner() {
        var journey = Desk.apologised();
        make("eleni", path(journey) + "/remedies", offer("6000"))
                .statusCode(409)
                .body("couldGrant.person.id", hasItem(IRINA));
        var asked = make("eleni", grants(journey), ask("6000"))
                .statusCode(201)
                .body("state", equalTo("ASKED"))
                .body("to.name", equalTo("Irina Volkova"))
                .extract();
        var grant = asked.header("Location").substring(asked.header("Location").indexOf("/v1/"));
        assertThat(read(journey).getInt("openLegs")).isEqualTo(1);
        as("irina").get("/v1/wallets/me/grants").then().body("items.id", hasItem(asked.<String>path("id")));
        as("irina")
                .queryParam("limit", 100)
                .get("/v1/journeys/tasks")
                .then()
                .body("items.findAll { it.journeyId == '%s' }.kind".formatted(journey), contains("RESPOND"));

        step("eleni", grant, "grant", null).statusCode(403).contentType(PROBLEM);
        step("lena", grant, "grant", null).statusCode(403);
        step("irina", grant, "grant", null, null).statusCode(428);
        step("irina", grant, "grant", null)
                .statusCode(200)
                .body("state", equalTo("GRANTED"))
                .body("steps", hasSize(0));
        step("irina", grant, "decline", Map.of("reason", "Too late")).statusCode(409);

        assertThat(read(journey).getInt("openLegs")).isZero();
        assertThat(read(journey).getInt("openRemedies")).isEqualTo(1);
        assertThat(read(journey).getString("owner.name")).isEqualTo("Eleni Papadaki");
        as("eleni")
                .get(path(journey) + "/remedies")
                .then()
                .body("items.value.amount", contains("6000.00"))
                .body("items.offeredBy.name", contains("Eleni Papadaki"));
        as("irina").get("/v1/wallets/me/grants").then().body("items.id", not(hasItem(asked.<String>path("id"))));
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith("LegRequested", "LegAccepted", "RemedyOffered", "GestureGranted", "LegCompleted"));
        assertThat(Published.bodies(journey, "GestureGranted"))
                .singleElement()
                .asString()
                .contains("\"walletOf\":{\"id\":\"" + IRINA);
        assertThat(Database.column("select agent_id from ledger_transaction where journey_id = ?", journey))
                .containsExactly(IRINA);
    }

    @Test
    void whatIsDeclinedOrNoLongerNeededIsTheOwnersAgain() {
        var journey = Desk.apologised();
        String declined = make("eleni", grants(journey), ask("6000"))
                .statusCode(201)
                .extract()
                .path("id");
        step("irina", grants(journey) + "/" + declined, "decline", Map.of("reason", "It is not worth that."))
                .statusCode(200)
                .body("answer", equalTo("It is not worth that."));
        String withdrawn = make("eleni", grants(journey), ask("5000"))
                .statusCode(201)
                .extract()
                .path("id");
        step("irina", grants(journey) + "/" + withdrawn, "withdraw", Map.of("reason", "Mine"))
                .statusCode(403);
        step("eleni", grants(journey) + "/" + withdrawn, "withdraw", Map.of("reason", "Found another way"))
                .statusCode(200);
        as("eleni").get(grants(journey)).then().body("items.state", contains("DECLINED", "WITHDRAWN"));
        assertThat(read(journey).getInt("openLegs")).isZero();
        as("eleni").get(path(journey) + "/remedies").then().body("items", hasSize(0));
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith("LegRequested", "LegDeclined", "LegRequested", "LegWithdrawn"));
    }

    @Test
    void askingNeedsAnApologyAColleagueAndSomethingToGrant() {
        var journey = Desk.recovering();
        make("eleni", grants(journey), ask("6000"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:apology-owed"));
        Desk.apologise(journey);
        make("mikko", grants(journey), ask("6000")).statusCode(403);
        make("eleni", grants(journey), ask("0")).statusCode(422);
        make(
                        "eleni",
                        grants(journey),
                        Map.of(
                                "to",
                                UUID.randomUUID().toString(),
                                "kind",
                                "GESTURE",
                                "description",
                                "x",
                                "value",
                                Map.of("amount", "1", "currency", "EUR")))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/to"));
        assertThat(read(journey).getInt("openLegs")).isZero();
        String grant = make("eleni", grants(journey), ask("9001"))
                .statusCode(201)
                .extract()
                .path("id");
        step("irina", grants(journey) + "/" + grant, "grant", null)
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:wallet-exhausted"));
        as("eleni").get(grants(journey)).then().body("items.state", contains("ASKED"));
        as("eleni").get(path(journey) + "/remedies").then().body("items", hasSize(0));
    }

    @Test
    void theCustomerAnswersOnTheirPageOnce() {
        var journey = Desk.apologised();
        var taken = offered(journey);
        var left = offered(journey);
        Events.publish(new OfferAnswered(journey, taken, true, Instant.now()));
        Events.publish(new OfferAnswered(journey, left, false, Instant.now()));
        Events.publish(new OfferAnswered(journey, left, true, Instant.now()));
        Events.publish(new OfferAnswered(journey, UUID.randomUUID(), true, Instant.now()));
        await().untilAsserted(() -> as("eleni")
                .get(path(journey) + "/remedies")
                .then()
                .body("items.state", contains("ACCEPTED", "DECLINED")));
        assertThat(read(journey).getInt("openRemedies")).isEqualTo(1);
        assertThat(Database.number(
                        "select count(*) from ledger_transaction where remedy_id = ? and kind = 'REVERSAL'", left))
                .isEqualTo(1);
        step("eleni", path(journey) + "/remedies/" + taken, "deliver", Map.of("proof", "Booked"))
                .statusCode(200);
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).endsWith("RemedyAnswered", "RemedyAnswered", "RemedyDelivered"));
    }

    @Test
    void anOfferIsTakenBackUntilTheCustomerTakesIt() {
        var journey = Desk.apologised();
        var remedy = path(journey) + "/remedies/" + offered(journey);
        step("eleni", remedy, "withdraw", Map.of()).statusCode(400);
        step("mikko", remedy, "withdraw", Map.of("reason", "x")).statusCode(403);
        step("eleni", remedy, "withdraw", Map.of("reason", "The insurer pays it."))
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"))
                .body("withdrawnBecause", equalTo("The insurer pays it."));
        step("eleni", remedy, "answer", Map.of("accepted", true)).statusCode(409);
        assertThat(net(journey)).isZero();
        assertThat(read(journey).getInt("openRemedies")).isZero();
        var kept = path(journey) + "/remedies/" + offered(journey);
        step("eleni", kept, "answer", Map.of("accepted", true)).statusCode(200);
        step("eleni", kept, "withdraw", Map.of("reason", "Changed my mind")).statusCode(409);
        assertThat(net(journey)).isEqualTo(100);
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "RemedyWithdrawn"))
                .singleElement()
                .asString()
                .contains("The insurer pays it."));
    }

    @Test
    void whatWasOfferedLapsesWithTheJourneyAndWhatWasTakenIsStillOwed() {
        var journey = Desk.apologised();
        var taken = offered(journey);
        step("eleni", path(journey) + "/remedies/" + taken, "answer", Map.of("accepted", true))
                .statusCode(200);
        offered(journey);
        make("eleni", grants(journey), ask("6000")).statusCode(201);
        Events.publish(new ComplaintWithdrawn(journey, null, Instant.now()));
        Complaints.awaitState(journey, "CLOSED");
        as("eleni").get(path(journey) + "/remedies").then().body("items.state", contains("ACCEPTED", "WITHDRAWN"));
        as("eleni").get(grants(journey)).then().body("items.state", contains("WITHDRAWN"));
        assertThat(net(journey)).isEqualTo(100);
        assertThat(read(journey).getInt("openLegs")).isZero();
    }

    @Test
    void managersSeeWhoDoesNotUseWhatTheyMaySpend() {
        var journey = Desk.apologised();
        offered(journey);
        var mikkos = Complaints.complaint(new Person("43d8a850-4061-577f-b5b6-fa23e2344339", "Mikko Virtanen"), true);
        Complaints.receive(mikkos);
        as("eleni").get("/v1/insight/wallets").then().statusCode(403);
        as("marcus")
                .queryParam("from", "2026-01-02T00:00:00Z")
                .queryParam("until", "2026-01-01T00:00:00Z")
                .get("/v1/insight/wallets")
                .then()
                .statusCode(400);
        var report = as("marcus").get("/v1/insight/wallets");
        report.then()
                .statusCode(200)
                .body("usedNothing.name", hasItem("Mikko Virtanen"))
                .body("usedNothing.name", not(hasItem("Eleni Papadaki")));
        var eleni = "items.find { it.agent.name == 'Eleni Papadaki' && it.spent.currency == 'EUR' }";
        assertThat(report.jsonPath().getInt(eleni + ".journeys")).isPositive();
        assertThat(new BigDecimal(report.jsonPath().getString(eleni + ".spent.amount")))
                .isGreaterThanOrEqualTo(new BigDecimal(100));
    }

    private static UUID offered(UUID journey) {
        return UUID.fromString(make("eleni", path(journey) + "/remedies", offer("100"))
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static long net(UUID journey) {
        return Database.number(
                "select coalesce(sum(case kind when 'SPEND' then amount else -amount end), 0)::integer from ledger_transaction where journey_id = ?",
                journey);
    }

    private static Map<String, Object> offer(String amount) {
        return Map.of(
                "kind",
                "GESTURE",
                "description",
                "A week by the sea",
                "value",
                Map.of("amount", amount, "currency", "EUR"));
    }

    private static Map<String, Object> ask(String amount) {
        return Map.of(
                "to",
                IRINA,
                "kind",
                "GESTURE",
                "description",
                "A week by the sea",
                "value",
                Map.of("amount", amount, "currency", "EUR"));
    }

    private static String grants(UUID journey) {
        return path(journey) + "/remedies/grants";
    }
}

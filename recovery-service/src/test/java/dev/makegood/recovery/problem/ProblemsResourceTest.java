package dev.makegood.recovery.problem;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class ProblemsResourceTest {

    private static final String DAYS_AGO =
            "update journey set opened_at = now() - make_interval(days => ?) where id = ?";

    /** Each test's own, so that what others complain of does not count. */
    private final String product = "Bridge tolls " + UUID.randomUUID();

    @Inject
    ProblemSweep sweep;

    @Test
    void aFixIsProvenByAWindowInWhichFewerComplainAndThenEverybodyIsToldOnce() {
        var before = IntStream.range(0, 3).mapToObj(i -> complained(40)).toList();
        var problem = raised(Map.of());
        assertThat(make("eleni", problem + "/journeys", Map.of("matching", true))
                        .statusCode(201)
                        .extract()
                        .<Integer>path("added"))
                .isEqualTo(3);
        step("lena", problem, "close", null)
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:not-proven"))
                .body("moves", contains("CHANGE", "FIX"));
        fix(problem, 35).statusCode(200).body("state", equalTo("FIXED")).body("baseline", equalTo(3));
        step("lena", problem, "close", null).statusCode(409);
        // Two more since: fewer than three.
        complained(20);
        complained(10);
        sweep.sweep();
        as("eleni")
                .get(problem)
                .then()
                .body("state", equalTo("VERIFIED"))
                .body("recurrence", equalTo(2))
                .body("verifiedAt", notNullValue())
                .body("linked", equalTo(3))
                .body("told", equalTo(3));
        sweep.sweep();
        for (UUID journey : before) {
            await().untilAsserted(() -> assertThat(Published.bodies(journey, "FixVerified"))
                    .singleElement()
                    .asString()
                    .contains("Τα διόδια χρεώθηκαν δύο φορές")
                    .contains("κάθε διέλευση χρεώνεται μία φορά"));
        }
        as("eleni")
                .get(problem + "/journeys?limit=2")
                .then()
                .body("items", hasSize(2))
                .body("items[0].toldAt", notNullValue())
                .body("next", notNullValue());
        as("eleni").delete(problem + "/journeys/" + before.getFirst()).then().statusCode(409);
        step("lena", problem, "close", null).statusCode(200).body("state", equalTo("CLOSED"));
    }

    @Test
    void whoIsLinkedAfterTheProofIsToldAsWell() {
        complained(40);
        var problem = raised(Map.of());
        fix(problem, 35).statusCode(200);
        sweep.sweep();
        as("eleni").get(problem).then().body("state", equalTo("VERIFIED")).body("told", equalTo(0));
        var late = complained(50);
        make("eleni", problem + "/journeys", Map.of("journeys", List.of(late, UUID.randomUUID())))
                .statusCode(201)
                .body("added", equalTo(1));
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(sweep::sweep))
                .toList()
                .forEach(CompletableFuture::join);
        await().untilAsserted(
                        () -> assertThat(Published.bodies(late, "FixVerified")).hasSize(1));
    }

    @Test
    void aFixThatDoesNotHelpIsSaidToBeNoneAndAnotherCanBeMade() {
        complained(40);
        var problem = raised(Map.of());
        fix(problem, 35).statusCode(200);
        var again = complained(20);
        sweep.sweep();
        as("eleni")
                .get(problem)
                .then()
                .body("state", equalTo("RECURRED"))
                .body("recurrence", equalTo(1))
                .body("moves", contains("CHANGE", "FIX"));
        step("lena", problem, "close", null).statusCode(409);
        assertThat(Published.types(again)).doesNotContain("FixVerified");
        fix(problem, 1).statusCode(200).body("state", equalTo("FIXED"));
    }

    @Test
    void nothingIsProvenBeforeTheWindowIsOverNorWhileTheUnclassifiedCouldDisproveIt() {
        var before = complained(20);
        var problem = raised(Map.of());
        fix(problem, 5).statusCode(200);
        sweep.sweep();
        as("eleni")
                .get(problem)
                .then()
                .body("state", equalTo("FIXED"))
                .body("recurrence", equalTo(0))
                .body("measuredAt", notNullValue());
        var open = received();
        Database.run(DAYS_AGO, 3, open);
        Database.run(DAYS_AGO, 50, before);
        Database.run(
                "update problem set fixed_at = now() - interval '31 days', measured_at = null where id = ?",
                id(problem));
        sweep.sweep();
        as("eleni").get(problem).then().body("state", equalTo("FIXED")).body("undecided", equalTo(1));
        Database.run("update journey set cause = 'POLICY' where id = ?", open);
        Database.run("update problem set measured_at = null where id = ?", id(problem));
        sweep.sweep();
        as("eleni").get(problem).then().body("state", equalTo("VERIFIED"));
    }

    @Test
    void whatIsLinkedByHandCountsAsWell() {
        complained(40);
        var problem = raised(Map.of());
        fix(problem, 35).statusCode(200);
        var other = received();
        Database.run("update journey set cause = 'SYSTEM' where id = ?", other);
        Database.run(DAYS_AGO, 20, other);
        make("eleni", problem + "/journeys", Map.of("journeys", List.of(other))).statusCode(201);
        sweep.sweep();
        as("eleni").get(problem).then().body("state", equalTo("RECURRED"));
        as("eleni").delete(problem + "/journeys/" + other).then().statusCode(204);
        as("eleni").delete(problem + "/journeys/" + other).then().statusCode(404);
    }

    @Test
    void aFixNeedsSomethingToCompareWith() {
        var problem = raised(Map.of());
        fix(problem, 0).statusCode(409).body("type", equalTo("urn:makegood:problem:nothing-to-compare"));
        as("lena")
                .contentType("application/json")
                .header("If-Match", as("lena").get(problem).header("ETag"))
                .body(Map.of("title", "Twice", "windowDays", 7, "baseline", 4))
                .put(problem)
                .then()
                .statusCode(200)
                .body("baseline", equalTo(4));
        fix(problem, 0).statusCode(200).body("baseline", equalTo(4));
    }

    @Test
    void aProblemIsOfAKnownCauseAndFoundAgain() {
        make("eleni", "/v1/problems", Map.of("title", "T", "cause", "PROCESS", "subCause", "OUTAGE", "windowDays", 30))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/subCause"));
        make("eleni", "/v1/problems", Map.of("title", "T", "cause", "PROCESS", "windowDays", 0))
                .statusCode(400);
        var problem = raised(Map.of("hypothesis", "The gate reads the plate twice"));
        as("marcus")
                .get("/v1/problems?state=OPEN&cause=PROCESS&limit=100")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(id(problem).toString()));
        as("marcus").get("/v1/problems?limit=1").then().body("items", hasSize(1));
        as("marcus").get("/v1/problems/" + UUID.randomUUID()).then().statusCode(404);
        as("dealer").get("/v1/problems").then().statusCode(403);
        step("eleni", problem, "fix", Map.of()).statusCode(403);
        make("eleni", problem + "/journeys", Map.of()).statusCode(422);
    }

    @Test
    void whoWasHitAndNeverComplainedIsKeptAndContacted() {
        var problem = raised(Map.of());
        var customer = UUID.randomUUID();
        var people = List.of(
                Map.of("customerId", customer, "language", "fi"),
                Map.of("email", "Ana@customers.example", "name", "Ana", "language", "es"),
                Map.of("email", "ana@customers.example", "language", "es"));
        make("lena", problem + "/affected", Map.of("people", people))
                .statusCode(201)
                .body("added", equalTo(2));
        make("lena", problem + "/affected", Map.of("people", people)).body("added", equalTo(0));
        make("lena", problem + "/affected", Map.of("people", List.of(Map.of("language", "en"))))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/people/0"));
        make("lena", problem + "/affected", Map.of("people", List.of(Map.of("language", "en", "email", "nobody"))))
                .statusCode(400);
        make("eleni", problem + "/affected", Map.of("people", people)).statusCode(403);
        String ana = as("lena")
                .get(problem + "/affected")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.name == 'Ana' }.id");
        as("lena")
                .post(problem + "/affected/" + ana + "/contacted")
                .then()
                .statusCode(200)
                .body("contactedBy.name", equalTo("Lena Hartmann"));
        as("marcus")
                .post(problem + "/affected/" + ana + "/contacted")
                .then()
                .body("contactedBy.name", equalTo("Lena Hartmann"));
        as("lena")
                .get(problem + "/affected?contacted=false")
                .then()
                .body("items", hasSize(1))
                .body("items[0].customerId", equalTo(customer.toString()))
                .body("items[0].contactedAt", nullValue());
        as("lena").get(problem).then().body("affected", equalTo(2)).body("contacted", equalTo(1));
        as("lena")
                .post(raised(Map.of()) + "/affected/" + ana + "/contacted")
                .then()
                .statusCode(404);
    }

    private String raised(Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(
                Map.of("title", "Tolls are charged twice", "cause", "PROCESS", "product", product, "windowDays", 30));
        request.putAll(more);
        return "/v1/problems/"
                + make("eleni", "/v1/problems", request)
                        .statusCode(201)
                        .body("state", equalTo("OPEN"))
                        .extract()
                        .path("id");
    }

    /** It was fixed so many days ago. */
    private static ValidatableResponse fix(String problem, int daysAgo) {
        return step(
                "lena",
                problem,
                "fix",
                Map.of(
                        "said", wording("The toll was charged twice", "Τα διόδια χρεώθηκαν δύο φορές"),
                        "fixed", wording("Each passage is charged once now", "Τώρα κάθε διέλευση χρεώνεται μία φορά"),
                        "fixedAt", Instant.now().minus(daysAgo, ChronoUnit.DAYS).toString()));
    }

    private static Map<String, String> wording(String en, String el) {
        return Map.of("en", en, "es", en, "el", el, "fi", en, "ru", en);
    }

    /** A complaint of this test's product and cause, from so many days ago. */
    private UUID complained(int daysAgo) {
        var journey = received();
        Database.run("update journey set cause = 'PROCESS' where id = ?", journey);
        Database.run(DAYS_AGO, daysAgo, journey);
        return journey;
    }

    private UUID received() {
        var any = Complaints.complaint(Complaints.ELENI, true);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                any.linkGeneration(),
                any.customer(),
                any.verbatim(),
                any.desiredOutcome(),
                any.channel(),
                product,
                any.occurredAt(),
                true,
                any.owner(),
                null,
                null,
                null,
                any.at());
        Complaints.receive(complaint);
        return complaint.complaintId();
    }

    private static UUID id(String problem) {
        return UUID.fromString(problem.substring(problem.lastIndexOf('/') + 1));
    }
}

package dev.makegood.recovery.cause;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Person;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class CausesResourceTest {

    @Test
    void thereAreSevenClassesAndTheCompanysOwnCausesWithinThem() {
        as("eleni")
                .get("/v1/problems/causes")
                .then()
                .statusCode(200)
                .body("items", hasSize(7))
                .body("items.find { it.cause == 'PERSON' }.subCauses.id", hasItem("HUMAN_SIDE"))
                .body("items.find { it.cause == 'PROCESS' }.subCauses.id", hasItem("ATTENTION"))
                .body("items.find { it.cause == 'EXPECTATION' }.subCauses.id", hasItem("EXPECTATION_MISMATCH"));
    }

    @Test
    void aManagerAddsRenamesAndRetiresOne() {
        var id = "RAIN_" + Instant.now().toEpochMilli();
        put("eleni", id, null, "SYSTEM", false).statusCode(403);
        put("marcus", id, null, "SYSTEM", false).statusCode(201);
        put("marcus", id, null, "SYSTEM", false).statusCode(428);
        put("marcus", id, "\"0\"", "PROCESS", false).statusCode(422).body("errors[0].pointer", equalTo("/cause"));
        var journey = Desk.recovering();
        classify(journey, Map.of("cause", "SYSTEM", "subCause", id))
                .statusCode(200)
                .body("subCause", equalTo(id));
        put("marcus", id, "\"0\"", "SYSTEM", true).statusCode(200).body("retired", equalTo(true));
        as("eleni").get("/v1/problems/causes/" + id).then().statusCode(200).header("ETag", "\"1\"");
        as("eleni").get("/v1/problems/causes/NONE").then().statusCode(404);
        // What was classified by it stays so; nothing new is.
        assertThat(read(journey).getString("subCause")).isEqualTo(id);
        classify(Desk.recovering(), Map.of("cause", "SYSTEM", "subCause", id)).statusCode(422);
    }

    @Test
    void aSubCauseBelongsToItsClassAndAPersonNeedsEvidence() {
        var journey = Desk.recovering();
        classify(journey, Map.of("cause", "SYSTEM", "subCause", "DELAY"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/subCause"))
                .body("errors[0].detail", containsString("OUTAGE"));
        classify(journey, Map.of("cause", "PERSON", "subCause", "HUMAN_SIDE"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/evidence"));
        classify(
                        journey,
                        Map.of(
                                "cause", "PERSON",
                                "subCause", "HUMAN_SIDE",
                                "evidence", "System, process and policy were looked at: none forced it."))
                .statusCode(200);
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "CauseClassified"))
                .singleElement()
                .asString()
                .contains("\"subCause\":\"HUMAN_SIDE\""));
    }

    @Test
    void whoWasLetDownTwiceByTheSameCauseIsCalledByWhoeverOwnedItFirst() {
        var customer = Complaints.complaint(Complaints.ELENI, true).customer();
        var first = begun(customer, Complaints.ELENI, "eleni");
        classify(first, "eleni", Map.of("cause", "SUPPLIER", "subCause", "PARTNER_DELAY"));
        var second = begun(customer, Complaints.LENA, "lena");
        classify(second, "lena", Map.of("cause", "SUPPLIER"));
        var journey = read(second);
        assertThat(journey.getString("owner.name")).isEqualTo("Eleni Papadaki");
        assertThat(journey.getString("earlier")).isEqualTo(first.toString());
        assertThat(journey.getList("promises.findAll { it.kind == 'CALL_BACK' }.state"))
                .hasSize(1);
        as("eleni")
                .get("/v1/journeys/tasks?limit=100")
                .then()
                .statusCode(200)
                .body("items.findAll { it.journeyId == '" + second + "' }.kind", hasItems("CALL"));
        await().untilAsserted(() -> assertThat(Published.types(second))
                .containsSubsequence("CauseClassified", "DoubleDeviation", "OwnerChanged", "PromiseMade"));
        assertThat(Published.bodies(second, "DoubleDeviation"))
                .singleElement()
                .asString()
                .contains(first.toString())
                .contains("Eleni Papadaki");
        // Once a journey, however often the cause is given.
        classify(second, "eleni", Map.of("cause", "SUPPLIER", "subCause", "PARTNER_DELAY"));
        assertThat(read(second).getList("promises.findAll { it.kind == 'CALL_BACK' }"))
                .hasSize(1);
    }

    @Test
    void anotherCauseAnotherCustomerOrLongAgoIsNone() {
        var customer = Complaints.complaint(Complaints.ELENI, true).customer();
        var first = begun(customer, Complaints.ELENI, "eleni");
        classify(first, "eleni", Map.of("cause", "POLICY"));
        var other = begun(customer, Complaints.LENA, "lena");
        classify(other, "lena", Map.of("cause", "PRODUCT"));
        assertThat(read(other).getString("earlier")).isNull();
        var stranger = begun(Complaints.complaint(Complaints.ELENI, true).customer(), Complaints.LENA, "lena");
        classify(stranger, "lena", Map.of("cause", "POLICY"));
        assertThat(read(stranger).getString("earlier")).isNull();
        Database.run(
                "update journey set opened_at = now() - interval '200 days', closed_at = now() - interval '91 days' where id = ?",
                first);
        var late = begun(customer, Complaints.LENA, "lena");
        classify(late, "lena", Map.of("cause", "POLICY"));
        assertThat(read(late).getString("earlier")).isNull();
    }

    @Test
    void itIsFoundAlsoWhereTheEarlierOnesCauseIsGivenLast() {
        var customer = Complaints.complaint(Complaints.ELENI, true).customer();
        var first = begun(customer, Complaints.ELENI, "eleni");
        var second = begun(customer, Complaints.LENA, "lena");
        classify(second, "lena", Map.of("cause", "SYSTEM"));
        assertThat(read(second).getString("earlier")).isNull();
        classify(first, "eleni", Map.of("cause", "SYSTEM"));
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(read(second).getString("earlier")).isEqualTo(first.toString()));
        assertThat(read(second).getString("owner.name")).isEqualTo("Eleni Papadaki");
        assertThat(read(first).getString("earlier")).isNull();
    }

    @Test
    void aReportTellsWhatTheCausesAreAndHowSeldomItIsPeople() {
        var from = Instant.now();
        for (var cause : new String[] {"SYSTEM", "SYSTEM", "POLICY"}) {
            classify(Desk.recovering(), Map.of("cause", cause)).statusCode(200);
        }
        classify(Desk.recovering(), Map.of("cause", "PERSON", "subCause", "SKILL", "evidence", "Looked at."))
                .statusCode(200);
        Desk.recovering();
        as("marcus")
                .queryParam("from", from.toString())
                .get("/v1/insight/causes")
                .then()
                .statusCode(200)
                .body("classified", equalTo(4))
                .body("unclassified", equalTo(1))
                .body("people", equalTo(1))
                .body("peopleShare", equalTo(25.0f))
                .body("items[0].cause", equalTo("SYSTEM"))
                .body("items[0].complaints", equalTo(2))
                .body("items[0].share", equalTo(50.0f))
                .body("items.find { it.cause == 'PERSON' }.subCause", equalTo("SKILL"));
        as("eleni").get("/v1/insight/causes").then().statusCode(403);
    }

    /** A journey of this customer on which somebody works. */
    private static UUID begun(Customer customer, Person owner, String user) {
        var any = Complaints.complaint(owner, true);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                any.linkGeneration(),
                customer,
                any.verbatim(),
                any.desiredOutcome(),
                any.channel(),
                any.product(),
                any.occurredAt(),
                true,
                owner,
                null,
                null,
                null,
                any.at());
        Complaints.receive(complaint);
        step(user, path(complaint.complaintId()), "acknowledge", Map.of()).statusCode(200);
        make(user, path(complaint.complaintId()) + "/updates", Map.of("words", "I am on it."))
                .statusCode(201);
        return complaint.complaintId();
    }

    private static ValidatableResponse classify(UUID journey, Map<String, String> why) {
        return step("eleni", path(journey), "cause", why);
    }

    private static void classify(UUID journey, String user, Map<String, String> why) {
        step(user, path(journey), "cause", why).statusCode(200);
    }

    private static ValidatableResponse put(
            String user, String id, @Nullable String version, String cause, boolean retired) {
        var request = as(user).contentType(ContentType.JSON);
        if (version != null) {
            request.header("If-Match", version);
        }
        return request.body(Map.of("cause", cause, "name", "It rained", "retired", retired))
                .put("/v1/problems/causes/" + id)
                .then();
    }
}

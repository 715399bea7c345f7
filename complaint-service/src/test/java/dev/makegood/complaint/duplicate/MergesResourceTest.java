package dev.makegood.complaint.duplicate;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Complaints about one thing are noticed, made one, and made two again. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class MergesResourceTest {

    private static final String TOWED =
            "On 3 March your contractor towed my car and bent the front axle. Nobody calls me back about the repair.";
    private static final String TOWED_AGAIN =
            "Your contractor towed my car on 3 March, the front axle is bent, and still nobody called back about the repair!";
    private static final String BILLED =
            "My electricity invoice for April is twice as high as the one before, though I was travelling.";

    @Inject
    Topics topics;

    @Inject
    Complaints complaints;

    @Inject
    Event<Erasing> erasing;

    @Inject
    Event<Exporting> exporting;

    @Test
    void anAgentIsWarnedWhenTheSamePersonSaysTheSameAgain() {
        var customer = customer("lena@" + UUID.randomUUID() + ".example");
        var first = complain(customer, TOWED).body("similar", empty()).extract().<String>path("id");
        complain(customer, BILLED).body("similar", empty());
        complain(customer, TOWED_AGAIN).body("similar.id", contains(first)).body("similar[0].score", greaterThan(0.3f));
        complain(customer("other@" + UUID.randomUUID() + ".example"), TOWED).body("similar", empty());
    }

    @Test
    void somebodyNewWithTheSameMailboxIsTheSamePerson() {
        var address = UUID.randomUUID() + "@customers.example";
        var first = anonymously(address, TOWED)
                .body("similar", nullValue())
                .extract()
                .<String>path("id");
        anonymously(address, TOWED_AGAIN).body("similar", nullValue());
        creating(as("sofia"))
                .body(Map.of(
                        "customer",
                        Map.of("name", "A", "language", "en", "email", address.toUpperCase(Locale.ROOT)),
                        "verbatim",
                        TOWED_AGAIN))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .body("similar", hasSize(2))
                .body("similar.id", hasItem(first));
        as("sofia")
                .get("/v1/complaints/" + first + "/duplicates")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.id", not(hasItem(first)));
    }

    @Test
    void whatIsLongAgoIsAnotherThing() {
        var customer = customer(UUID.randomUUID() + "@customers.example");
        var first = complain(customer, TOWED).extract().<String>path("id");
        Database.run(
                "update complaint set received_at = received_at - interval '31 days' where id = ?",
                UUID.fromString(first));
        complain(customer, TOWED_AGAIN).body("similar", empty());
    }

    @Test
    void aMergeTellsTheOthersAndLosesNothing() {
        var customer = customer(UUID.randomUUID() + "@customers.example");
        var survivor = id(complain(customer, TOWED));
        var absorbed = id(complain(customer, TOWED_AGAIN));
        var merge = merge(survivor, absorbed, "lena", null)
                .statusCode(201)
                .body("absorbed", equalTo(absorbed.toString()))
                .body("acrossCustomers", equalTo(false))
                .extract()
                .<String>path("id");
        as("lena")
                .get("/v1/complaints/" + absorbed)
                .then()
                .body("mergedInto", equalTo(survivor.toString()))
                .body("verbatim", equalTo(TOWED_AGAIN));
        as("lena").get("/v1/complaints/" + survivor + "/duplicates").then().body("items", empty());
        as("lena")
                .get("/v1/complaints/" + absorbed + "/merges")
                .then()
                .body("items.id", contains(merge))
                .body("items[0].by.name", equalTo("Lena Hartmann"))
                .body("items[0].undone", nullValue());
        await().untilAsserted(() -> assertThat(types(absorbed)).endsWith("dev.makegood.ComplaintsMerged"));
        var told = topics.told(Topic.COMPLAINTS, absorbed).getLast().body();
        assertThat(told.get("into").asText()).isEqualTo(survivor.toString());
        assertThat(told.get("reason").asText()).isEqualTo("The same tow truck.");

        undo(survivor, merge).statusCode(200).body("undone.reason", equalTo("Two cars."));
        as("lena").get("/v1/complaints/" + absorbed).then().body("mergedInto", nullValue());
        await().untilAsserted(() -> assertThat(types(absorbed)).endsWith("dev.makegood.ComplaintsUnmerged"));
        undo(survivor, merge).statusCode(409).body("type", equalTo("urn:makegood:problem:merge-undone"));
        merge(survivor, absorbed, "lena", null).statusCode(201);
    }

    @Test
    void whatAComplaintAbsorbedGoesWithItAndComesBackInAnyOrder() {
        var customer = customer(UUID.randomUUID() + "@customers.example");
        var a = id(complain(customer, "A " + TOWED));
        var b = id(complain(customer, "B " + TOWED));
        var c = id(complain(customer, "C " + TOWED));
        var first = merge(b, c, "lena", null).statusCode(201).extract().<String>path("id");
        var second = merge(a, b, "lena", null).statusCode(201).extract().<String>path("id");
        assertThat(survivor(c)).isEqualTo(a);
        merge(b, a, "lena", null)
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:already-merged"))
                .body("into", equalTo(a.toString()));
        merge(c, a, "lena", null).statusCode(409);
        merge(a, c, "lena", null).statusCode(409).body("into", equalTo(a.toString()));
        undo(b, first).statusCode(200);
        assertThat(survivor(c)).isEqualTo(c);
        assertThat(survivor(b)).isEqualTo(a);
        merge(b, c, "lena", null).statusCode(409);
        undo(a, second).statusCode(200);
        merge(b, c, "lena", null).statusCode(201);
        assertThat(survivor(c)).isEqualTo(b);
    }

    @Test
    void complaintsOfTwoPeopleAreMergedByALeadAloneAndNeitherSeesTheOthers() {
        var survivor = id(complain(customer(UUID.randomUUID() + "@customers.example"), TOWED));
        var absorbed = id(complain(customer(UUID.randomUUID() + "@customers.example"), TOWED_AGAIN));
        merge(survivor, absorbed, "lena", null)
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:customers-differ"));
        merge(survivor, absorbed, "sofia", true).statusCode(403);
        merge(survivor, absorbed, "lena", true).statusCode(201).body("acrossCustomers", equalTo(true));
        assertThat(survivor(absorbed)).isEqualTo(survivor);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> complaints
                                .followed(complaints.require(absorbed))
                                .id()))
                .isEqualTo(absorbed);
    }

    @Test
    void onlyWhoHasSeenItsLatestVersionMergesAComplaint() {
        var customer = customer(UUID.randomUUID() + "@customers.example");
        var survivor = id(complain(customer, TOWED));
        var absorbed = id(complain(customer, TOWED_AGAIN));
        var body = Map.of("absorbed", absorbed, "reason", "The same.");
        creating(as("lena"))
                .body(body)
                .post("/v1/complaints/" + survivor + "/merges")
                .then()
                .statusCode(428);
        creating(as("lena"))
                .header("If-Match", "\"99\"")
                .body(body)
                .post("/v1/complaints/" + survivor + "/merges")
                .then()
                .statusCode(412);
        var before = etag(survivor);
        merge(survivor, absorbed, "lena", null).statusCode(201);
        assertThat(etag(survivor)).isNotEqualTo(before);
        merge(survivor, survivor, "lena", null).statusCode(422);
        merge(survivor, UUID.randomUUID(), "lena", null).statusCode(422);
        merge(UUID.randomUUID(), absorbed, "lena", null).statusCode(404);
        as("dealer").get("/v1/complaints/" + survivor + "/merges").then().statusCode(403);
        given().get("/v1/complaints/" + survivor + "/duplicates").then().statusCode(401);
    }

    @Test
    void twoWhoMergeOneComplaintIntoAnotherAtOnceMakeNoCircle() throws Exception {
        Tokens.of("lena");
        for (int round = 0; round < 3; round++) {
            var customer = customer(UUID.randomUUID() + "@customers.example");
            var a = id(complain(customer, "A " + TOWED));
            var b = id(complain(customer, "B " + TOWED));
            List<Callable<Integer>> both = List.of(
                    () -> merge(a, b, "lena", null).extract().statusCode(),
                    () -> merge(b, a, "lena", null).extract().statusCode());
            List<Integer> statuses = new ArrayList<>();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : callers.invokeAll(both)) {
                    statuses.add(answer.get());
                }
            }
            assertThat(statuses).contains(201).containsAnyOf(409, 412);
            assertThat(Database.number(
                            "select count(*) from complaint where id in (?, ?) and merged_into is not null", a, b))
                    .isOne();
        }
    }

    @Test
    void reasonsAreForgottenWithThePersonAndToldToThem() {
        var customer = customer(UUID.randomUUID() + "@customers.example");
        var survivor = id(complain(customer, TOWED));
        var absorbed = id(complain(customer, TOWED_AGAIN));
        merge(survivor, absorbed, "lena", null).statusCode(201);
        var ids = List.of(survivor, absorbed);
        Map<String, Collection<?>> told = new HashMap<>();
        QuarkusTransaction.requiringNew()
                .run(() -> exporting.fire(new Exporting(UUID.fromString(customer), ids, told::put)));
        assertThat(told.get("mergedComplaints")).hasSize(1).asString().contains("The same tow truck.");
        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(UUID.fromString(customer), ids)));
        assertThat(Database.column("select reason from complaint_merge where survivor_id = ?", survivor))
                .containsExactly("—");
    }

    private UUID survivor(UUID complaint) {
        return QuarkusTransaction.requiringNew()
                .call(() -> complaints.surviving(complaints.require(complaint)).id());
    }

    private List<String> types(UUID complaint) {
        return topics.told(Topic.COMPLAINTS, complaint).stream().map(Told::type).toList();
    }

    private static ValidatableResponse merge(UUID survivor, UUID absorbed, String by, @Nullable Boolean across) {
        Map<String, Object> body = new HashMap<>();
        body.put("absorbed", absorbed);
        body.put("reason", "The same tow truck.");
        body.put("acrossCustomers", across);
        return creating(as(by))
                .header("If-Match", etag(survivor))
                .body(body)
                .post("/v1/complaints/" + survivor + "/merges")
                .then();
    }

    private static ValidatableResponse undo(UUID survivor, String merge) {
        return as("lena")
                .contentType("application/json")
                .header("If-Match", etag(survivor))
                .body(Map.of("reason", "Two cars."))
                .post("/v1/complaints/" + survivor + "/merges/" + merge + "/undo")
                .then();
    }

    private static String etag(UUID complaint) {
        var tag = as("lena").get("/v1/complaints/" + complaint).header("ETag");
        return tag == null ? "\"0\"" : tag;
    }

    private static String customer(String email) {
        return creating(as("sofia"))
                .body(Map.of("name", "Lena Virtanen", "language", "en", "email", email))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse complain(String customer, String words) {
        return creating(as("sofia"))
                .body(Map.of("customerId", customer, "verbatim", words))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse anonymously(String email, String words) {
        return creating(given())
                .body(Map.of("customer", Map.of("name", "A", "language", "en", "email", email), "verbatim", words))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
    }

    private static UUID id(ValidatableResponse answer) {
        return UUID.fromString(answer.extract().path("id"));
    }
}

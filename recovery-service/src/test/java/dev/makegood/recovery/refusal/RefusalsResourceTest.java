package dev.makegood.recovery.refusal;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class RefusalsResourceTest {

    private static final String MARCUS = "6b19d335-0224-5641-b51a-9c769816e17c";

    private final String policy = "policy-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void marcusOwnsAPolicy() {
        var known = as("marcus").get("/v1/agents/" + MARCUS);
        if (known.statusCode() == 404) {
            as("marcus")
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "name", "Marcus Bell",
                            "team", "policies",
                            "role", "AGENT",
                            "languages", List.of("en"),
                            "capacity", 0))
                    .put("/v1/agents/" + MARCUS)
                    .then()
                    .statusCode(201);
        }
        put("marcus", policy, policy(MARCUS)).statusCode(201);
    }

    @Test
    void aNoNamesItsPolicyItsReasonAndTheWayOn() {
        var journey = Desk.apologised();
        make("eleni", refusals(journey), Map.of("policyId", policy, "reason", "Αγοράστηκε τον Μάιο."))
                .statusCode(201)
                .body("policyId", equalTo(policy))
                .body("policyTitle", equalTo("Επιστροφή σε 30 ημέρες"))
                .body("reason", equalTo("Αγοράστηκε τον Μάιο."))
                .body("escalation", equalTo("Συνήγορος του Καταναλωτή"))
                .body("statutory", equalTo("Έχετε έξι μήνες."))
                .body("by.name", equalTo("Eleni Papadaki"))
                .body("lifetimeValue.amount", equalTo("9000.00"));
        assertThat(read(journey).getString("state")).isEqualTo("REFUSED");
        assertThat(read(journey).getList("promises.findAll { it.kind == 'RESOLUTION' }.state"))
                .containsExactly("LAPSED");
        as("marcus").get(refusals(journey)).then().body("items", hasSize(1));
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "RefusalRecorded"))
                .singleElement()
                .asString()
                .contains(policy, "Συνήγορος του Καταναλωτή", "Έχετε έξι μήνες.")
                .contains("\"lifetimeValue\":{\"amount\":\"9000.00\",\"currency\":\"EUR\"}"));
        make("eleni", refusals(journey), Map.of("policyId", policy, "reason", "Once more"))
                .statusCode(409)
                .contentType(PROBLEM);
        Complaints.dispute(journey, "Δεν το δέχομαι");
        Complaints.awaitState(journey, "RECOVERING");
    }

    @Test
    void withoutAPolicyAReasonAndAWayOnNobodyIsRefused() {
        var journey = Desk.apologised();
        make("eleni", refusals(journey), Map.of("policyId", "none", "reason", "No"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/policyId"));
        make("eleni", refusals(journey), Map.of("reason", "No"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/policyId"));
        make("eleni", refusals(journey), Map.of("policyId", policy))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/reason"));
        put(
                        "marcus",
                        policy + "-en",
                        Map.of(
                                "owner", MARCUS,
                                "title", "In English only",
                                "text", "…",
                                "purpose", "…",
                                "wordings", List.of()))
                .statusCode(201);
        make("eleni", refusals(journey), Map.of("policyId", policy + "-en", "reason", "Όχι"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/escalation"))
                .body("errors[0].detail", containsString("el"));
        assertThat(read(journey).getString("state")).isEqualTo("RECOVERING");
        make(
                        "eleni",
                        refusals(journey),
                        Map.of("policyId", policy + "-en", "reason", "Όχι", "escalation", "Ρωτήστε τον Marcus."))
                .statusCode(201)
                .body("policyTitle", equalTo("In English only"))
                .body("statutory", nullValue());
    }

    @Test
    void onlyTheOwnerRefuses() {
        var journey = Desk.apologised();
        var no = Map.of("policyId", policy, "reason", "Όχι");
        make("mikko", refusals(journey), no).statusCode(403).body("owner.name", equalTo("Eleni Papadaki"));
        make("marcus", refusals(journey), no).statusCode(403);
        make("eleni", refusals(UUID.randomUUID()), no).statusCode(404);
        make("eleni", refusals(Complaints.takenByEleni()), no).statusCode(409).body("moves", notNullValue());
        make("lena", refusals(journey), no).statusCode(201);
    }

    @Test
    void ofAHundredWhoAreRefusedAtOnceOneCheatsAndThePolicysOwnerIsAskedOnce() throws Exception {
        var cheat = Desk.apologised();
        make(
                        "lena",
                        abuses(),
                        Map.of(
                                "customerId",
                                customer(cheat),
                                "evidence",
                                "Four receipts of one purchase",
                                "expiresAt",
                                Instant.now().plus(Duration.ofDays(30)).toString()))
                .statusCode(201);
        make("eleni", refusals(cheat), Map.of("policyId", policy, "reason", "Όχι"))
                .statusCode(201);
        try (var desks = Executors.newFixedThreadPool(6)) {
            List<Future<?>> refused = new ArrayList<>();
            for (int i = 0; i < 99; i++) {
                refused.add(desks.submit(() -> {
                    make("eleni", refusals(Desk.apologised()), Map.of("policyId", policy, "reason", "Όχι"))
                            .statusCode(201);
                }));
            }
            for (Future<?> one : refused) {
                one.get();
            }
        }
        // Eleven refused, one of whom cheats: ten honest customers for one. From there on its owner knows.
        assertThat(Database.column(
                        "select key from outbox where type = 'dev.makegood.PolicyReviewRaised' and key in (select journey_id from refusal where policy_id = ?)",
                        policy))
                .hasSize(1);
        var tipping = UUID.fromString(Database.column("select review_raised_on from policy where id = ?", policy)
                .getFirst());
        await().untilAsserted(() -> assertThat(Published.bodies(tipping, "PolicyReviewRaised"))
                .singleElement()
                .asString()
                .contains("\"refused\":11", "\"abuses\":1", MARCUS));
        as("marcus")
                .queryParam("limit", 100)
                .get("/v1/journeys/tasks")
                .then()
                .statusCode(200)
                .body("items.findAll { it.journeyId == '%s' }.kind".formatted(tipping), contains("REVIEW"));
        as("marcus")
                .get("/v1/insight/policies")
                .then()
                .body(scale("refused"), equalTo(100))
                .body(scale("harm"), equalTo(99))
                .body(scale("abuses"), equalTo(1))
                .body(scale("ratio"), equalTo("99:1"))
                .body(scale("reviewRaisedAt"), notNullValue());

        make("lena", "/v1/policies/%s/reviews".formatted(policy), Map.of("outcome", "Fine as it is"))
                .statusCode(403);
        make("marcus", "/v1/policies/%s/reviews".formatted(policy), Map.of("outcome", "60 days from now on"))
                .statusCode(201)
                .body("refused", equalTo(100))
                .body("abuses", equalTo(1));
        as("marcus")
                .get("/v1/insight/policies")
                .then()
                .body(scale("refused"), equalTo(0))
                .body(scale("reviewRaisedAt"), nullValue());
        as("marcus")
                .queryParam("limit", 100)
                .get("/v1/journeys/tasks")
                .then()
                .body("items.findAll { it.journeyId == '%s' }".formatted(tipping), hasSize(0));
        as("eleni")
                .get("/v1/policies/%s/reviews".formatted(policy))
                .then()
                .body("items.outcome", contains("60 days from now on"));
    }

    @Test
    void aFlagTouchesOneCustomerAndEnds() {
        var journey = Desk.apologised();
        var another = Desk.apologised();
        var in30Days = Instant.now().plus(Duration.ofDays(30)).toString();
        var abuse = Map.of("customerId", customer(journey), "evidence", "Four receipts of one", "expiresAt", in30Days);
        make("eleni", abuses(), abuse).statusCode(403);
        String flag = make("lena", abuses(), abuse)
                .statusCode(201)
                .body("setBy.name", equalTo("Lena Hartmann"))
                .body("stands", equalTo(true))
                .extract()
                .path("id");
        make("marcus", abuses(), abuse).statusCode(409).contentType(PROBLEM);
        as("eleni").get(path(journey) + "/abuses").then().body("items.evidence", contains("Four receipts of one"));
        as("eleni").get(path(another) + "/abuses").then().statusCode(200).body("items", hasSize(0));
        as("dealer").get(path(journey) + "/abuses").then().statusCode(403);

        Desk.step("marcus", abuses() + "/" + flag, "lift", Map.of("because", "A till's error"), null)
                .statusCode(428);
        Desk.step("marcus", abuses() + "/" + flag, "lift", Map.of("because", "A till's error"))
                .statusCode(200)
                .body("stands", equalTo(false))
                .body("liftedBy.name", equalTo("Marcus Bell"));
        Desk.step("marcus", abuses() + "/" + flag, "lift", Map.of("because", "Again"))
                .statusCode(409);
        as("eleni").get(path(journey) + "/abuses").then().body("items", hasSize(0));
        as("lena").get(abuses()).then().body("items.id", contains(flag));

        make("lena", abuses(), abuse).statusCode(201);
        assertThat(Database.run(
                        "update abuse_flag set set_at = now() - interval '2 days', expires_at = now() - interval '1 day' where customer_id = ? and lifted_at is null",
                        UUID.fromString(customer(journey))))
                .isEqualTo(1);
        as("eleni").get(path(journey) + "/abuses").then().body("items", hasSize(0));
        make("lena", abuses(), abuse).statusCode(201);
    }

    @Test
    void aFlagNeedsEvidenceAKnownCustomerAndAnEnd() {
        var customer = customer(Desk.apologised());
        var in30Days = Instant.now().plus(Duration.ofDays(30)).toString();
        make("lena", abuses(), Map.of("customerId", customer, "evidence", "No", "expiresAt", in30Days))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/evidence"));
        make("lena", abuses(), Map.of("customerId", customer, "evidence", "Four receipts of one"))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/expiresAt"));
        for (Duration until : List.of(Duration.ofDays(-1), Duration.ofDays(366))) {
            make(
                            "lena",
                            abuses(),
                            Map.of(
                                    "customerId",
                                    customer,
                                    "evidence",
                                    "Four receipts of one",
                                    "expiresAt",
                                    Instant.now().plus(until).toString()))
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/expiresAt"));
        }
        make(
                        "lena",
                        abuses(),
                        Map.of(
                                "customerId",
                                UUID.randomUUID(),
                                "evidence",
                                "Four receipts of one",
                                "expiresAt",
                                in30Days))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/customerId"));
        as("lena").get(abuses()).then().body("items", hasSize(0));
    }

    @Test
    void aPolicyHasAnOwnerATextAndAPurpose() {
        as("eleni")
                .get("/v1/policies/" + policy)
                .then()
                .statusCode(200)
                .body("owner.name", equalTo("Marcus Bell"))
                .body("purpose", equalTo("Stops wearing and returning"))
                .body("wordings.language", contains("el"));
        put("eleni", policy, policy(MARCUS)).statusCode(403);
        put("marcus", policy, policy(MARCUS)).statusCode(428);
        put("marcus", policy + "-2", policy(UUID.randomUUID().toString()))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/owner"));
        put("marcus", "Not An Id", policy(MARCUS)).statusCode(400);
        as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", as("lena").get("/v1/policies/" + policy).header("ETag"))
                .body(Map.of("owner", MARCUS, "title", "60 days", "text", "…", "purpose", "…", "wordings", List.of()))
                .put("/v1/policies/" + policy)
                .then()
                .statusCode(200)
                .body("title", equalTo("60 days"));
        as("eleni")
                .get("/v1/policies")
                .then()
                .body("items.find { it.id == '%s' }.title".formatted(policy), equalTo("60 days"));
        as("eleni").get("/v1/policies/none").then().statusCode(404).contentType(PROBLEM);
        as("eleni").get("/v1/insight/policies").then().statusCode(403);
    }

    private String scale(String member) {
        return "items.find { it.id == '%s' }.%s".formatted(policy, member);
    }

    private String abuses() {
        return "/v1/policies/%s/abuses".formatted(policy);
    }

    private static String refusals(UUID journey) {
        return path(journey) + "/refusals";
    }

    private static String customer(UUID journey) {
        return read(journey).getString("customer.id");
    }

    private static ValidatableResponse put(String user, String id, Map<String, Object> policy) {
        return as(user).contentType(ContentType.JSON)
                .body(policy)
                .put("/v1/policies/{id}", id)
                .then();
    }

    private static Map<String, Object> policy(String owner) {
        return Map.of(
                "owner", owner,
                "title", "Refund within 30 days",
                "text", "What was bought more than 30 days ago is not taken back.",
                "purpose", "Stops wearing and returning",
                "wordings",
                        List.of(Map.of(
                                "language", "el",
                                "title", "Επιστροφή σε 30 ημέρες",
                                "escalation", "Συνήγορος του Καταναλωτή",
                                "statutory", "Έχετε έξι μήνες.")));
    }
}

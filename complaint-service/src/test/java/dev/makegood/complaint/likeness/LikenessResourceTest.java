package dev.makegood.complaint.likeness;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class LikenessResourceTest {

    private final String tag = UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Topics topics;

    @Inject
    Customers customers;

    @Test
    void onePersonInTwoScriptsIsSuggestedAndADismissalIsRemembered() {
        var greek = welcome(Map.of("name", "Ελένη Παπαδοπούλου " + tag, "language", "el"));
        var latin = welcome(Map.of("name", "Eleni Papadopulou " + tag, "language", "en"));

        suggestions(greek)
                .body("items.customer.id", hasItem(latin.toString()))
                .body("items.find { it.customer.id == '%s' }.reasons".formatted(latin), contains("SIMILAR_NAME"));

        for (int i = 0; i < 2; i++) {
            as("eleni")
                    .put("/v1/customers/%s/duplicates/%s/dismissal".formatted(latin, greek))
                    .then()
                    .statusCode(204);
        }
        suggestions(greek).body("items.customer.id", not(hasItem(latin.toString())));
        suggestions(latin).body("items.customer.id", not(hasItem(greek.toString())));
    }

    @Test
    void whoSharesAMailboxOrANumberIsListedUntilSomebodyDecides() {
        var one = welcome(
                Map.of("name", "Nikos", "language", "el", "email", "nikos.%s@customers.example".formatted(tag)));
        var other = welcome(Map.of(
                "name", "N. Papas", "language", "el", "email", "NIKOS.%s+shop@customers.example".formatted(tag)));

        await().untilAsserted(() -> assertThat(pair(one, other)).isNotEmpty());
        assertThat(pair(one, other)).containsEntry("reasons", List.of("SAME_MAILBOX"));
        suggestions(one).body("items[0].customer.id", equalTo(other.toString())).body("items[0].score", equalTo(0.8f));

        as("eleni")
                .put("/v1/customers/%s/duplicates/%s/dismissal".formatted(one, other))
                .then()
                .statusCode(204);
        assertThat(pair(one, other)).isEmpty();
    }

    @Test
    void whoHaveNothingInCommonAnyMoreAreListedNoMore() {
        var phone = "+30 694"
                + Long.toString(System.nanoTime() % 10_000_000L + 10_000_000L).substring(1);
        var one = welcome(Map.of("name", "Nikos", "language", "el", "phone", phone));
        var other = welcome(Map.of("name", "Sofia", "language", "el", "phone", phone));
        await().untilAsserted(() -> assertThat(pair(one, other)).isNotEmpty());

        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("name", "Sofia", "language", "el"))
                .put("/v1/customers/" + other)
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(pair(one, other)).isEmpty());
    }

    @Test
    void whoAreOneAreServedAsOneAndTheirComplaintsFollow() {
        var email = "maria.%s@customers.example".formatted(tag);
        var survivor = welcome(Map.of("name", "María " + tag, "language", "es", "lines", List.of(line("Home", 15))));
        var absorbed = welcome(Map.of(
                "name",
                "Maria G. " + tag,
                "language",
                "en",
                "email",
                email,
                "phone",
                "+34 912 345 678",
                "lines",
                List.of(line("Home", 15), line("Car", 3))));
        var complaint = complain(absorbed);

        var merge = merge(survivor, absorbed).statusCode(201).body("complaints", equalTo(1));

        as("eleni")
                .get("/v1/customers/" + survivor)
                .then()
                .body("name", equalTo("María " + tag))
                .body("language", equalTo("es"))
                .body("email", equalTo(email))
                .body("phoneE164", equalTo("+34912345678"))
                .body("lines.product", contains("Home", "Car"))
                .body("lifetimeValue.amount", equalTo("3600.00"));
        as("eleni")
                .get("/v1/customers/" + absorbed)
                .then()
                .statusCode(200)
                .body("name", equalTo("Maria G. " + tag))
                .body("mergedInto", equalTo(survivor.toString()));
        owner(complaint, survivor);
        assertThat(recognised(email)).isEqualTo(survivor);
        for (var words : List.of(tag, "maria g " + tag, email)) {
            as("eleni")
                    .queryParam("q", words)
                    .get("/v1/customers")
                    .then()
                    .body("items.id", contains(survivor.toString()));
        }
        var amended = await().until(() -> amendments(complaint), found -> !found.isEmpty())
                .getLast();
        assertThat(amended.body().at("/customer/id").asText()).isEqualTo(survivor.toString());
        assertThat(amended.body().at("/customer/email").asText()).isEqualTo(email);

        // What is stated of the other is read no more, and cannot be stated anew.
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Maria", "language", "es"))
                .put("/v1/customers/" + absorbed)
                .then()
                .statusCode(409)
                .body("mergedInto", equalTo(survivor.toString()));
        as("eleni")
                .get("/v1/customers/%s/merges".formatted(survivor))
                .then()
                .body("items[0].id", equalTo(merge.extract().<String>path("id")))
                .body("items[0].by.name", equalTo("Eleni Papadaki"))
                .body("items[0].reason", equalTo("She said so."));
    }

    @Test
    void whoAreTwoAfterAllHaveEachWhatIsTheirs() {
        var email = "maria.%s@customers.example".formatted(tag);
        var survivor = welcome(Map.of("name", "María " + tag, "language", "es"));
        var absorbed = welcome(
                Map.of("name", "Mario " + tag, "language", "en", "email", email, "lines", List.of(line("Car", 3))));
        var theirs = complain(absorbed);
        var own = complain(survivor);
        var merge = merge(survivor, absorbed).extract().<String>path("id");
        var statedForTheOther = complain(absorbed);
        var since = complain(survivor);
        owner(statedForTheOther, survivor);

        undo(survivor, merge)
                .statusCode(200)
                .body("undoneAt", notNullValue())
                .body("undoneBy.name", equalTo("Eleni Papadaki"));

        owner(theirs, absorbed);
        owner(statedForTheOther, absorbed);
        owner(own, survivor);
        owner(since, survivor);
        as("eleni")
                .get("/v1/customers/" + survivor)
                .then()
                .body("email", nullValue())
                .body("lines", empty());
        as("eleni")
                .get("/v1/customers/" + absorbed)
                .then()
                .body("mergedInto", nullValue())
                .body("email", equalTo(email))
                .body("lines", hasSize(1));
        assertThat(recognised(email)).isEqualTo(absorbed);
        var back = await().until(() -> amendments(theirs), found -> found.size() == 2)
                .getLast();
        assertThat(back.body().at("/customer/id").asText()).isEqualTo(absorbed.toString());

        undo(survivor, merge).statusCode(409).body("type", equalTo("urn:makegood:problem:already-undone"));
        // And found to be one once more, if that is what they are.
        merge(survivor, absorbed).statusCode(201).body("complaints", equalTo(2));
    }

    @Test
    void nobodyIsMergedInACircleOrWithThemselves() {
        var a = welcome(Map.of("name", "A", "language", "en"));
        var b = welcome(Map.of("name", "B", "language", "en"));
        var c = welcome(Map.of("name", "C", "language", "en"));
        var complaint = complain(b);

        merge(a, a).statusCode(422).body("errors[0].pointer", equalTo("/other"));
        merge(a, UUID.randomUUID()).statusCode(422);
        merge(UUID.randomUUID(), a).statusCode(404);
        var first = merge(a, b).statusCode(201).extract().<String>path("id");
        merge(b, a).statusCode(409).body("mergedInto", equalTo(a.toString()));
        merge(c, b).statusCode(409);
        var second = merge(c, a).statusCode(201).extract().<String>path("id");
        owner(complaint, c);
        merge(b, c).statusCode(409);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> customers.surviving(customers.require(b)).id()))
                .isEqualTo(c);

        // The later one is undone first.
        undo(a, first).statusCode(409);
        undo(c, second).statusCode(200);
        owner(complaint, a);
        undo(a, first).statusCode(200);
        owner(complaint, b);
        undo(a, UUID.randomUUID().toString()).statusCode(404);
        undo(c, first).statusCode(404);
    }

    @Test
    void ofTwoWhoAreMergedIntoEachOtherAtOnceOneSurvives() {
        for (int i = 0; i < 5; i++) {
            var a = welcome(Map.of("name", "A", "language", "en"));
            var b = welcome(Map.of("name", "B", "language", "en"));
            var complaints = List.of(complain(a), complain(b));
            var answers = Stream.of(List.of(a, b), List.of(b, a))
                    .map(pair -> CompletableFuture.supplyAsync(() ->
                            merge(pair.getFirst(), pair.getLast()).extract().statusCode()))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder(201, 409);
            var survivor = QuarkusTransaction.requiringNew()
                    .call(() -> customers.surviving(customers.require(a)).id());
            complaints.forEach(complaint -> owner(complaint, survivor));
        }
    }

    @Test
    void aComplaintThatComesInDuringAMergeIsNeverLeftWithTheAbsorbed() {
        for (int i = 0; i < 5; i++) {
            var a = welcome(Map.of("name", "A", "language", "en"));
            var b = welcome(Map.of("name", "B", "language", "en"));
            var coming = CompletableFuture.supplyAsync(() -> complain(b));
            merge(a, b).statusCode(201);
            owner(coming.join(), a);
        }
    }

    @Test
    void onlyTheDeskDecidesWhoIsWho() {
        var a = welcome(Map.of("name", "A", "language", "en"));
        var b = welcome(Map.of("name", "B", "language", "en"));
        creating(as("marcus"))
                .body(Map.of("other", b, "reason", "x"))
                .post("/v1/customers/%s/merges".formatted(a))
                .then()
                .statusCode(403);
        creating(given())
                .body(Map.of("other", b, "reason", "x"))
                .post("/v1/customers/%s/merges".formatted(a))
                .then()
                .statusCode(401);
        creating(as("eleni"))
                .body(Map.of("other", b, "reason", " "))
                .post("/v1/customers/%s/merges".formatted(a))
                .then()
                .statusCode(400);
        creating(as("eleni"))
                .body("{\"other\": \"me\", \"reason\": \"x\"}")
                .post("/v1/customers/%s/merges".formatted(a))
                .then()
                .statusCode(400);
        as("dealer").get("/v1/customers/%s/duplicates".formatted(a)).then().statusCode(403);
        as("dealer").get("/v1/customer-duplicates").then().statusCode(403);
        as("eleni").get("/v1/customer-duplicates?cursor=x").then().statusCode(400);
        as("eleni")
                .get("/v1/customers/%s/duplicates".formatted(UUID.randomUUID()))
                .then()
                .statusCode(404);
        as("eleni")
                .put("/v1/customers/%s/duplicates/%s/dismissal".formatted(a, a))
                .then()
                .statusCode(422);
    }

    private static Map<String, Object> line(String product, int years) {
        return Map.of("product", product, "years", years, "yearlyProfit", Map.of("amount", "200", "currency", "USD"));
    }

    private static UUID welcome(Map<String, Object> body) {
        return UUID.fromString(creating(as("eleni"))
                .body(body)
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static UUID complain(UUID customer) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of("customerId", customer, "verbatim", "It broke."))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static void owner(UUID complaint, UUID customer) {
        as("eleni").get("/v1/complaints/" + complaint).then().body("customer.id", equalTo(customer.toString()));
    }

    private static ValidatableResponse merge(UUID survivor, UUID other) {
        return creating(as("eleni"))
                .body(Map.of("other", other, "reason", "She said so."))
                .post("/v1/customers/%s/merges".formatted(survivor))
                .then();
    }

    private static ValidatableResponse undo(UUID survivor, String merge) {
        return as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "They are brother and sister."))
                .post("/v1/customers/%s/merges/%s/undo".formatted(survivor, merge))
                .then();
    }

    private static ValidatableResponse suggestions(UUID customer) {
        return as("eleni")
                .get("/v1/customers/%s/duplicates".formatted(customer))
                .then()
                .statusCode(200);
    }

    /** The pair of these two in the list, empty if it is not there. */
    private static Map<String, Object> pair(UUID one, UUID other) {
        String cursor = null;
        do {
            var request = as("eleni").queryParam("limit", 100);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor)).get("/v1/customer-duplicates");
            for (Map<String, Object> pair : page.jsonPath().<Map<String, Object>>getList("items")) {
                var ids = Stream.of("one", "other")
                        .map(pair::get)
                        .map(side -> ((Map<?, ?>) Objects.requireNonNull(side)).get("id"))
                        .toList();
                if (ids.contains(one.toString()) && ids.contains(other.toString())) {
                    return new HashMap<>(pair);
                }
            }
            cursor = page.jsonPath().getString("next");
        } while (cursor != null);
        return Map.of();
    }

    private List<Topics.Told> amendments(UUID complaint) {
        return topics.told(Topic.COMPLAINTS, complaint).stream()
                .filter(told -> told.type().endsWith("ComplaintAmended"))
                .toList();
    }

    private UUID recognised(String email) {
        return QuarkusTransaction.requiringNew()
                .call(() -> customers.recognised(email).map(Customer::id).orElseThrow());
    }
}

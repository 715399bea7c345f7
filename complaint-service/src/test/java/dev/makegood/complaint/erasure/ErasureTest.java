package dev.makegood.complaint.erasure;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.attachment.Attachment;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.testing.Desk;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.Topic;
import dev.makegood.contract.UpdateGiven;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class ErasureTest {

    private static final Person LENA = new Person("f59fd8b0-8ada-5aea-bdda-51c2d2567adc", "Lena Hartmann");

    private final String tag = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String name = "Zacharias" + tag;
    private final String word = "Wrackspurt" + tag;
    private final String email = "zach" + tag + "@customers.example";
    private final String number =
            Long.toString(System.nanoTime() % 100_000_000L + 100_000_000L).substring(1);

    @Inject
    Topics topics;

    @Inject
    Attachments attachments;

    @Inject
    LinkTokens links;

    @Test
    void ofAForgottenPersonNothingIsLeftThatTellsWhoTheyAreOrWhatTheySaid() {
        var customer = welcome(name + " Quill", email);
        var absorbed = welcome("Z. " + name, "second." + email);
        var complaint = complain(customer, "The car, said %s, is a %s.".formatted(name, word));
        var other = complain(absorbed, "And the %s leaks.".formatted(word));
        live(customer, absorbed, complaint, other);
        for (var trace : List.of(name, word, email, number)) {
            assertThat(EveryColumn.thatHolds(trace)).as(trace).isNotEmpty();
        }

        var erasure = ask(customer, "%s (%s) asked for it.".formatted(name, email));
        confirm("marcus", erasure, "\"0\"")
                .statusCode(200)
                .body("state", equalTo("CONFIRMED"))
                .body("complaints", equalTo(2));

        for (var trace : List.of(name, word, email, number)) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(EveryColumn.thatHolds(trace)).as(trace).isEmpty());
        }
        for (var id : List.of(customer, absorbed)) {
            as("eleni")
                    .get("/v1/customers/" + id)
                    .then()
                    .statusCode(410)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:makegood:problem:erased"));
        }
        var page = given().get("/track/" + links.derive(Complaint.LINK_PURPOSE, complaint, 1))
                .then()
                .statusCode(410);
        assertThat(page.extract().asString()).doesNotContain(name, word, email, number);
        // What can be counted is.
        as("eleni")
                .get("/v1/complaints/" + complaint)
                .then()
                .statusCode(200)
                .body("customer.name", equalTo("—"))
                .body("verbatim", blankOrNullString())
                .body("desiredOutcome", nullValue())
                .body("externalRef", nullValue())
                .body("product", equalTo("Roadside"))
                .body("channel", equalTo("PHONE"))
                .body("emotions", equalTo(List.of("ANGRY", "EXHAUSTED")))
                .body("owner.name", equalTo("Eleni Papadaki"));
        for (var id : List.of(complaint, other)) {
            await().untilAsserted(() -> assertThat(kinds(id)).endsWith("ComplaintWithdrawn", "CustomerErased"));
        }
        for (var id : List.of(customer, absorbed)) {
            await().untilAsserted(() -> assertThat(kinds(id)).endsWith("CustomerErased"));
        }

        // What arrives late finds nobody.
        topics.tell(
                new UpdateGiven(complaint, LENA, name + " called " + number, JourneyState.RECOVERING, Instant.now()));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> as("eleni")
                        .get("/v1/complaints/%s/timeline".formatted(complaint))
                        .then()
                        .body("items.findAll { it.kind == 'UpdateGiven' }.size()", equalTo(2)));
        for (var trace : List.of(name, number)) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(EveryColumn.thatHolds(trace)).as(trace).isEmpty());
        }
    }

    /** All that happens to a complaint here that anybody writes a word about. */
    private void live(UUID customer, UUID absorbed, UUID complaint, UUID other) {
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "name",
                        name + " Quill",
                        "language",
                        "en",
                        "email",
                        email,
                        "phone",
                        "+30 69" + number,
                        "segment",
                        "gold",
                        "lines",
                        List.of(Map.of(
                                "product",
                                "Home of " + name,
                                "years",
                                3,
                                "yearlyProfit",
                                Map.of("amount", "200", "currency", "EUR")))))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(200)
                .body("phoneE164", equalTo("+3069" + number));
        creating(as("eleni"))
                .body(Map.of("other", absorbed, "reason", name + " told us."))
                .post("/v1/customers/%s/merges".formatted(customer))
                .then()
                .statusCode(201);
        creating(as("eleni"))
                .body(Map.of("channel", "PHONE", "words", "It is %s again, about the %s.".formatted(name, word)))
                .post("/v1/complaints/%s/messages/from-customer".formatted(complaint))
                .then()
                .statusCode(201);
        creating(as("eleni"))
                .body(Map.of("words", "Dear %s, we look at the %s.".formatted(name, word)))
                .post("/v1/complaints/%s/messages".formatted(other))
                .then()
                .statusCode(201);
        fromCustomer(complaint, name + ".txt", "A picture of the " + word);
        creating(as("lena"))
                .body(Map.of(
                        "kind",
                        "HEALTH",
                        "words",
                        name + " hears badly",
                        "until",
                        Instant.now().plus(Duration.ofDays(30)).toString()))
                .post("/v1/customers/%s/vulnerabilities".formatted(customer))
                .then()
                .statusCode(201);
        var version = as("eleni").get("/v1/complaints/" + other).header("ETag");
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", version)
                .body(Map.of(
                        "customer", Map.of("name", "Another", "language", "en"),
                        "consent", Map.of("given", "BY_PHONE", "evidence", name + " said so")))
                .put("/v1/complaints/%s/representative".formatted(other))
                .then()
                .statusCode(200);
        speakForAnother(customer);
        given().redirects()
                .follow(false)
                .formParam("words", "It is a %s, says %s".formatted(word, name))
                .post("/track/%s/messages".formatted(links.derive(Complaint.LINK_PURPOSE, complaint, 1)))
                .then()
                .statusCode(303);
        topics.tell(new UpdateGiven(complaint, LENA, "I called " + name, JourneyState.RECOVERING, Instant.now()));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/%s/timeline".formatted(complaint))
                .then()
                .body("items.kind", hasItem("UpdateGiven")));
        // Asked for once before, and thought better of.
        var before = ask(customer, name + " was angry.");
        as("eleni")
                .header("If-Match", "\"0\"")
                .post("/v1/erasures/%s/withdraw".formatted(before))
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
    }

    private void speakForAnother(UUID customer) {
        var another = Desk.complaint("Grandmother", "en", "It rattles.");
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "customerId",
                        customer,
                        "consent",
                        Map.of("given", "BY_LAW", "evidence", name + " is her guardian")))
                .put("/v1/complaints/%s/representative".formatted(another))
                .then()
                .statusCode(200);
    }

    @Test
    void itTakesTwoToForgetSomebody() {
        var customer = welcome(name, email);
        creating(as("lena"))
                .body(Map.of("customer", customer, "reason", "They asked.", "ground", "NO_LONGER_NEEDED"))
                .post("/v1/erasures")
                .then()
                .statusCode(201)
                .body("ground", equalTo("NO_LONGER_NEEDED"))
                .body("askedBy.name", equalTo("Lena Hartmann"));
        var asked = as("eleni")
                .queryParam("reason", "Again")
                .delete("/v1/customers/" + customer)
                .then();
        asked.statusCode(409).body("type", equalTo("urn:makegood:problem:erasure-asked"));
        var erasure = UUID.fromString(asked.extract().path("erasureId"));

        confirm("eleni", erasure, "\"0\"").statusCode(403);
        confirm("lena", erasure, "\"0\"")
                .statusCode(403)
                .body("type", equalTo("urn:makegood:problem:two-people-needed"));
        confirm("marcus", erasure, null).statusCode(428);
        confirm("marcus", erasure, "\"3\"").statusCode(412);
        as("lena")
                .queryParam("state", "ASKED")
                .get("/v1/erasures")
                .then()
                .body("items.customer", hasItem(customer.toString()));
        var confirmed = confirm("marcus", erasure, "\"0\"")
                .statusCode(200)
                .body("decidedBy.name", equalTo("Marcus Bell"))
                .extract()
                .header("ETag");
        confirm("marcus", erasure, confirmed).statusCode(409).body("state", equalTo("CONFIRMED"));

        as("eleni")
                .queryParam("reason", "Once more")
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(410);
        creating(as("eleni"))
                .body(Map.of("customerId", customer, "verbatim", "x"))
                .post("/v1/complaints")
                .then()
                .statusCode(422);
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body(Map.of("name", "Back", "language", "en"))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(410);
        as("eleni").queryParam("q", name).get("/v1/customers").then().body("items", empty());
        as("eleni").queryParam("email", email).get("/v1/customers").then().body("items", empty());
    }

    @Test
    void theDeletingOfACustomerIsAskedForWithAReason() {
        var customer = welcome(name, email);
        as("eleni").delete("/v1/customers/" + customer).then().statusCode(400);
        as("eleni")
                .queryParam("reason", " ")
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(400);
        as("eleni")
                .queryParam("reason", "x".repeat(2_001))
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(400);
        as("eleni")
                .queryParam("reason", "x")
                .delete("/v1/customers/" + UUID.randomUUID())
                .then()
                .statusCode(404);
        as("dealer")
                .queryParam("reason", "x")
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(403);
        given().queryParam("reason", "x")
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(401);
        as("eleni")
                .queryParam("reason", "They asked.")
                .delete("/v1/customers/" + customer)
                .then()
                .statusCode(202)
                .header("Location", containsString("/v1/erasures/"))
                .body("state", equalTo("ASKED"));
        as("eleni").get("/v1/customers/" + customer).then().statusCode(200);
        creating(as("lena"))
                .body("{\"customer\": \"%s\", \"reason\": \"x\", \"ground\": \"BORED\"}".formatted(customer))
                .post("/v1/erasures")
                .then()
                .statusCode(400);
    }

    @Test
    void whoWasMergedIsForgottenWithWhoeverIsServedInTheirPlace() {
        var customer = welcome(name, email);
        var absorbed = welcome(name, "other." + email);
        creating(as("eleni"))
                .body(Map.of("other", absorbed, "reason", "One."))
                .post("/v1/customers/%s/merges".formatted(customer))
                .then()
                .statusCode(201);
        as("eleni")
                .queryParam("reason", "They asked.")
                .delete("/v1/customers/" + absorbed)
                .then()
                .statusCode(409)
                .body("mergedInto", equalTo(customer.toString()));
    }

    @Test
    void ofTwoWhoConfirmAtOnceOneIsLate() {
        for (int i = 0; i < 3; i++) {
            var customer = welcome(name, email);
            var erasure = ask(customer, "They asked.");
            assertThat(atOnce(
                            () -> confirm("marcus", erasure, "\"0\"").extract().statusCode(),
                            () -> confirm("lena", erasure, "\"0\"").extract().statusCode()))
                    .containsOnlyOnce(200)
                    .allMatch(status -> status == 200 || status == 412 || status == 409);
        }
    }

    @Test
    void whoIsMergedAndForgottenAtOnceIsOneOrTheOther() {
        for (int i = 0; i < 4; i++) {
            var customer = welcome(name + i, email);
            var other = welcome("Other" + tag, "other." + email);
            var erasure = ask(customer, "They asked.");
            var statuses = atOnce(
                    () -> confirm("marcus", erasure, "\"0\"").extract().statusCode(),
                    () -> creating(as("eleni"))
                            .body(Map.of("other", customer, "reason", "One."))
                            .post("/v1/customers/%s/merges".formatted(other))
                            .statusCode());
            assertThat(statuses).isIn(List.of(200, 410), List.of(409, 201));
        }
    }

    @Test
    void aComplaintThatComesInAtThatMomentIsForgottenOrRefused() {
        for (int i = 0; i < 4; i++) {
            var customer = welcome(name + i, email);
            var erasure = ask(customer, "They asked.");
            var statuses = atOnce(
                    () -> confirm("marcus", erasure, "\"0\"").extract().statusCode(),
                    () -> creating(as("eleni"))
                            .body(Map.of("customerId", customer, "verbatim", "A late " + word))
                            .post("/v1/complaints")
                            .statusCode());
            assertThat(statuses.getFirst()).isEqualTo(200);
            assertThat(statuses.getLast()).isIn(201, 410, 422);
        }
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(EveryColumn.thatHolds(word)).isEmpty());
    }

    @Test
    void everythingThatIsKnownOfAPersonIsTheirsToTakeAlong() throws IOException {
        var customer = welcome(name, email);
        var absorbed = welcome("Z. " + name, "second." + email);
        var complaint = complain(customer, "My " + word);
        complain(absorbed, "Again my " + word);
        creating(as("eleni"))
                .body(Map.of("other", absorbed, "reason", "One."))
                .post("/v1/customers/%s/merges".formatted(customer))
                .then()
                .statusCode(201);
        creating(as("eleni"))
                .body(Map.of("channel", "PHONE", "words", "Where is it?"))
                .post("/v1/complaints/%s/messages/from-customer".formatted(complaint))
                .then()
                .statusCode(201);

        var file = fromCustomer(complaint, word + ".txt", "The bill of " + name);

        as("eleni").get("/v1/customers/%s/export".formatted(customer)).then().statusCode(403);
        given().get("/v1/customers/%s/export".formatted(customer)).then().statusCode(401);
        as("lena")
                .get("/v1/customers/%s/export".formatted(UUID.randomUUID()))
                .then()
                .statusCode(404);
        for (var id : List.of(customer, absorbed)) {
            var export = as("marcus")
                    .get("/v1/customers/%s/export".formatted(id))
                    .then()
                    .statusCode(200)
                    .contentType("application/json")
                    .header("Content-Disposition", containsString("attachment"))
                    .header("Cache-Control", equalTo("no-store"))
                    .body("customer", equalTo(customer.toString()))
                    .body("sections.customers.email", hasItem(email))
                    .body("sections.customers.email", hasItem("second." + email))
                    .body("sections.complaints.verbatim", equalTo(List.of("My " + word, "Again my " + word)))
                    .body("sections.merges[0].reason", equalTo("One."))
                    .extract()
                    .asByteArray();
            assertThat(new String(export, StandardCharsets.UTF_8)).contains("Where is it?");
        }
        assertThat(entries(as("marcus")
                        .get("/v1/customers/%s/export/archive".formatted(customer))
                        .then()
                        .statusCode(200)
                        .contentType("application/zip")
                        .extract()
                        .asByteArray()))
                .containsKey("customer.json")
                .containsEntry("files/%s-%s.txt".formatted(file.id(), word), "The bill of " + name);

        as("lena")
                .get("/v1/customers/%s/accesses".formatted(customer))
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("EXPORTED", "EXPORTED", "EXPORTED")))
                .body("items[0].by.name", equalTo("Marcus Bell"));
        as("eleni").get("/v1/customers/%s/accesses".formatted(customer)).then().statusCode(403);
    }

    private Attachment fromCustomer(UUID complaint, String fileName, String content) {
        var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        return QuarkusTransaction.requiringNew()
                .call(() -> attachments.keep(complaint, null, fileName, "text/plain", bytes, true));
    }

    private static Map<String, String> entries(byte[] archive) throws IOException {
        Map<String, String> entries = new HashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static List<Integer> atOnce(Supplier<Integer> one, Supplier<Integer> other) {
        return Stream.of(one, other).map(CompletableFuture::supplyAsync).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }

    private static UUID welcome(String name, String email) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of("name", name, "language", "en", "email", email))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private UUID complain(UUID customer, String verbatim) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of(
                        "customerId",
                        customer,
                        "verbatim",
                        verbatim,
                        "desiredOutcome",
                        "My %s back, says %s".formatted(word, name),
                        "product",
                        "Roadside",
                        "channel",
                        "PHONE",
                        "externalRef",
                        "%s-%s".formatted(name, UUID.randomUUID()),
                        "emotions",
                        List.of("ANGRY", "EXHAUSTED")))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static UUID ask(UUID customer, String reason) {
        return UUID.fromString(creating(as("eleni"))
                .body(Map.of("customer", customer, "reason", reason))
                .post("/v1/erasures")
                .then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .extract()
                .path("id"));
    }

    private static ValidatableResponse confirm(String who, UUID erasure, @Nullable String ifMatch) {
        var request = as(who);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .post("/v1/erasures/%s/confirm".formatted(erasure))
                .then();
    }

    private List<String> kinds(UUID key) {
        return topics.told(Topic.COMPLAINTS, key).stream()
                .map(told -> told.type().substring(told.type().lastIndexOf('.') + 1))
                .toList();
    }
}

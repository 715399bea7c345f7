package dev.makegood.complaint.representative;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class RepresentativeResourceTest {

    private static final String CONSENT =
            "{\"given\": \"IN_WRITING\", \"evidence\": \"Letter of 3 May, among the files\"}";

    @Inject
    Topics topics;

    @Test
    void whoSpeaksForACustomerIsWrittenToUntilTheCustomerRevokesIt() {
        var id = complaint("Παναγιώτης", "el", "Δεν λειτουργεί.");

        represent(id, "\"0\"", """
                {"customer": {"name": "Eleni, his daughter", "language": "en", "email": "eleni@customers.example"},
                 "consent": %s}
                """.formatted(CONSENT))
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("consent.given", equalTo("IN_WRITING"))
                .body("by.name", equalTo("Mikko Virtanen"));

        as("mikko")
                .get("/v1/complaints/" + id)
                .then()
                .body("customer.name", equalTo("Παναγιώτης"))
                .body("representative.name", equalTo("Eleni, his daughter"));
        var amended = await().until(() -> amendments(id), found -> !found.isEmpty());
        assertThat(amended.getLast().body().at("/representative/email").asText())
                .isEqualTo("eleni@customers.example");
        assertThat(amended.getLast().body().at("/customer/name").asText()).isEqualTo("Παναγιώτης");

        as("mikko")
                .header("If-Match", "\"1\"")
                .delete("/v1/complaints/%s/representative".formatted(id))
                .then()
                .statusCode(204);
        as("mikko").get("/v1/complaints/" + id).then().body("representative", nullValue());
        assertThat(await().until(() -> amendments(id), found -> found.size() == 2)
                        .getLast()
                        .body()
                        .has("representative"))
                .isFalse();
        // Who could be told what, and when, stays known.
        as("mikko")
                .get("/v1/complaints/%s/representative".formatted(id))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("items[0].ended", equalTo("REVOKED"))
                .body("items[0].consent.evidence", equalTo("Letter of 3 May, among the files"));
        as("mikko")
                .header("If-Match", "\"2\"")
                .delete("/v1/complaints/%s/representative".formatted(id))
                .then()
                .statusCode(404);
    }

    @Test
    void anotherWhoSpeaksForThemReplacesTheFirst() {
        var id = complaint("Aino", "fi", "Rikki");
        var representative = customer("Matti");
        represent(id, "\"0\"", byId(representative)).statusCode(200);
        represent(id, "\"0\"", byId(customer("Late"))).statusCode(412);
        represent(id, null, byId(customer("Late"))).statusCode(428);
        represent(id, "\"1\"", byId(customer("Liisa"))).statusCode(200);
        as("mikko")
                .get("/v1/complaints/%s/representative".formatted(id))
                .then()
                .body("items.ended", equalTo(Arrays.asList(null, "REPLACED")))
                .body("items[1].representative", equalTo(representative.toString()));
    }

    @Test
    void aConsentThatIsOverEndsByItself() {
        var id = complaint("Aino", "fi", "Rikki");
        represent(id, "\"0\"", byId(customer("Matti"))).statusCode(200);

        Database.run("update representation set until = now() where complaint_id = ?", id);

        await().untilAsserted(
                        () -> as("mikko").get("/v1/complaints/" + id).then().body("representative", nullValue()));
        as("mikko")
                .get("/v1/complaints/%s/representative".formatted(id))
                .then()
                .body("items[0].ended", equalTo("EXPIRED"));
    }

    @Test
    void whoComplainsForAnotherIsWrittenToFromTheFirstWordOn() {
        var id = UUID.fromString(creating(as("mikko"))
                .body("""
                        {"customer": {"name": "Aino", "language": "fi"}, "verbatim": "Rikki", "channel": "PHONE",
                         "representative": {"customer": {"name": "Liisa", "language": "fi", "email": "liisa@customers.example"},
                                            "consent": %s}}
                        """.formatted(CONSENT))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));

        as("mikko").get("/v1/complaints/" + id).then().body("representative.name", equalTo("Liisa"));
        var received = await().until(() -> topics.told(Topic.COMPLAINTS, id), found -> !found.isEmpty());
        assertThat(received.getFirst().body().at("/representative/email").asText())
                .isEqualTo("liisa@customers.example");
        as("mikko")
                .get("/v1/complaints/%s/representative".formatted(id))
                .then()
                .body("items[0].consent.given", equalTo("IN_WRITING"));

        var complain = """
                {"customer": {"name": "Aino", "language": "fi"}, "verbatim": "Rikki", "representative": %s}
                """;
        creating(given())
                .body(complain.formatted(
                        "{\"customer\": {\"name\": \"L\", \"language\": \"fi\"}, \"consent\": %s}".formatted(CONSENT)))
                .post("/v1/complaints")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/representative"));
        creating(as("mikko"))
                .body(complain.formatted("{\"customer\": {\"name\": \"L\", \"language\": \"fi\"}}"))
                .post("/v1/complaints")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/representative/consent"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"consent": %s}                                                                              | 400 | /customer
            {"customerId": "11111111-1111-4111-8111-111111111111", "consent": %s}                        | 422 | /customerId
            {"customer": {"name": "E", "language": "en"}}                                                | 400 | /consent
            {"customer": {"name": "E", "language": "en"}, "consent": {"given": "BY_PHONE"}}              | 400 | /consent/evidence
            {"customer": {"name": "E", "language": "en"}, "consent": {"given": "NEVER", "evidence": "x"}} | 400 | /consent/given
            {"customer": {"name": "E", "language": "en"}, "consent": {"given": "BY_PHONE", "evidence": "x", "until": "2020-01-01T00:00:00Z"}} | 422 | /consent/until
            """)
    void withoutConsentNobodySpeaksForAnybody(String body, int status, String pointer) {
        var id = complaint("Aino", "fi", "Rikki");
        represent(id, "\"0\"", body.replace("%s", CONSENT)).statusCode(status).body("errors.pointer", hasItem(pointer));
        as("mikko").get("/v1/complaints/%s/representative".formatted(id)).then().body("items", empty());
    }

    @Test
    void customersSpeakForThemselvesAndOnlyTheDeskSaysWhoElse() {
        var id = complaint("Aino", "fi", "Rikki");
        var own = UUID.fromString(as("mikko").get("/v1/complaints/" + id).path("customer.id"));
        represent(id, "\"0\"", byId(own)).statusCode(422).body("errors[0].code", equalTo("the-same"));
        represent(UUID.randomUUID(), "\"0\"", byId(own)).statusCode(404);
        as("dealer")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(byId(own))
                .put("/v1/complaints/%s/representative".formatted(id))
                .then()
                .statusCode(403);
        given().get("/v1/complaints/%s/representative".formatted(id)).then().statusCode(401);
    }

    @Test
    void whoIsMergedSpeaksOnAsWhoeverTheyAre() {
        var id = complaint("Aino", "fi", "Rikki");
        var representative = customer("Matti");
        var survivor = customer("Matti Virtanen");
        represent(id, "\"0\"", byId(representative)).statusCode(200);
        creating(as("mikko"))
                .body(Map.of("other", representative, "reason", "One."))
                .post("/v1/customers/%s/merges".formatted(survivor))
                .then()
                .statusCode(201);
        as("mikko").get("/v1/complaints/" + id).then().body("representative.id", equalTo(survivor.toString()));
    }

    private static String byId(UUID customer) {
        return "{\"customerId\": \"%s\", \"consent\": %s}".formatted(customer, CONSENT);
    }

    private static UUID customer(String name) {
        return UUID.fromString(creating(as("mikko"))
                .body(Map.of("name", name, "language", "fi"))
                .post("/v1/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static ValidatableResponse represent(UUID complaint, @Nullable String ifMatch, String body) {
        var request = as("mikko").contentType(ContentType.JSON).body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/complaints/%s/representative".formatted(complaint))
                .then();
    }

    private List<Topics.Told> amendments(UUID complaint) {
        return topics.told(Topic.COMPLAINTS, complaint).stream()
                .filter(told -> told.type().endsWith("ComplaintAmended"))
                .toList();
    }
}

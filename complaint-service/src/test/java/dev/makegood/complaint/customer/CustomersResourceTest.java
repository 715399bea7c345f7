package dev.makegood.complaint.customer;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class CustomersResourceTest {

    private static final String LINE =
            "{\"product\": \"Home\", \"years\": 15, \"yearlyProfit\": {\"amount\": \"200\", \"currency\": \"USD\"}}";

    @Inject
    Topics topics;

    @Test
    void whatIsStatedOfACustomerIsReadAgain() {
        var id = welcome("""
                {"name": " Νίκος Παπαδόπουλος ", "language": "el", "email": "nikos@customers.example",
                 "phone": "+30 210 123 4567", "segment": "gold", "lines": [%s]}
                """.formatted(LINE))
                .statusCode(201)
                .header("ETag", "\"0\"")
                .header("Location", containsString("/v1/customers/"))
                .extract()
                .<String>path("id");
        as("eleni")
                .get("/v1/customers/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("name", equalTo("Νίκος Παπαδόπουλος"))
                .body("language", equalTo("el"))
                .body("email", equalTo("nikos@customers.example"))
                .body("phone", equalTo("+30 210 123 4567"))
                .body("segment", equalTo("gold"))
                .body("lines[0].product", equalTo("Home"))
                .body("lines[0].years", equalTo(15))
                .body("lines[0].yearlyProfit.amount", equalTo("200.00"));
    }

    @Test
    void theirLifetimeValueIsYearsTimesYearlyProfitOverAllLines() {
        welcome("{\"name\": \"Maria\", \"language\": \"es\", \"lines\": [%s, %s, %s]}".formatted(LINE, LINE, LINE))
                .statusCode(201)
                .body("lifetimeValue.amount", equalTo("9000.00"))
                .body("lifetimeValue.currency", equalTo("USD"));
        welcome("{\"name\": \"Maria\", \"language\": \"es\"}").statusCode(201).body("lifetimeValue", nullValue());
        welcome("""
                {"name": "Yuki", "language": "en",
                 "lines": [{"product": "Car", "years": 2, "yearlyProfit": {"amount": 12000, "currency": "JPY"}}]}
                """).statusCode(201).body("lifetimeValue.amount", equalTo("24000"));
    }

    @Test
    void linesAreInOneCurrency() {
        welcome("{\"name\": \"A\", \"language\": \"en\", \"lines\": [%s, %s]}"
                        .formatted(LINE, LINE.replace("USD", "EUR")))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/lines"))
                .body("errors[0].code", equalTo("mixed-currencies"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, USD, amount, out-of-range",
        "0.001, USD, amount, too-fine",
        "1.5, JPY, amount, too-fine",
        "1000000000000, USD, amount, out-of-range",
        "10, ZZZ, currency, unknown-value",
        "10, usd, currency, unknown-value",
        "10, XXX, currency, unknown-value"
    })
    void whatIsNoAmountIsNamed(String amount, String currency, String field, String code) {
        welcome("""
                {"name": "A", "language": "en", "lines": [
                  %s, {"product": "Car", "years": 1, "yearlyProfit": {"amount": "%s", "currency": "%s"}}]}
                """.formatted(LINE, amount, currency))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo("/lines/1/yearlyProfit/" + field))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"language": "en"}                                                                  | /name             | required
            {"name": " ", "language": "en"}                                                     | /name             | wrong-size
            {"name": "a\\r\\nBcc:x@y", "language": "en"}                                        | /name             | wrong-size
            {"name": "A", "language": "de"}                                                     | /language         | unknown-value
            {"name": "A", "language": "en", "email": "a@b, c@d.example"}                        | /email            | invalid
            {"name": "A", "language": "en", "email": "A <a@b.example>"}                         | /email            | invalid
            {"name": "A", "language": "en", "phone": "call me"}                                 | /phone            | invalid
            {"name": "A", "language": "en", "role": "lead"}                                     | /role             | unknown-field
            {"name": "A", "language": "en", "lifetimeValue": {"amount": 1, "currency": "USD"}}  | /lifetimeValue    | unknown-field
            {"name": "A", "language": "en", "lines": [{"product": "x", "years": 101, "yearlyProfit": {"amount": 1, "currency": "USD"}}]} | /lines/0/years | out-of-range
            {"name": "A", "language": "en", "lines": [{"product": "x", "years": 1}]}            | /lines/0/yearlyProfit | required
            {"name": "A", "language": "en", "lines": [{"product": "x", "years": 1, "yearlyProfit": {"amount": "1e999999999", "currency": "USD"}}]} | /lines/0/yearlyProfit/amount | wrong-type
            {"name": "A", "language": "en", "lines": [null]}                                    | /lines/0          | required
            """)
    void whatIsWrongIsNamed(String body, String pointer, String code) {
        welcome(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@%sa", "%s@a", "a@a%s"})
    void anAddressWithoutEndIsRefusedAndTakesNoTime(String pattern) {
        for (String part : List.of("a.", "a", "-", ".")) {
            long before = System.nanoTime();
            welcome(Map.of("name", "A", "language", "en", "email", pattern.formatted(part.repeat(100_000))))
                    .statusCode(400)
                    .body("errors.pointer", hasItem("/email"));
            assertThat((System.nanoTime() - before) / 1_000_000).isLessThan(10_000);
        }
    }

    @Test
    void customersAreListedPageByPageNewestFirst() {
        var email = UUID.randomUUID() + "@customers.example";
        for (int i = 1; i <= 5; i++) {
            welcome(Map.of("name", "Number " + i, "language", "fi", "email", email))
                    .statusCode(201);
        }
        var first = as("mikko")
                .queryParam("email", email.toUpperCase(Locale.ROOT))
                .queryParam("limit", 3)
                .get("/v1/customers");
        assertThat(first.jsonPath().getList("items.name")).containsExactly("Number 5", "Number 4", "Number 3");
        assertThat(first.header("Link")).contains("rel=\"next\"");
        var second = as("mikko")
                .queryParam("email", email)
                .queryParam("limit", 3)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get("/v1/customers");
        assertThat(second.jsonPath().getList("items.name")).containsExactly("Number 2", "Number 1");
        assertThat(second.jsonPath().getString("next")).isNull();
        as("mikko").get("/v1/customers?limit=2").then().statusCode(200).body("items", hasSize(2));
    }

    @ParameterizedTest
    @CsvSource({"limit, 101", "limit, 0", "cursor, x", "sort, name", "fields, email"})
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        as("mikko")
                .queryParam(name, value)
                .get("/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(name));
    }

    @Test
    void aChangeIsDecidedOnTheLatestVersionAndToldToTheOthers() {
        var before = welcome(Map.of("name", "Sofia", "language", "es")).statusCode(201);
        var id = UUID.fromString(before.extract().path("id"));
        var moved =
                "{\"name\": \"Sofía García\", \"language\": \"es\", \"email\": \"sofia@customers.example\", \"lines\": [%s]}"
                        .formatted(LINE);

        put(id, null, moved).statusCode(428);
        put(id, "\"7\"", moved).statusCode(412).contentType("application/problem+json");
        put(id, "*", moved).statusCode(412);
        put(id, "\"0\"", moved)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("version", equalTo(1))
                .body("name", equalTo("Sofía García"));
        put(id, "\"0\"", moved.replace("García", "Lopez")).statusCode(412);

        var told = await().until(() -> topics.told(Topic.COMPLAINTS, id), found -> !found.isEmpty());
        assertThat(told).singleElement().satisfies(changed -> {
            assertThat(changed.type()).isEqualTo("dev.makegood.CustomerChanged");
            assertThat(changed.sequence()).isEqualTo(1);
            assertThat(changed.body().at("/customer/version").asInt()).isEqualTo(1);
            assertThat(changed.body().at("/customer/name").asText()).isEqualTo("Sofía García");
            assertThat(changed.body().at("/customer/lifetimeValue/amount").asText())
                    .isEqualTo("3000.00");
        });

        // What is no longer stated is gone, lines too.
        put(id, "\"1\"", "{\"name\": \"Sofía García\", \"language\": \"en\"}")
                .statusCode(200)
                .body("version", equalTo(2))
                .body("email", nullValue())
                .body("lines", hasSize(0));
        assertThat(await().until(() -> topics.told(Topic.COMPLAINTS, id), found -> found.size() == 2)
                        .getLast()
                        .sequence())
                .isEqualTo(2);
    }

    @Test
    void anIdempotencyKeyWelcomesOnce() {
        var key = UUID.randomUUID().toString();
        var email = key + "@customers.example";
        for (int i = 0; i < 3; i++) {
            as("eleni")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(Map.of("name", "Once", "language", "en", "email", email))
                    .post("/v1/customers")
                    .then()
                    .statusCode(201)
                    .header("ETag", "\"0\"");
        }
        as("eleni").queryParam("email", email).get("/v1/customers").then().body("items", hasSize(1));
    }

    @Test
    void onlyTheDeskKnowsCustomers() {
        var body = Map.of("name", "A", "language", "en");
        creating(given()).body(body).post("/v1/customers").then().statusCode(401);
        creating(as("dealer")).body(body).post("/v1/customers").then().statusCode(403);
        given().get("/v1/customers").then().statusCode(401);
        as("dealer").get("/v1/customers").then().statusCode(403);
        as("dealer").get("/v1/customers/" + UUID.randomUUID()).then().statusCode(403);
        as("eleni")
                .get("/v1/customers/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:makegood:problem:not-found"));
        put(UUID.randomUUID(), "\"0\"", "{\"name\": \"A\", \"language\": \"en\"}")
                .statusCode(404);
    }

    private static ValidatableResponse welcome(Object body) {
        return creating(as("eleni")).body(body).post("/v1/customers").then();
    }

    private static ValidatableResponse put(UUID id, @Nullable String ifMatch, String body) {
        var request = as("eleni").contentType(ContentType.JSON).body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/customers/" + id)
                .then();
    }
}

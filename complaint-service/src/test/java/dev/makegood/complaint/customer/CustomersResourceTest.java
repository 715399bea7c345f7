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

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    @Inject
    Customers customers;

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

    @ParameterizedTest
    @CsvSource({
        "el, 210 123 4567, +302101234567",
        "el, +30 (210) 123-4567, +302101234567",
        "el, 00302101234567, +302101234567",
        "fi, 040 123 4567, +358401234567",
        "ru, 8 (495) 123-45-67, +74951234567",
        "en, (212) 555-0123 ext 4, +12125550123",
        "es, ٩١٢٣٤٥٦٧٨, +34912345678"
    })
    void aNumberIsReadAsTheirCountryDialsIt(String language, String phone, String read) {
        welcome(Map.of("name", "A", "language", language, "phone", phone))
                .statusCode(201)
                .body("phone", equalTo(phone))
                .body("phoneE164", equalTo(read))
                .body("phoneUnderstood", equalTo(true));
    }

    @Test
    void aNumberThatCannotBeReadIsKeptAsStated() {
        welcome(Map.of("name", "A", "language", "en", "phone", "12.34-5"))
                .statusCode(201)
                .body("phone", equalTo("12.34-5"))
                .body("phoneE164", nullValue())
                .body("phoneUnderstood", equalTo(false));
    }

    @Test
    void customersAreFoundByWhatIsRememberedOfThem() {
        var tag = Long.toString(System.nanoTime(), 36);
        var mail = "nikos." + tag + "@customers.example";
        var phone = "+30 69"
                + Long.toString(System.nanoTime() % 100_000_000L + 100_000_000L).substring(1);
        var id = welcome(Map.of(
                        "name", "Νικόλαος Τριανταφυλλόπουλος " + tag, "language", "el", "email", mail, "phone", phone))
                .statusCode(201)
                .extract()
                .<String>path("id");

        for (var words : List.of(
                "Νικόλαος Τριανταφυλλόπουλος " + tag,
                "nikolaos triantafyllopoulos " + tag,
                "NIKOLAOS TRIANTAFYLOPOULOS " + tag,
                "Triandafyllopoulos Nikolaos " + tag,
                mail,
                mail.toUpperCase(Locale.ROOT),
                phone,
                "0" + phone.substring(4))) {
            search(words).statusCode(200).body("items[0].id", equalTo(id)).body("next", nullValue());
        }
        search("%").statusCode(200).body("items", hasSize(0));
        search("' or 1=1 --").statusCode(200);
        search("😀").statusCode(200).body("items", hasSize(0));
        search("_____").statusCode(200).body("items", hasSize(0));
        search(" ").statusCode(400).body("errors[0].pointer", equalTo("q"));
        search("x".repeat(201)).statusCode(400);
        as("eleni")
                .queryParam("q", "a")
                .queryParam("email", mail)
                .get("/v1/customers")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("alone"));
    }

    @Test
    void whoWasPutOnFileInBulkIsFoundSoonAfter() {
        var id = UUID.randomUUID();
        Database.run("""
                insert into customer (id, version, name, language, email, phone, created_at)
                values (?, 0, ?, 'ru', ?, '8 495 123 45 67', now())
                """, id, "Людмила " + id, "L." + id + "@customers.example");
        await().untilAsserted(() -> search("lyudmila " + id).body("items[0].id", equalTo(id.toString())));
        as("eleni").get("/v1/customers/" + id).then().body("phoneE164", equalTo("+74951234567"));
    }

    @Test
    void howTheyWantToBeSpokenWithIsTheirsToSay() {
        var id = UUID.fromString(welcome(Map.of("name", "Aino", "language", "en", "email", "aino@customers.example"))
                .statusCode(201)
                .extract()
                .path("id"));
        var said = """
                {"language": "fi", "preferredMedium": "EMAIL", "surveys": false, "timeZone": "Europe/Helsinki",
                 "notCalled": [{"days": ["SUNDAY", "SATURDAY"], "from": "00:00", "until": "00:00"},
                               {"from": "20:00", "until": "09:00"}]}
                """;
        prefer(id, null, said).statusCode(428);
        prefer(id, "\"3\"", said).statusCode(412);
        prefer(id, "\"0\"", said).statusCode(200).header("ETag", "\"1\"");
        as("eleni")
                .get("/v1/customers/" + id)
                .then()
                .header("ETag", "\"1\"")
                .body("language", equalTo("fi"))
                .body("preferences.preferredMedium", equalTo("EMAIL"))
                .body("preferences.surveys", equalTo(false))
                .body("preferences.timeZone", equalTo("Europe/Helsinki"))
                .body("preferences.notCalled[0].days", equalTo(List.of("SATURDAY", "SUNDAY")))
                .body("preferences.notCalled[1].from", equalTo("20:00"));

        var told = await().until(() -> topics.told(Topic.COMPLAINTS, id), found -> !found.isEmpty());
        assertThat(told.getLast().body().at("/customer/preferredMedium").asText())
                .isEqualTo("EMAIL");
        assertThat(told.getLast().body().at("/customer/language").asText()).isEqualTo("fi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"language": "fi", "preferredMedium": "SMS"}                                       | 422 | /preferredMedium
            {"language": "fi", "preferredMedium": "WEBHOOK"}                                   | 422 | /preferredMedium
            {"language": "fi", "preferredMedium": "PIGEON"}                                    | 400 | /preferredMedium
            {"preferredMedium": "EMAIL"}                                                       | 400 | /language
            {"language": "fi", "timeZone": "Mars/Olympus"}                                     | 422 | /timeZone
            {"language": "fi", "notCalled": [{"from": "24:00", "until": "09:00"}]}             | 400 | /notCalled/0/from
            {"language": "fi", "notCalled": [{"days": ["FUNDAY"], "from": "20:00", "until": "09:00"}]} | 400 | /notCalled/0/days/0
            {"language": "fi", "surveys": "perhaps"}                                           | 400 | /surveys
            """)
    void whatNobodyCanPreferIsNamed(String body, int status, String pointer) {
        var id = UUID.fromString(welcome(Map.of("name", "Aino", "language", "fi", "email", "aino@customers.example"))
                .extract()
                .path("id"));
        prefer(id, "\"0\"", body).statusCode(status).body("errors.pointer", hasItem(pointer));
    }

    @Test
    void whoseAddressIsVerifiedIsRecognised() {
        var email = UUID.randomUUID() + "@customers.example";
        assertThat(recognised(email)).isEmpty();
        var id = welcome(Map.of("name", "Nikos", "language", "el", "email", email))
                .extract()
                .<String>path("id");
        welcome(Map.of("name", "Nikos again", "language", "el", "email", email)).statusCode(201);
        assertThat(recognised(email.toUpperCase(Locale.ROOT))).contains(UUID.fromString(id));
    }

    private Optional<UUID> recognised(String email) {
        return QuarkusTransaction.requiringNew()
                .call(() -> customers.recognised(email))
                .map(Customer::id);
    }

    private static ValidatableResponse search(String words) {
        return as("eleni").queryParam("q", words).get("/v1/customers").then();
    }

    private static ValidatableResponse prefer(UUID id, @Nullable String ifMatch, String body) {
        var request = as("eleni").contentType(ContentType.JSON).body(body);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/customers/" + id + "/preferences")
                .then();
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

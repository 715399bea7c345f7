package dev.makegood.complaint.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class ComplaintsResourceTest {

    private static final String NIKOS = """
            {"name": "Νίκος Παπαδόπουλος", "language": "el", "email": "nikos@customers.example"}
            """;

    @Test
    void anyoneMayComplainWithoutLoggingIn() {
        complain(anybody(), "{\"customer\": %s, \"verbatim\": \"Το αυτοκίνητό μου έπαθε βλάβη.\"}".formatted(NIKOS))
                .statusCode(201)
                .header("Location", startsWith("http"))
                .header("ETag", "\"0\"")
                .body("reference", matchesPattern("MG-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"))
                .body("owner", equalTo("Lena Hartmann"))
                .body("state", equalTo("OPENED"));
    }

    @Test
    void whoTakesAComplaintByPhoneOwnsIt() {
        var id = complain(
                        as("eleni"),
                        "{\"customer\": %s, \"verbatim\": \"Help\", \"channel\": \"PHONE\"}".formatted(NIKOS))
                .statusCode(201)
                .body("owner", equalTo("Eleni Papadaki"))
                .extract()
                .<String>path("id");
        as("eleni")
                .get("/v1/complaints/" + id)
                .then()
                .statusCode(200)
                .body("owner.name", equalTo("Eleni Papadaki"))
                .body("customer.name", equalTo("Νίκος Παπαδόπουλος"));
    }

    @Test
    void wordsComeBackAsTheyWereSaid() {
        var words = "  \n«Ντροπή!» 😡👨‍👩‍👧 \t ä\u0301 – «Стыдно» \"; drop table complaint; -- {name.class} =1+1  ";
        var received = complain(
                        as("sofia"), Map.of("customer", Map.of("name", "Ana", "language", "es"), "verbatim", words))
                .statusCode(201)
                .extract();
        String reference = received.path("reference");
        as("sofia")
                .get("/v1/complaints/by-reference/"
                        + reference.toLowerCase(Locale.ROOT).replace("-", ""))
                .then()
                .statusCode(200)
                .body("verbatim", equalTo(words));
    }

    @Test
    void twentyThousandCharactersOfAnyScriptAreTakenAndOneMoreIsNot() {
        var most = "😡".repeat(20_000);
        complain(anybody(), Map.of("customer", Map.of("name", "A", "language", "en"), "verbatim", most))
                .statusCode(201);
        complain(anybody(), Map.of("customer", Map.of("name", "A", "language", "en"), "verbatim", most + "!"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem("/verbatim"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"customer": {"name": "A", "language": "en"}, "verbatim": ""}                        | 400 | /verbatim          | wrong-size
            {"customer": {"name": "A", "language": "en"}, "verbatim": " \\n\\u00a0 "}            | 400 | /verbatim          | wrong-size
            {"customer": {"name": "A", "language": "en"}}                                        | 400 | /verbatim          | required
            {"customer": {"name": "A", "language": "xx"}, "verbatim": "x"}                       | 400 | /customer/language | unknown-value
            {"customer": {"name": "A", "language": "en"}, "verbatim": "x", "slaDue": 1}          | 400 | /slaDue            | unknown-field
            {"customer": {"name": "A", "language": "en"}, "verbatim": "a\\u0000b"}               | 400 | /verbatim          | unusable-character
            {"customer": {"name": "A", "language": "en"}, "verbatim": "a\\ud800b"}               | 400 | /verbatim          | unusable-character
            {"customer": {"name": "A", "language": "en"}, "verbatim": 7}                         | 400 | /verbatim          | wrong-type
            {"customer": {"name": "a\\r\\nBcc:x@y", "language": "en"}, "verbatim": "x"}          | 400 | /customer/name     | wrong-size
            {"customer": {"name": "A", "language": "en", "email": "a@b>\\r\\nDATA"}, "verbatim": "x"} | 400 | /customer/email | invalid
            {"verbatim": "x"}                                                                    | 400 | /customer          | one-of
            {"customerId": "0198f000-0000-7000-8000-000000000000", "verbatim": "x"}              | 400 | /customerId        | not-yours-to-name
            {"customer": {"name": "A", "language": "en"}, "verbatim": "x", "channel": "PHONE"}   | 400 | /channel           | not-yours-to-name
            {"customer": {"name": "A", "language": "en"}, "verbatim": "x", "occurredAt": "2999-01-01T00:00:00Z"} | 422 | /occurredAt | in-the-future
            {"customer": {"name": "A", "language": "en"}, "verbatim": "x", "occurredAt": "-20000-01-01T00:00:00Z"} | 400 | /occurredAt | wrong-type
            {"customer": {"name": "A", "language": "en"}, "verbatim": "x", "occurredAt": "yesterday"} | 400 | /occurredAt   | wrong-type
            """)
    void whatIsWrongIsNamed(String body, int status, String pointer, String code) {
        complain(anybody(), body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer))
                .body("errors.code", hasItem(code))
                .body("traceId", notNullValue());
    }

    @Test
    void brokenJsonAndBrokenUtf8AreMalformed() {
        complain(anybody(), "{\"verbatim\" \"x\"}").statusCode(400).body("errors[0].code", equalTo("malformed"));
        byte[] latin1 = "{\"customer\": {\"name\": \"J\u00fcrgen\", \"language\": \"en\"}, \"verbatim\": \"x\"}"
                .getBytes(StandardCharsets.ISO_8859_1);
        complain(anybody(), latin1).statusCode(400).body("errors[0].code", equalTo("malformed"));
    }

    @Test
    void aBodyOfTwoMegabytesIsTooLarge() {
        complain(anybody(), "{\"verbatim\": \"" + "a".repeat(2_000_000) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void anIdempotencyKeyHasItsEffectOnceAndOneMeaning() {
        var key = UUID.randomUUID().toString();
        var body = "{\"customer\": %s, \"verbatim\": \"once\"}".formatted(NIKOS);
        var first = with(anybody(), key).body(body).post("/v1/complaints");
        var second = with(anybody(), key).body(body).post("/v1/complaints");
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        with(anybody(), key)
                .body(body.replace("once", "twice"))
                .post("/v1/complaints")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:makegood:problem:key-reused"));
        anybody()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/complaints")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("Idempotency-Key"));
    }

    @Test
    void anExternalReferenceNamesOneComplaint() {
        var ref = "old-system-" + UUID.randomUUID();
        var body = Map.of("customer", Map.of("name", "A", "language", "en"), "verbatim", "x", "externalRef", ref);
        String id = complain(as("james"), body).statusCode(201).extract().path("id");
        complain(as("james"), body).statusCode(409).body("complaintId", equalTo(id));
    }

    @Test
    void anExternalReferenceNamesOneComplaintWhenManySendItAtOnce() throws Exception {
        var ref = "old-system-" + UUID.randomUUID();
        var body = Map.of("customer", Map.of("name", "A", "language", "en"), "verbatim", "x", "externalRef", ref);
        Tokens.of("james");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = callers.invokeAll(Collections.<Callable<Integer>>nCopies(
                    8, () -> complain(as("james"), body).extract().statusCode()));
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409, 409, 409);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "en, The invoices were charged twice and nobody answered, invoice charging",
        "es, Las facturas se cobraron dos veces y nadie respondió, factura cobrada",
        "el, Οι λογαριασμοί χρεώθηκαν δύο φορές, λογαριασμό",
        "fi, Laskuja veloitettiin kahdesti eikä kukaan vastannut, lasku",
        "ru, Счета были списаны дважды и никто не ответил, счёт"
    })
    void wordsAreFoundInEveryLanguageWhateverTheirForm(String language, String words, String query) {
        var product = "Search " + UUID.randomUUID();
        complain(
                        as("irina"),
                        Map.of(
                                "customer", Map.of("name", "A", "language", language),
                                "verbatim", words,
                                "product", product))
                .statusCode(201);
        await().untilAsserted(() -> as("irina")
                .queryParam("q", query)
                .queryParam("product", product)
                .get("/v1/complaints")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].verbatim", equalTo(words)));
    }

    @Test
    void aListIsReadPageByPageNewestFirst() {
        var product = "Pages " + UUID.randomUUID();
        for (int i = 1; i <= 5; i++) {
            complain(
                            as("mikko"),
                            Map.of(
                                    "customer",
                                    Map.of("name", "A", "language", "fi"),
                                    "verbatim",
                                    "numero " + i,
                                    "product",
                                    product))
                    .statusCode(201);
        }
        var first = as("mikko")
                .queryParam("product", product)
                .queryParam("limit", 3)
                .get("/v1/complaints");
        assertThat(first.jsonPath().getList("items.verbatim")).containsExactly("numero 5", "numero 4", "numero 3");
        assertThat(first.header("Link")).contains("rel=\"next\"");
        var second = as("mikko")
                .queryParam("product", product)
                .queryParam("limit", 3)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get("/v1/complaints");
        assertThat(second.jsonPath().getList("items.verbatim")).containsExactly("numero 2", "numero 1");
        assertThat(second.jsonPath().getString("next")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 1000000000",
        "limit, 0",
        "limit, x",
        "cursor, nonsense",
        "sort, id;pg_sleep(9)",
        "state, OPEN",
        "receivedFrom, today",
        "receivedBefore, +999999-01-01T00:00:00Z",
        "customer, 1",
        "q, ' '"
    })
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        as("mikko")
                .queryParam(name, value)
                .get("/v1/complaints")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(name));
    }

    @Test
    void onlyTheDeskReadsComplaints() {
        anybody().get("/v1/complaints").then().statusCode(401).contentType("application/problem+json");
        as("dealer").get("/v1/complaints").then().statusCode(403).contentType("application/problem+json");
        given().auth()
                .oauth2("not.a.token")
                .get("/v1/complaints")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        as("james")
                .get("/v1/complaints/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:makegood:problem:not-found"));
        as("james").get("/v1/complaints/117").then().statusCode(404).contentType("application/problem+json");
        as("james").get("/v1/no-such-thing").then().statusCode(404);
        as("james").get("/v1/complaints/by-reference/MG-7QF3-K9MQ").then().statusCode(400);
    }

    @Test
    void aRequestKeepsItsIdAndItsTrace() {
        as("james")
                .header("X-Request-Id", "desk-42")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .get("/v1/complaints/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .header("X-Request-Id", equalTo("desk-42"))
                .body("traceId", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    private static ValidatableResponse complain(RequestSpecification who, Object body) {
        var request = with(who, UUID.randomUUID().toString());
        return (body instanceof byte[] bytes ? request.body(bytes) : request.body(body))
                .post("/v1/complaints")
                .then();
    }

    private static RequestSpecification with(RequestSpecification who, String key) {
        return who.contentType(ContentType.JSON).header("Idempotency-Key", key);
    }

    private static RequestSpecification anybody() {
        return given();
    }

    private static RequestSpecification as(String user) {
        return given().auth().oauth2(Tokens.of(user));
    }
}

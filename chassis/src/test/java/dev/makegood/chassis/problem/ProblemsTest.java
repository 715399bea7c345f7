package dev.makegood.chassis.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealBackends.class)
class ProblemsTest {

    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @ValueSource(strings = {"unexpected", "error", "no-state", "database", "22P05"})
    void aFailureOfOursTellsNothingButItsTrace(String kind) {
        given().get("/v1/probes/failures/" + kind)
                .then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:internal"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body("errors", nullValue())
                .body(not(containsString("Nikos")))
                .body(not(containsString("Exception")))
                .body(not(containsString("dev.makegood")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unexpected", "database", "57P01"})
    void aLogTellsWhatFailedAndWhereButNobodysWords(String kind) {
        var lines = logged(() -> given().get("/v1/probes/failures/" + kind));
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("Nikos"));
        assertThat(lines)
                .anyMatch(line -> line.contains("SQLException")
                        && line.contains(
                                kind.equals("unexpected") ? "22001" : kind.equals("database") ? "22P02" : kind));
        if (!kind.equals("57P01")) {
            assertThat(lines).anyMatch(line -> line.contains("ProbesResource.fail"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53300", "57P01", "40001", "40P01", "55P03", "25006"})
    void aDatabaseThatDoesNotAnswerIsToBeAskedAgain(String state) {
        given().get("/v1/probes/failures/" + state)
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                .body("type", equalTo("urn:makegood:problem:unavailable"))
                .body(not(containsString("Nikos")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stale", "duplicate"})
    void whoeverWasSecondIsToldSo(String kind) {
        given().get("/v1/probes/failures/" + kind)
                .then()
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:changed-meanwhile"))
                .body(not(containsString("Nikos")));
    }

    @Test
    void aMethodThatIsNotThereSaysWhichAre() {
        given().delete("/v1/probes")
                .then()
                .statusCode(405)
                .contentType(PROBLEM)
                .header("Allow", containsString("GET"))
                .header("Allow", containsString("POST"));
        given().request("TRACE", "/v1/probes").then().statusCode(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data"})
    void onlyJsonIsTaken(String type) {
        given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.TEXT)))
                .contentType(type)
                .body("{\"name\": \"x\"}")
                .post("/v1/probes")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
    }

    @Test
    void peoplesWordsAreNeverGivenAsMarkup() {
        given().accept("text/html").get("/v1/probes").then().statusCode(200).contentType(ContentType.JSON);
        given().accept("text/html")
                .auth()
                .oauth2(Tokens.of("lena"))
                .get("/v1/probes/desk")
                .then()
                .statusCode(406)
                .contentType(PROBLEM);
        given().accept("text/html").get("/v1/nothing").then().statusCode(404).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/nothing",
                "/",
                "/v1/probes/117",
                "/v1/probes/1-1-1-1-1",
                "/q/health",
                "/q/metrics",
                "/admin;x"
            })
    void whatIsNotThereIsNotFound(String path) {
        given().contentType(ContentType.JSON)
                .body("{\"name\": \"x\"}")
                .put(path)
                .then()
                .statusCode(404)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:not-found"));
    }

    @Test
    void whoIsNotKnownIsAskedAndWhoMayNotIsTold() {
        given().get("/v1/probes/desk")
                .then()
                .statusCode(401)
                .contentType(PROBLEM)
                .header("WWW-Authenticate", "Bearer");
        given().auth()
                .oauth2("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwicm9sZXMiOlsibGVhZCJdfQ.")
                .get("/v1/probes/desk")
                .then()
                .statusCode(401)
                .contentType(PROBLEM);
        given().header("X-Remote-User", "lena").get("/v1/probes/desk").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.of("james"))
                .get("/v1/probes/desk")
                .then()
                .statusCode(403)
                .contentType(PROBLEM);
        given().auth().oauth2(Tokens.of("lena")).get("/v1/probes/desk").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "x", "rank": 1}                                  | /rank    | unknown-field
            {"name": 7}                                               | /name    | wrong-type
            {"name": true}                                            | /name    | wrong-type
            {}                                                        | /name    | required
            {"name": "\\u0000"}                                       | /name    | unusable-character
            {"name": "\\udc00"}                                       | /name    | unusable-character
            {"name": "x", "channel": "PIGEON"}                        | /channel | unknown-value
            {"name": "x", "channel": 1}                               | /channel | unknown-value
            {"name": "x", "count": "1"}                               | /count   | wrong-type
            {"name": "x", "count": 1.5}                               | /count   | wrong-type
            {"name": "x", "count": 99999999999}                       |          | malformed
            {"name": "x", "at": "yesterday"}                          | /at      | wrong-type
            {"name": "x", "at": 1700000000}                           | /at      | wrong-type
            {"name": "x", "at": "+999999999-01-01T00:00:00Z"}         | /at      | wrong-type
            {"name": "x", "at": "-0001-01-01T00:00:00Z"}              | /at      | wrong-type
            {"name": "x", "at": "9999-12-31T23:59:59-18:00"}          | /at      | wrong-type
            {"name": "x"} {"name": "y"}                               |          | wrong-type
            {"name" "x"}                                              |          | malformed
            [                                                         |          | wrong-type
            """)
    void aBodyThatIsNotUnderstoodIsExplained(String body, String pointer, String code) {
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/v1/probes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors.code", hasItem(code))
                .body("errors.pointer", pointer == null ? notNullValue() : hasItem(pointer));
    }

    @Test
    void nestingWithoutEndIsMalformed() throws IOException {
        var body = "{\"name\": " + "[".repeat(100_000);
        assertThat(raw(head("Idempotency-Key: k", "Content-Length: " + body.length()) + body))
                .startsWith("HTTP/1.1 400")
                .containsIgnoringCase("content-type: application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, 1e9",
        "since, today",
        "since, +999999999-01-01T00:00:00Z",
        "channel, PIGEON",
        "channel, web",
        "id, 1-1-1-1-1",
        "cursor, nonsense",
        "cursor, LTkyMjMzNzIwMzY4NTQ3NzU4MDguMA",
        "page, 2",
        "fields, password"
    })
    void aParameterThatIsNotUnderstoodIsNamed(String name, String value) {
        given().queryParam(name, value)
                .get("/v1/probes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(name));
    }

    @Test
    void aParameterIsGivenOnceAndHoldsText() {
        given().queryParam("text", "a", "b")
                .get("/v1/probes")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("repeated-parameter"));
        given().urlEncodingEnabled(false)
                .get("/v1/probes?text=%00")
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("unusable-character"));
        given().urlEncodingEnabled(false).get("/v1/probes?%00=x").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/probes?text=%",
                "/v1/probes?text=%zz",
                "/v1/probes/%00",
                "/v1/probes/%zz",
                "/v1/probes/..%2f..%2fetc"
            })
    void anAddressThatIsNoneIsNoFailureOfOurs(String address) throws IOException {
        assertThat(raw("GET " + address + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Exception");
    }

    @Test
    void aBodyBeyondTheBoundIsTooLargeWhetherItsLengthIsToldOrNot() throws IOException {
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "k")
                .body("{\"name\": \"" + "a".repeat(600_000) + "\"}")
                .post("/v1/probes")
                .then()
                .statusCode(413)
                .contentType(PROBLEM);
        var chunk = " ".repeat(0x10000);
        var request = new StringBuilder(head("Idempotency-Key: k", "Transfer-Encoding: chunked"))
                .append("8\r\n{\"name\":\r\n");
        for (int i = 0; i < 10; i++) {
            request.append("10000\r\n").append(chunk).append("\r\n");
        }
        assertThat(raw(request.append("4\r\n\"x\"}\r\n0\r\n\r\n").toString()))
                .startsWith("HTTP/1.1 413")
                .containsIgnoringCase("content-type: application/problem+json");
    }

    @Test
    void aLengthAndChunksTogetherAreNoRequest() throws IOException {
        assertThat(raw(head("Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void anOperationForLargeBodiesTakesThem() {
        given().contentType("application/octet-stream")
                .body(new byte[2_000_000])
                .post("/v1/probes/large")
                .then()
                .statusCode(200)
                .body(equalTo("2000000"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"none, 428", "'', 428", "'\"2\"', 412", "'\"3\"', 200", "'W/\"3\"', 412", "3, 412", "*, 412"})
    void aChangeNamesTheVersionThatItWasDecidedOn(String ifMatch, int status) {
        var request = given().contentType(ContentType.JSON).body("{\"name\": \"x\"}");
        (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/v1/probes/0198f000-0000-7000-8000-000000000000")
                .then()
                .statusCode(status);
    }

    @Test
    void everyAnswerHasTheRequestsIdIfThatIsUsable() {
        given().header("X-Request-Id", "desk-42").get("/v1/probes").then().header("X-Request-Id", equalTo("desk-42"));
        given().header("X-Request-Id", "a b")
                .get("/v1/probes")
                .then()
                .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
        given().header("X-Request-Id", "desk-43").get("/v1/nothing").then().header("X-Request-Id", equalTo("desk-43"));
    }

    private static String head(String... headers) {
        return "POST /v1/probes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n"
                .concat(String.join("\r\n", headers))
                .concat("\r\n\r\n");
    }

    /** What clients of ours would never send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> logged(Runnable work) {
        List<String> lines = new CopyOnWriteArrayList<>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                var text = new StringWriter();
                text.append(String.valueOf(new PatternFormatter("%m").format(ExtLogRecord.wrap(line))));
                if (line.getThrown() != null) {
                    line.getThrown().printStackTrace(new PrintWriter(text));
                }
                lines.add(text.toString());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            work.run();
        } finally {
            root.removeHandler(handler);
        }
        return lines;
    }
}

package dev.makegood.complaint.imports;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class ImportsResourceTest {

    private static final String IMPORTS = "/v1/complaints/imports";
    private static final String HEADER = "external_ref,customer_name,verbatim\n";

    private static final String LOCKS =
            "from pg_locks join pg_database on database = pg_database.oid where locktype = 'advisory' and datname = current_database()";

    /** External references are for ever; each test has its own. */
    private final String own = UUID.randomUUID().toString();

    @Inject
    AgroalDataSource database;

    @Test
    void ourOwnColumnsBecomeComplaints() {
        var done = done(upload("""
                external_ref,customer_name,language,customer_email,customer_phone,segment,verbatim,desired_outcome,channel,product,occurred_at
                %1$s-1,Νίκος Παπαδόπουλος,el,nikos@customers.example,+30 210 1234567,gold,Χάλασε.,Να φτιαχτεί,phone,Car,2026-03-01T10:00:00+02:00
                %1$s-2,Ana,,,,,No funciona,,,,2026-03-01
                """.formatted(own)));
        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("created")).isEqualTo(2);

        List<Map<String, Object>> rows = rows(done, "");
        assertThat(rows).extracting("line", "state").containsExactly(tuple(2, "CREATED"), tuple(3, "CREATED"));
        var first = as("eleni")
                .get("/v1/complaints/by-reference/" + rows.getFirst().get("reference"))
                .then()
                .statusCode(200)
                .body("verbatim", equalTo("Χάλασε."))
                .body("desiredOutcome", equalTo("Να φτιαχτεί"))
                .body("channel", equalTo("PHONE"))
                .body("product", equalTo("Car"))
                .body("occurredAt", equalTo("2026-03-01T08:00:00Z"))
                .body("externalRef", equalTo(own + "-1"))
                .body("owner.name", equalTo("Lena Hartmann"))
                .extract()
                .<String>path("customer.id");
        as("eleni")
                .get("/v1/customers/" + first)
                .then()
                .body("language", equalTo("el"))
                .body("email", equalTo("nikos@customers.example"))
                .body("segment", equalTo("gold"));
        as("eleni")
                .get("/v1/complaints/" + rows.getLast().get("complaintId"))
                .then()
                .body("channel", equalTo("IMPORT"))
                .body("customer.language", equalTo("en"))
                .body("occurredAt", equalTo("2026-03-01T00:00:00Z"));
    }

    @Test
    void thePublicDatabasesColumnsBecomeComplaintsWithAddressesByPattern() {
        int number = own.hashCode() >>> 1;
        var file = """
                Date received,Product,Sub-product,Consumer complaint narrative,Tags,Complaint ID
                2026-01-09,Mortgage,Other,"They said ""no"", twice.",Servicemember,%d
                """.formatted(number);
        var done = done(upload(
                file,
                lena().queryParam("mapping", "cfpb")
                        .queryParam("language", "es")
                        .queryParam("emailPattern", "consumer-{Complaint ID}@customers.example")));
        assertThat(done.getInt("created")).isEqualTo(1);
        String customer = as("eleni")
                .get("/v1/complaints/" + rows(done, "").getFirst().get("complaintId"))
                .then()
                .body("externalRef", equalTo("cfpb-" + number))
                .body("verbatim", equalTo("They said \"no\", twice."))
                .body("product", equalTo("Mortgage"))
                .body("customer.name", equalTo("Consumer " + number))
                .extract()
                .path("customer.id");
        as("eleni")
                .get("/v1/customers/" + customer)
                .then()
                .body("email", equalTo("consumer-%d@customers.example".formatted(number)))
                .body("segment", equalTo("Servicemember"))
                .body("language", equalTo("es"));
    }

    @Test
    void anAddressThatThePatternMakesHasToBeOne() {
        var done = done(upload(
                "external_ref,customer_name,verbatim\n%s,A,x\n".formatted(own),
                lena().queryParam("emailPattern", "{customer_name} <{no such column}>")));
        assertThat(rows(done, "")).extracting("state", "code").containsExactly(tuple("FAILED", "invalid"));
    }

    @Test
    void spreadsheetsMarksEndingsAndQuotesAreRead() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        file.write("""
                "external_ref","customer_name","verbatim"\r
                "%1$s-1","A","First line\r
                second, ""quoted"" line
                \r
                and =HYPERLINK(""https://evil.example"")"\r
                \r
                "%1$s-2","B","x"\
                """.formatted(own).getBytes(StandardCharsets.UTF_8));
        var done = done(upload(file.toByteArray(), lena()));
        assertThat(done.getString("reason")).isNull();
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(rows(done, "")).extracting("line").containsExactly(2, 7);
        as("eleni")
                .get("/v1/complaints/" + rows(done, "").getFirst().get("complaintId"))
                .then()
                .body(
                        "verbatim",
                        equalTo("First line\r\nsecond, \"quoted\" line\n\r\nand =HYPERLINK(\"https://evil.example\")"));
    }

    @Test
    void aBadRowIsNamedAndStopsNoOther() throws IOException {
        var file = new ByteArrayOutputStream();
        file.write(utf8("external_ref,customer_name,verbatim,language,channel,occurred_at,customer_email\n"));
        file.write(utf8("%s-2,A,good,en,,,\n".formatted(own)));
        file.write(utf8("%s-3,too few\n".formatted(own)));
        file.write(utf8("%s-4,A,x,en,,,,,too many\n".formatted(own)));
        file.write("%s-5,J\u00fcrgen,x,en,,,\n".formatted(own).getBytes(StandardCharsets.ISO_8859_1));
        file.write(utf8("%s-6,A,a\u0000b,en,,,\n".formatted(own)));
        file.write(utf8("%s-7,A,%s,en,,,\n".formatted(own, "😡".repeat(20_001))));
        file.write(utf8("%s-8,A,   ,en,,,\n".formatted(own)));
        file.write(utf8(",A,x,en,,,\n"));
        file.write(utf8("%s-10, ,x,en,,,\n".formatted(own)));
        file.write(utf8("%s-11,A,x,de,,,\n".formatted(own)));
        file.write(utf8("%s-12,A,x,en,PIGEON,,\n".formatted(own)));
        file.write(utf8("%s-13,A,x,en,,yesterday%s,\n".formatted(own, "!".repeat(100_000))));
        file.write(utf8("%s-14,A,x,en,,2999-01-01,\n".formatted(own)));
        file.write(utf8("%s-15,A,x,en,,-20000-01-01T00:00:00Z,\n".formatted(own)));
        file.write(utf8("%s-16,A,x,en,,,a@b, c@d\n".formatted(own)));
        file.write(utf8("%s-17,A,%s,en,,,\n".formatted(own, "😡".repeat(20_000))));

        var done = done(upload(file.toByteArray(), lena()));
        assertThat(done.getString("state")).isEqualTo("DONE");
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(done.getInt("failed")).isEqualTo(14);
        assertThat(done.getInt("rowsDone")).isEqualTo(16);

        assertThat(rows(done, "state=CREATED")).extracting("line").containsExactly(2, 17);
        assertThat(rows(done, "state=FAILED"))
                .extracting("line", "code")
                .containsExactly(
                        tuple(3, "malformed"),
                        tuple(4, "malformed"),
                        tuple(5, "malformed"),
                        tuple(6, "malformed"),
                        tuple(7, "invalid"),
                        tuple(8, "invalid"),
                        tuple(9, "required"),
                        tuple(10, "required"),
                        tuple(11, "unknown-value"),
                        tuple(12, "unknown-value"),
                        tuple(13, "wrong-type"),
                        tuple(14, "invalid"),
                        tuple(15, "wrong-type"),
                        tuple(16, "malformed"));
        assertThat(rows(done, "state=FAILED"))
                .extracting("detail")
                .allSatisfy(detail -> assertThat((String) detail).hasSizeBetween(5, 200));
    }

    @Test
    void anExternalReferenceBecomesOneComplaintHoweverOftenItComes() {
        var file = HEADER + "%1$s-1,A,x\n%1$s-2,A,y\n%1$s-1,A,x again\n".formatted(own);
        var first = done(upload(file));
        assertThat(rows(first, "")).extracting("state").containsExactly("CREATED", "CREATED", "EXISTING");

        var again = done(upload(file));
        assertThat(again.getString("id")).isNotEqualTo(first.getString("id"));
        assertThat(again.getInt("created")).isZero();
        assertThat(again.getInt("existing")).isEqualTo(3);
        assertThat(rows(again, ""))
                .extracting("complaintId")
                .isEqualTo(rows(first, "").stream()
                        .map(row -> row.get("complaintId"))
                        .toList());
    }

    @Test
    void aKeyIsOneImportOfOneFile() {
        var key = UUID.randomUUID().toString();
        var file = HEADER + own + ",A,x\n";
        var first = upload(utf8(file), lena(), key);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.header("Location")).endsWith(IMPORTS + "/" + first.path("id"));
        assertThat(first.<Integer>path("bytes")).isEqualTo(file.length());
        var second = upload(utf8(file), lena(), key);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
        done(first);
        assertThat(upload(utf8(file), lena(), key).<String>path("state")).isEqualTo("DONE");

        upload(utf8(file + "\n"), lena(), key).then().statusCode(422).contentType("application/problem+json");
        var others = upload(utf8(file), as("olga"), key);
        assertThat(others.statusCode()).isEqualTo(202);
        assertThat(others.<String>path("id")).isNotEqualTo(first.path("id"));
        lena().contentType("text/csv").body(utf8(file)).post(IMPORTS).then().statusCode(400);
    }

    @Test
    void aKeyIsInFlightUntilItsFileIsThere() throws Exception {
        var key = UUID.randomUUID().toString();
        await().until(() -> count("from import where state = 'RUNNING'") == 0);
        var whole = HEADER + own + ",A,x\n";
        try (var slow = new Socket("localhost", RestAssured.port)) {
            slow.getOutputStream().write(utf8("""
                    POST %s HTTP/1.1\r
                    Host: makegood.example\r
                    Connection: close\r
                    Authorization: Bearer %s\r
                    Content-Type: text/csv\r
                    Idempotency-Key: %s\r
                    Content-Length: %d\r
                    \r
                    """.formatted(IMPORTS, Tokens.of("lena"), key, whole.length()) + HEADER));
            await().pollInterval(Duration.ofMillis(100))
                    .untilAsserted(() -> assertThat(count(LOCKS)).isPositive());
            upload(utf8(whole), lena(), key).then().statusCode(409).header("Retry-After", equalTo("1"));
            slow.getOutputStream().write(utf8(whole.substring(HEADER.length())));
            var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 202");
            assertThat(answer).contains(upload(utf8(whole), lena(), key).<String>path("id"));
        }
    }

    @Test
    void missingColumnsAreNamed() {
        var done = done(upload("external_ref,name,verbatim\n1,A,x\n"));
        assertThat(done.getString("state")).isEqualTo("FAILED");
        assertThat(done.getString("reason")).contains("customer_name").doesNotContain("verbatim");
        assertThat(done.getInt("rowsDone")).isZero();

        var other = done(upload(HEADER, lena().queryParam("mapping", "cfpb")));
        assertThat(other.getString("reason")).contains("Complaint ID", "Consumer complaint narrative");
    }

    @Test
    void aHeaderAloneIsDoneAndAnEmptyOneIsNoFile() {
        assertThat(done(upload(HEADER)).getString("state")).isEqualTo("DONE");
        assertThat(done(upload("\n\n")).getString("state")).isEqualTo("FAILED");
        assertThat(done(upload("\u00ff\u00fe,b\n".getBytes(StandardCharsets.ISO_8859_1), lena()))
                        .getString("reason"))
                .contains("UTF-8");
    }

    @Test
    void whatStandsBeforeAQuoteThatNeverClosesIsKept() {
        var done = done(upload(HEADER + "%1$s-1,A,x\n%1$s-2,A,y\n%1$s-3,A,\"never\n%1$s-4,A,z\n".formatted(own)));
        assertThat(done.getString("state")).isEqualTo("FAILED");
        assertThat(done.getString("reason")).contains("line 4").doesNotContain(own);
        assertThat(done.getInt("created")).isEqualTo(2);
        assertThat(rows(done, ""))
                .extracting("line", "state")
                .containsExactly(tuple(2, "CREATED"), tuple(3, "CREATED"));
    }

    @Test
    void aRowThatTheDatabaseRefusesIsOneFailedRow() throws SQLException {
        var refused = "Refused " + own;
        execute("alter table complaint add constraint refused check (product <> '%s') not valid".formatted(refused));
        try {
            var file = new StringBuilder("external_ref,customer_name,verbatim,product\n");
            for (int line = 2; line <= 451; line++) {
                file.append("%s-%d,A,x,%s\n".formatted(own, line, line == 300 ? refused : "Car"));
            }
            var done = done(upload(file.toString()));
            assertThat(done.getString("state")).isEqualTo("DONE");
            assertThat(done.getInt("created")).isEqualTo(449);
            assertThat(done.getInt("failed")).isEqualTo(1);
            assertThat(rows(done, "state=FAILED")).extracting("line", "code").containsExactly(tuple(300, "internal"));
            assertThat(String.valueOf(rows(done, "state=FAILED").getFirst().get("detail")))
                    .doesNotContain("constraint", "Exception");
        } finally {
            execute("alter table complaint drop constraint refused");
        }
    }

    @Test
    void itsProgressIsReadWhileItRunsAndItsRowsPageByPage() {
        var file = new StringBuilder(HEADER);
        for (int line = 2; line <= 901; line++) {
            file.append("%s-%d,A,x\n".formatted(own, line));
        }
        var upload = upload(file.toString());
        List<Integer> seen = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    var now = view(upload.path("id"));
                    seen.add(now.getInt("rowsDone"));
                    assertThat(now.getInt("created") + now.getInt("existing") + now.getInt("failed"))
                            .isEqualTo(now.getInt("rowsDone"));
                    return now.getString("state").equals("DONE");
                });
        assertThat(seen).isSorted().endsWith(900);

        var lines = new HashSet<Integer>();
        String next = null;
        do {
            var request = lena().queryParam("limit", 100);
            var page = (next == null ? request : request.queryParam("cursor", next))
                    .get(IMPORTS + "/" + upload.path("id") + "/rows")
                    .jsonPath();
            lines.addAll(page.getList("items.line", Integer.class));
            next = page.getString("next");
        } while (next != null);
        assertThat(lines).hasSize(900).contains(2, 901);
    }

    @Test
    void fiveMegabytesAreNotTooMany() {
        var row = "%s-%%d,A,%s\n".formatted(own, "word ".repeat(3_999));
        var file = new StringBuilder(HEADER);
        for (int line = 0; file.length() < 5 * 1024 * 1024; line++) {
            file.append(row.formatted(line));
        }
        var upload = upload(file.toString());
        assertThat(upload.<Integer>path("bytes")).isEqualTo(file.length());
        assertThat(done(upload).getInt("failed")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"mapping, MAKEGOOD", "mapping, zendesk", "language, de", "sort, id", "url, https://evil.example"})
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        upload(utf8(HEADER), lena().queryParam(name, value), UUID.randomUUID().toString())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(name));
    }

    @Test
    void whatIsNoFileIsRefused() {
        upload(new byte[0], lena(), UUID.randomUUID().toString())
                .then()
                .statusCode(400)
                .body("detail", containsString("empty"));
        creating(lena()).body("{}").post(IMPORTS).then().statusCode(415);
        lena().get(IMPORTS + "/" + UUID.randomUUID()).then().statusCode(404);
        lena().get(IMPORTS + "/" + UUID.randomUUID() + "/rows").then().statusCode(404);
        lena().get(IMPORTS + "/117").then().statusCode(404);
        var done = upload(HEADER);
        lena().get(IMPORTS + "/" + done.path("id") + "/rows?state=LOST").then().statusCode(400);
    }

    @Test
    void onlyLeadsAndOperatorsImport() {
        for (var who : List.of(as("eleni"), as("dealer"))) {
            upload(utf8(HEADER), who, UUID.randomUUID().toString()).then().statusCode(403);
        }
        upload(utf8(HEADER), given(), UUID.randomUUID().toString()).then().statusCode(401);
        var mine = upload(HEADER);
        as("eleni").get(IMPORTS + "/" + mine.path("id")).then().statusCode(403);
        as("eleni").get(IMPORTS + "/" + mine.path("id") + "/rows").then().statusCode(403);
        given().get(IMPORTS + "/" + mine.path("id")).then().statusCode(401);
    }

    private Response upload(String file) {
        return upload(file, lena());
    }

    private Response upload(String file, RequestSpecification who) {
        return upload(utf8(file), who);
    }

    private Response upload(byte[] file, RequestSpecification who) {
        var accepted = upload(file, who, UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).isEqualTo(202);
        return accepted;
    }

    private Response upload(byte[] file, RequestSpecification who, String key) {
        return who.contentType("text/csv")
                .header("Idempotency-Key", key)
                .body(file)
                .post(IMPORTS);
    }

    private JsonPath done(Response accepted) {
        assertThat(accepted.statusCode()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> view(accepted.path("id")),
                        view -> !view.getString("state").equals("RUNNING"));
    }

    private JsonPath view(String id) {
        return lena().get(IMPORTS + "/" + id).then().statusCode(200).extract().jsonPath();
    }

    private List<Map<String, Object>> rows(JsonPath job, String query) {
        return lena().get(IMPORTS + "/" + job.getString("id") + "/rows?limit=100&" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private int count(String what) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) " + what)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static RequestSpecification lena() {
        return as("lena");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.makegood.complaint.form;

import static dev.makegood.complaint.testing.Desk.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Topic;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class FormResourceTest {

    private static final Pattern VERIFICATION = Pattern.compile("name=\"verification\" value=\"([0-9a-f-]{36})\"");
    private static final String WORDS = "<b>You</b> towed \"my\" car\nand broke {name.class} the axle. 😡 مرحبا";

    @Inject
    Topics topics;

    @Inject
    LinkTokens links;

    @Inject
    AgroalDataSource database;

    private final String address = "amara+" + UUID.randomUUID() + "@" + UUID.randomUUID() + ".example";

    /** All tests are one client, and would have had enough of codes after a while. */
    @BeforeEach
    void asIfFromElsewhere() throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.createStatement()) {
            update.executeUpdate("update address_verification set client = null");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Tell us what went wrong       | angry
            es | Cuéntenos qué ha salido mal   | enfado
            el | Πείτε μας τι πήγε στραβά      | θυμό
            fi | Kerro meille, mikä meni pieleen | vihaiselta
            ru | Расскажите нам, что случилось | злость
            """)
    void itSpeaksTheBrowsersLanguageOrTheOneAskedFor(String language, String title, String angry) {
        for (Response answer : List.of(
                given().header("Accept-Language", "xx, " + language).get("/complain"),
                given().header("Accept-Language", "en").get("/complain?lang=" + language))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.asString())
                    .contains("<html lang=\"%s\">".formatted(language), "<h1>" + title, ">" + angry + "<")
                    .doesNotContain("<script", "style=", "http://", "https://");
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors 'none'");
            assertThat(answer.header("Set-Cookie")).isNull();
        }
    }

    @Test
    void aLinkBringsAlongWhatItIsAbout() {
        var problem = UUID.randomUUID();
        assertThat(given().queryParam("product", "<b>Road assistance")
                        .queryParam("problem", problem)
                        .get("/complain")
                        .asString())
                .contains(
                        "value=\"&lt;b&gt;Road assistance\"", "value=\"" + problem + "\"", "gone wrong for others too");
        given().get("/complain?problem=x").then().statusCode(400);
        given().get("/complain?next=//evil.example").then().statusCode(400);
    }

    @Test
    void fromAnEmptyFormToAPageOfTheirOwn() throws SQLException {
        var problem = UUID.randomUUID();
        var before = rows();
        var fields = filled();
        fields.put("outcome", "The axle");
        fields.put("product", "Road assistance");
        fields.put("occurred", "2026-03-05");
        fields.put("emotions", List.of("ANGRY", "EXHAUSTED"));
        fields.put("phone", "+30 210 5550114");
        fields.put("problem", problem.toString());
        var asked = post("", fields);
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.asString())
                .contains(address, "name=\"words\" value=\"&lt;b&gt;You&lt;/b&gt; towed &quot;my&quot; car\n")
                .contains("{name.class}")
                .doesNotContain("<b>");
        // Nothing is kept, and the mail that is asked for holds nothing that anybody wrote.
        assertThat(rows()).isEqualTo(before);
        var id = verification(asked);
        assertThat(mails(id)).singleElement().satisfies(told -> {
            assertThat(told.body().path("email").asText()).isEqualTo(address);
            assertThat(told.body().fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("verificationId", "email", "language", "at");
        });
        assertThat(kept(id)).doesNotContain("amara", "towed");

        var wrong = verify(fields, id, "00000000".equals(code(id)) ? "00000001" : "00000000");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.asString()).contains("That is not the code.", "towed &quot;my&quot; car\nand");
        assertThat(rows()).isEqualTo(before);

        var filed = verify(fields, id, " " + code(id).substring(0, 4) + "-" + code(id).substring(4) + " ");
        assertThat(filed.statusCode()).isEqualTo(303);
        assertThat(filed.header("Location")).matches("\\.\\./track/[A-Za-z0-9_-]{43}\\?answered=received&lang=en");
        assertThat(given().get(filed.header("Location").substring(2)).asString())
                .contains(
                        "Thank you for telling us.",
                        "Hello Amara Diallo",
                        "March 5, 2026",
                        "The axle",
                        "Road assistance")
                .contains("towed &quot;my&quot; car\nand broke {name.class} the axle. 😡 مرحبا</blockquote>");

        // Who presses twice gets to the same page, and complains once.
        var again = verify(fields, id, code(id));
        assertThat(again.header("Location")).isEqualTo(filed.header("Location"));
        assertThat(received(address)).singleElement().satisfies(told -> {
            var body = told.body();
            assertThat(body.path("verbatim").asText()).isEqualTo(WORDS);
            assertThat(body.path("channel").asText()).isEqualTo("WEB");
            assertThat(body.at("/customer/phone").asText()).isEqualTo("+30 210 5550114");
            assertThat(body.path("emotions"))
                    .extracting(emotion -> emotion.asText())
                    .containsExactly("ANGRY", "EXHAUSTED");
            assertThat(body.path("problemId").asText()).isEqualTo(problem.toString());
            assertThat(body.path("occurredAt").asText()).isEqualTo("2026-03-05T00:00:00Z");
        });
    }

    @Test
    void whoIsOnFileStaysOnePerson() {
        var first = complain(filled());
        var second = complain(filled());
        assertThat(first).isNotEqualTo(second);
        assertThat(received(address)).hasSize(2);
        assertThat(received(address))
                .extracting(told -> told.body().at("/customer/id").asText())
                .containsOnly(
                        received(address).getFirst().body().at("/customer/id").asText());
    }

    @Test
    void whatIsMissingOrTooLongIsSaidAndKept() throws SQLException {
        var before = rows();
        var empty = post("", Map.of("name", "Amara", "email", "a@b>\r\nDATA"));
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.asString())
                .contains("Please tell us what went wrong.", "That is not an e-mail address.", "href=\"#words\"")
                .contains("value=\"Amara\"", "aria-describedby=\"words-wrong words-explain\"");
        for (Map.Entry<String, String> wrong : Map.of(
                        "words", "Ω".repeat(20_001),
                        "outcome", "Ω".repeat(2_001),
                        "product", "one\ntwo",
                        "name", "a\r\nBcc:x@y",
                        "email", "amara",
                        "phone", "call me",
                        "occurred", LocalDate.now(ZoneOffset.UTC).plusDays(3).toString())
                .entrySet()) {
            var fields = filled();
            fields.put(wrong.getKey(), wrong.getValue());
            for (String path : List.of("", "/verified")) {
                var answer = post(path, fields);
                assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
                assertThat(answer.asString())
                        .as(wrong.getKey())
                        .contains("id=\"%s-wrong\"".formatted(wrong.getKey()))
                        .contains(wrong.getValue().replace("\r", "")
                                + (wrong.getKey().matches("words|outcome") ? "</textarea>" : "\""));
            }
        }
        for (Map.Entry<String, Object> never : Map.<String, Object>of(
                        "emotions", "SMUG", "problem", "x", "words", "a\u0000b")
                .entrySet()) {
            var fields = filled();
            fields.put(never.getKey(), never.getValue());
            post("", fields).then().statusCode(400);
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void whatIsChangedIsStillThere() {
        var answer = post("/again", filled());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.asString())
                .contains("value=\"Amara Diallo\"", "value=\"" + address + "\"")
                .contains("&lt;b&gt;You&lt;/b&gt; towed &quot;my&quot; car\nand broke");
    }

    @Test
    void oneMailGoesToAnAddressHoweverOftenItIsAskedForAtOnce() throws Exception {
        List<Response> answers;
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = fingers.invokeAll(Collections.<Callable<Response>>nCopies(20, () -> post("", filled()))).stream()
                    .map(FormResourceTest::of)
                    .toList();
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(202));
        var ids =
                answers.stream().map(FormResourceTest::verification).distinct().toList();
        assertThat(ids).hasSize(1);
        assertThat(mails(ids.getFirst())).hasSize(1);
        // The address itself is another, and its mail ends up in the same box.
        for (int i = 0; i < 5; i++) {
            var fields = filled();
            fields.put("email", address.replace("amara+", "amara+" + i));
            post("", fields).then().statusCode(202);
        }
        assertThat(mailed(address)).isEqualTo(3);
    }

    @Test
    void fromTheOutsideAMailboxThatHadEnoughLooksLikeAnyOther() throws SQLException {
        String first = post("", filled()).asString();
        for (int i = 0; i < 3; i++) {
            pretendItWasLongerAgo();
            post("", filled()).then().statusCode(202);
        }
        pretendItWasLongerAgo();
        var enough = post("", filled());
        assertThat(mailed(address)).isEqualTo(3);
        assertThat(VERIFICATION.matcher(enough.asString()).replaceAll("x"))
                .isEqualTo(VERIFICATION.matcher(first).replaceAll("x"));
        var id = verification(enough);
        assertThat(verify(filled(), id, code(id)).statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeIsTriedFiveTimesAndUsedOnceAndForItsAddressOnly() throws SQLException {
        var id = verification(post("", filled()));
        var other = filled();
        other.put("email", "x" + address);
        assertThat(verify(other, id, code(id)).asString()).contains("That is not the code.");
        for (int i = 0; i < 5; i++) {
            assertThat(verify(filled(), id, "wrong").asString()).contains("That is not the code.");
        }
        var spent = verify(filled(), id, code(id));
        assertThat(spent.statusCode()).isEqualTo(400);
        assertThat(spent.asString()).contains("no longer good", "towed");
        for (String none : List.of("", "x", UUID.randomUUID().toString())) {
            var fields = filled();
            fields.put("verification", none);
            fields.put("code", "12345678");
            post("/verified", fields).then().statusCode(400);
        }

        // Another is mailed at once: the first is of no use to anybody.
        var next = verification(post("", filled()));
        assertThat(next).isNotEqualTo(id);
        run("update address_verification set expires_at = now() where id = '%s'".formatted(next));
        assertThat(verify(filled(), next, code(next)).asString()).contains("no longer good");
        run("update address_verification set expires_at = now() + interval '1h' where id = '%s'".formatted(next));
        verify(filled(), next, code(next)).then().statusCode(303);
        run("update address_verification set used_at = used_at - interval '1h' where id = '%s'".formatted(next));
        assertThat(verify(filled(), next, code(next)).asString()).contains("no longer good");
        assertThat(received(address)).hasSize(1);
    }

    @Test
    void oneClientAsksForNoMoreThanAHouseholdDoes() throws SQLException {
        run("""
                insert into address_verification (id, address, mailbox, client, asked_at, expires_at)
                select gen_random_uuid(), 'x', 'x', '\\x01', now(), now() from generate_series(1, 30)
                """);
        var mine = UUID.randomUUID();
        post("", filled()).then().statusCode(202);
        run(
                "update address_verification set client = (select client from address_verification where client is not null "
                        + "and client <> '\\x01' order by asked_at desc limit 1) where client = '\\x01'");
        var fields = filled();
        fields.put("email", mine + "@customers.example");
        var answer = post("", fields);
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("600");
        assertThat(answer.asString()).contains("Too many people", "towed &quot;my&quot; car");
    }

    @Test
    void whoFillsInWhatNobodySeesIsThankedAndNotHeard() throws SQLException {
        var fields = filled();
        fields.put("website", "https://evil.example");
        post("", fields).then().statusCode(202);
        assertThat(mailed(address)).isZero();
    }

    @Test
    void onlyAFormIsTaken() {
        for (String path : List.of("", "/again", "/verified")) {
            for (String type : List.of("application/json", "text/plain", "application/xml")) {
                given().contentType(type)
                        .body("{}")
                        .post("/complain" + path)
                        .then()
                        .statusCode(415);
            }
            given().multiPart("words", "x").post("/complain" + path).then().statusCode(415);
        }
        given().get("/complain/verified").then().statusCode(405);
    }

    @Test
    void everyEmotionHasAName() {
        assertThat(given().get("/complain?lang=fi").asString())
                .contains(Arrays.stream(Emotion.values())
                        .map(emotion -> "value=\"" + emotion + "\"")
                        .toList());
    }

    private Map<String, Object> filled() {
        return new HashMap<>(Map.of("words", WORDS, "name", "Amara Diallo", "email", address));
    }

    private String complain(Map<String, Object> fields) {
        var id = verification(post("", fields));
        return verify(fields, id, code(id)).then().statusCode(303).extract().header("Location");
    }

    private static Response post(String path, Map<String, ?> fields) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .header("Accept-Language", "en")
                .formParams(fields)
                .post("/complain" + path);
    }

    private static Response verify(Map<String, Object> fields, UUID verification, String code) {
        var all = new HashMap<>(fields);
        all.put("verification", verification.toString());
        all.put("code", code);
        return post("/verified", all);
    }

    private static UUID verification(Response page) {
        var match = VERIFICATION.matcher(page.asString());
        assertThat(match.find()).isTrue();
        return UUID.fromString(match.group(1));
    }

    private String code(UUID verification) {
        return links.code("verify", verification);
    }

    private List<Told> mails(UUID verification) {
        return await().until(() -> topics.told(Topic.COMPLAINTS, verification), told -> !told.isEmpty());
    }

    /** What the topic holds of complaints from this address. */
    private List<Told> received(String email) {
        List<String> ids = as("eleni")
                .queryParam("email", email)
                .get("/v1/customers")
                .then()
                .extract()
                .path("items.id");
        return ids.stream()
                .flatMap(
                        id -> as("eleni")
                                .get("/v1/complaints?customer=" + id)
                                .then()
                                .extract()
                                .<List<String>>path("items.id")
                                .stream())
                .map(id -> await().until(
                                () -> topics.told(Topic.COMPLAINTS, UUID.fromString(id)), told -> !told.isEmpty())
                        .getFirst())
                .toList();
    }

    /** As if somebody had waited a quarter of an hour before they pressed again. */
    private void pretendItWasLongerAgo() throws SQLException {
        run(
                "update address_verification set asked_at = asked_at - interval '15 minutes' where asked_at > now() - interval '40 minutes'");
    }

    private int mailed(String email) throws SQLException {
        var domain = email.substring(email.indexOf('@'));
        return Integer.parseInt(one("select count(*) from outbox where convert_from(body, 'UTF8') like '%" + domain
                + "%' and type like '%Verification%'"));
    }

    private String kept(UUID verification) throws SQLException {
        return one("select v::text from address_verification v where id = '%s'".formatted(verification));
    }

    private String rows() throws SQLException {
        return one(
                "select concat((select count(*) from complaint where verbatim like '%towed \"my\" car%'), ' ', (select count(*) from customer where name like 'Amara%'))");
    }

    private String one(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Response of(Future<Response> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}

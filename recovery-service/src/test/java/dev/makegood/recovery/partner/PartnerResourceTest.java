package dev.makegood.recovery.partner;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.TOWING;
import static dev.makegood.recovery.testing.Walkers.id;
import static dev.makegood.recovery.testing.Walkers.request;
import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoField.NANO_OF_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class PartnerResourceTest {

    @Inject
    LinkTokens tokens;

    @BeforeEach
    void thePartiesAreKnown() {
        Walkers.areKnown();
    }

    @Test
    void aPartnerWithoutAnAccountAcceptsAsksAndCompletesByItsLink() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        var page = link(leg);
        assertThat(look(page, "en").asString())
                .contains("Harbour Motors", "Νίκος Παπαδόπουλος", "Mend the gearbox", "ABC-1234", "C-2026-117")
                .contains("Is anybody hurt?", "We promised them that it is put right by", "13 days left")
                .contains("47 hours left", "Eleni Papadaki")
                .doesNotContain("9000");

        press(page, "accepted", Map.of())
                .statusCode(303)
                .header("Location", equalTo("../%s?lang=en&done=yes".formatted(token(page))));
        assertThat(look(page, "en&done=yes").asString()).contains("You have taken this on", "Thank you. We have it.");
        press(page, "asked", Map.of("words", "Which\r\ncolour?")).statusCode(303);
        assertThat(look(page, "en").asString()).contains("Which\ncolour?", "The answer is on its way");
        as("eleni").get(leg + "/questions").then().body("items[0].question", equalTo("Which\ncolour?"));

        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("words", "A new gearbox")
                .formParam("name", "Report", "", "")
                .formParam("value", "R-1", "https://files.example/1.jpg", "")
                .post(page + "/completed?lang=en")
                .then()
                .statusCode(303);
        as("eleni")
                .get(leg)
                .then()
                .body("state", equalTo("COMPLETED"))
                .body("answer", equalTo("A new gearbox"))
                .body("evidence", hasSize(2))
                .body("evidence[0].value", equalTo("R-1"))
                .body("evidence[1].url", equalTo("https://files.example/1.jpg"));
        assertThat(look(page, "en").asString())
                .contains("You have done your part")
                .doesNotContain("ABC-1234", "Νίκος", "<form");
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith("LegRequested", "LegLinked", "LegAccepted", "LegQuestionAsked", "LegCompleted"));
        assertThat(Published.bodies(journey, "LegCompleted"))
                .singleElement()
                .asString()
                .contains("harbour-motors");
    }

    @Test
    void aPartnerDeclinesAndSaysWhy() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        var nothing =
                press(page, "declined", Map.of("words", " ")).statusCode(400).extract();
        assertThat(nothing.asString()).contains("Please write something here", "aria-invalid=\"true\"");
        var tooLong = press(page, "declined", Map.of("words", "<b>" + "Ω".repeat(2_000)))
                .statusCode(400)
                .extract();
        assertThat(tooLong.asString()).contains("&lt;b&gt;" + "Ω".repeat(2_000), "too long");
        as("eleni").get(leg).then().body("state", equalTo("REQUESTED"));

        press(page, "declined", Map.of("words", "No lift free")).statusCode(303);
        as("eleni").get(leg).then().body("state", equalTo("DECLINED")).body("answer", equalTo("No lift free"));
        press(page, "accepted", Map.of())
                .statusCode(303)
                .header("Location", equalTo("../%s?lang=en".formatted(token(page))));
        as("eleni").get(leg).then().body("state", equalTo("DECLINED"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | We ask for your help    | Yes, we take it on
            es | Le pedimos su ayuda     | Sí, nos encargamos
            el | Ζητάμε τη βοήθειά σας   | Ναι, το αναλαμβάνουμε
            fi | Pyydämme apuanne        | Kyllä, hoidamme sen
            ru | Просим вашей помощи     | Да, мы берёмся
            """)
    void thePageSpeaksThePartnersLanguage(String language, String title, String accept) {
        var page = link(request(Desk.recovering(), DEALER, Duration.ofDays(2)));
        assertThat(look(page, language).asString())
                .contains("<html lang=\"%s\">".formatted(language), "<h1>" + title, accept);
        assertThat(given().header("Accept-Language", "xx, %s;q=0.5".formatted(language))
                        .get(page)
                        .asString())
                .contains("<html lang=\"%s\">".formatted(language));
    }

    @Test
    void aLinkThatOpensNothingSaysTheSameWhateverIsWrongWithIt() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        var wrong = given().get("/legs/" + "A".repeat(43));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.contentType()).isEqualTo("text/html;charset=UTF-8");
        for (String path :
                List.of("/legs/", page + "A", "/legs/" + id(leg), "/legs/%00", "/legs/" + "a".repeat(3_000))) {
            var answer = given().urlEncodingEnabled(false).get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.asString()).as(path).isEqualTo(wrong.asString());
        }
        assertThat(press("/legs/" + "A".repeat(43), "accepted", Map.of())
                        .extract()
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aNewLinkEndsTheOneBeforeAndAnEndedLinkTellsNothing() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var first = link(leg);
        var second = link(leg);
        assertThat(second).isNotEqualTo(first);
        assertGone(first);
        assertThat(look(second, "en").statusCode()).isEqualTo(200);
        as("eleni").get(leg + "/links").then().statusCode(200).body("generation", equalTo(2));
        as("eleni").delete(leg + "/links").then().statusCode(204);
        assertGone(second);
        as("eleni").get(leg + "/links").then().statusCode(404);

        var third = link(leg);
        step("eleni", leg, "withdraw", Map.of("reason", "Not needed")).statusCode(200);
        assertGone(third);
    }

    @Test
    void whoMailsPartiesLearnsOfEachLinkAndDerivesWhatIsInIt() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        link(leg);
        var page = link(leg);
        await().untilAsserted(
                        () -> assertThat(Published.types(journey)).endsWith("LegRequested", "LegLinked", "LegLinked"));
        var told = JsonPath.from(Published.bodies(journey, "LegLinked").getLast());
        assertThat(told.getString("party.id")).isEqualTo(DEALER);
        assertThat(tokens.derive(
                        "leg until " + Instant.parse(told.getString("expiresAt")),
                        UUID.fromString(told.getString("legId")),
                        told.getInt("generation")))
                .isEqualTo(token(page));
    }

    @Test
    void anEndNamedToTheNanosecondIsKeptToTheMicrosecondAndOpens() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        String url = as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "expiresAt",
                        Instant.now()
                                .plus(Duration.ofDays(1))
                                .with(NANO_OF_SECOND, 123_456_789)
                                .toString()))
                .post(leg + "/links")
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        given().get(url.substring(url.indexOf("/legs/"))).then().statusCode(200);
    }

    @Test
    void aLinkLivesUntilItsEndAndNobodyMakesItLiveLonger() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        Database.run("update leg_link set expires_at = expires_at + interval '1 day' where leg_id = ?::uuid", id(leg));
        assertThat(look(page, "en").statusCode()).isEqualTo(404);
        Database.run("update leg_link set expires_at = expires_at - interval '1 day' where leg_id = ?::uuid", id(leg));
        assertThat(look(page, "en").statusCode()).isEqualTo(200);

        var soon = Instant.now().plusMillis(1_500);
        var brief = as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of("expiresAt", soon.toString()))
                .post(leg + "/links")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("url");
        var ending = brief.substring(brief.indexOf("/legs/"));
        await().untilAsserted(() -> assertThat(given().get(ending).statusCode()).isEqualTo(410));
        assertGone(ending);
    }

    @Test
    void whoMakesLinksAndForHowLong() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        post("mikko", leg, Map.of()).statusCode(403).contentType(PROBLEM);
        post("dealer", leg, Map.of()).statusCode(403);
        post("marcus", leg, Map.of()).statusCode(403);
        for (String end : List.of(
                "2020-01-01T00:00:00Z", Instant.now().plus(Duration.ofDays(31)).toString())) {
            post("eleni", leg, Map.of("expiresAt", end))
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/expiresAt"));
        }
        post("eleni", "/v1/legs/" + UUID.randomUUID(), Map.of()).statusCode(404);
        post("lena", leg, Map.of()).statusCode(201);
        step("dealer", leg, "decline", Map.of("reason", "No")).statusCode(200);
        post("eleni", leg, Map.of()).statusCode(409).body("state", equalTo("DECLINED"));
    }

    @Test
    void onlyTheTokensHashIsKept() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var token = token(link(leg));
        assertThat(Database.column("select encode(token_hash, 'hex') from leg_link where leg_id = ?::uuid", id(leg)))
                .singleElement()
                .isNotEqualTo(HexFormat.of().formatHex(token.getBytes(StandardCharsets.US_ASCII)));
        assertThat(Database.column(
                        "select count(*) from idempotency where position(? in convert_from(body, 'UTF8')) > 0", token))
                .containsExactly("0");
        assertThat(Database.column("select count(*) from outbox where outbox::text like ?", "%" + token + "%"))
                .containsExactly("0");
    }

    @Test
    void lookingChangesNothing() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        for (int i = 0; i < 3; i++) {
            given().header("Purpose", "prefetch").get(page).then().statusCode(200);
            given().head(page);
        }
        for (String form : List.of("accepted", "declined", "asked", "completed")) {
            given().get(page + "/" + form).then().statusCode(405);
        }
        as("eleni").get(leg).then().body("state", equalTo("REQUESTED")).body("version", equalTo(0));
    }

    @Test
    void whateverIsAnsweredIsNeitherKeptNorFramedNorFollowedNorGuessedAt() {
        var page = link(request(Desk.recovering(), DEALER, Duration.ofDays(2)));
        for (Response answer : List.of(look(page, "en"), given().get("/legs/nothing"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Set-Cookie")).isNull();
        }
        assertThat(look(page, "en").asString()).doesNotContain("<script", "style=", "http://", "https://");
        given().get("/legs/leg.css").then().statusCode(200).contentType("text/css");
    }

    @Test
    void everybodysWordsAreShownAsWordsOnly() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        var words = "<script>alert(1)</script> \"'`={page.token} ${7*7} {#each}";
        press(page, "asked", Map.of("words", words)).statusCode(303);
        var tooMuch = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("words", words)
                .formParam("name", "\"><script>" + "x".repeat(300))
                .formParam("value", "v")
                .post(page + "/completed?lang=en");
        press(page, "accepted", Map.of()).statusCode(303);
        assertThat(look(page, "en").asString())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;`={page.token} ${7*7} {#each}")
                .doesNotContain("<script");
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tooMuch.asString()).doesNotContain("<script");
    }

    @Test
    void aLinkOpensItsOwnLegOnly() {
        var journey = Desk.recovering();
        var dealers = request(journey, DEALER, Duration.ofDays(2));
        var towings = request(journey, TOWING, Duration.ofDays(2));
        press(link(dealers), "accepted", Map.of()).statusCode(303);
        as("eleni").get(dealers).then().body("state", equalTo("ACCEPTED"));
        as("eleni").get(towings).then().body("state", equalTo("REQUESTED"));
    }

    @Test
    void onlyAFormAnswers() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var page = link(leg);
        for (String type : List.of("application/json", "text/plain")) {
            given().contentType(type).body("{}").post(page + "/accepted").then().statusCode(415);
        }
        given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .formParam("words", "a\u0000b")
                .post(page + "/asked")
                .then()
                .statusCode(400);
        as("eleni").get(leg).then().body("state", equalTo("REQUESTED"));
    }

    private static void assertGone(String page) {
        for (Response answer : List.of(
                look(page, "en"), press(page, "accepted", Map.of()).extract().response())) {
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.asString())
                    .contains("no longer valid")
                    .doesNotContain("Harbour", "Νίκος", "ABC-1234", "Eleni", "<form");
        }
    }

    /** Makes a link, and returns its path. */
    private static String link(String leg) {
        var url = post("eleni", leg, Map.of())
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("url");
        assertThat(url).matches("https?://[^/]+/legs/[A-Za-z0-9_-]{43}");
        return url.substring(url.indexOf("/legs/"));
    }

    private static ValidatableResponse post(String user, String leg, Map<String, Object> body) {
        return as(user).contentType(ContentType.JSON)
                .body(body)
                .post(leg + "/links")
                .then();
    }

    private static String token(String page) {
        return page.substring("/legs/".length());
    }

    private static Response look(String page, String language) {
        return given().get(page + "?lang=" + language);
    }

    private static ValidatableResponse press(String page, String form, Map<String, String> fields) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParams(fields)
                .post(page + "/" + form + "?lang=en")
                .then();
    }
}

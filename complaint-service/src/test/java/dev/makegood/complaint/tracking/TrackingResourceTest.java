package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.UpdateGiven;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class TrackingResourceTest {

    private static final Party DEALER = new Party("dealer", "Riverside Motors");

    @Inject
    Topics topics;

    @Inject
    CustomersPage them;

    @Inject
    LinkTokens links;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Your complaint     | Hello Nikos        | Lena owns this, from start to finish.
            el | Το παράπονό σας    | Γεια σας, Nikos    | Υπεύθυνος άνθρωπος από την αρχή ως το τέλος: Lena.
            es | Su reclamación     | Hola, Nikos        | Lena se encarga de principio a fin.
            fi | Valituksesi        | Hei Nikos          | Lena vastaa tästä alusta loppuun.
            ru | Ваша жалоба        | Здравствуйте, Nikos! | За всё, от начала до конца, отвечает один человек: Lena.
            """)
    void thePageSpeaksTheCustomersLanguage(String language, String title, String greeting, String owner) {
        var id = complaint("Nikos", language, "…");
        assertThat(them.page(id))
                .contains("<html lang=\"%s\">".formatted(language), greeting, owner)
                .contains("<title>%s %s</title>".formatted(title, CustomersPage.reference(id)))
                .contains("<h1>%s <span class=\"whole\">%s</span></h1>".formatted(title, CustomersPage.reference(id)))
                .contains("lang=\"%s\" aria-current=\"true\"".formatted(language))
                .doesNotContain("Hartmann");
    }

    @Test
    void anotherLanguageIsOneLinkAway() {
        var id = complaint("Nikos", "el", "Χάλασε");
        assertThat(them.page(id)).contains("href=\"/track/%s?lang=fi\"".formatted(them.token(id)));
        assertThat(them.look(id, "?lang=fi").asString())
                .contains("<html lang=\"fi\">", "Hei Nikos", "lang=\"el\" dir=\"auto\">Χάλασε<");
        assertThat(them.look(id, "?lang=FI").asString()).contains("<html lang=\"fi\">");
        assertThat(them.look(id, "?lang=xx").asString()).contains("<html lang=\"el\">");
    }

    @Test
    void itTellsWhatIsPromisedAndWhatHasHappenedAndNothingThatIsTheDesksOwn() {
        var id = complaint("Nikos", "en", "My car broke down");
        var due = Instant.parse("2031-03-05T14:30:00Z");
        topics.tell(new JourneyOpened(id, CustomersPage.ELENI, JourneyState.OPENED, CustomersPage.now()));
        topics.tell(new JourneyAcknowledged(
                id, CustomersPage.ELENI, "I will see to it.", JourneyState.ACKNOWLEDGED, CustomersPage.now()));
        topics.tell(new PromiseMade(
                id,
                UUID.randomUUID(),
                PromiseKind.NEXT_UPDATE,
                due,
                null,
                null,
                null,
                null,
                null,
                JourneyState.RECOVERING,
                CustomersPage.now()));
        var broken = UUID.randomUUID();
        topics.tell(new PromiseMade(
                id,
                broken,
                PromiseKind.CALL_BACK,
                CustomersPage.now(),
                null,
                null,
                null,
                null,
                null,
                JourneyState.RECOVERING,
                CustomersPage.now()));
        topics.tell(new PromiseBroken(
                id, broken, PromiseKind.CALL_BACK, CustomersPage.now(), JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new LegRequested(
                id, UUID.randomUUID(), DEALER, "Inner work order", due, JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new LegCompleted(
                id, UUID.randomUUID(), DEALER, "Inner outcome", JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new CauseClassified(id, CauseClass.PERSON, null, JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new ApologyMade(
                id, CustomersPage.ELENI, "I am sorry, Nikos.", JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new UpdateGiven(
                id,
                CustomersPage.ELENI,
                "The car is ready on Thursday.",
                JourneyState.RECOVERING,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("The car is ready on Thursday."));

        assertThat(them.page(id))
                .contains("Eleni owns this, from start to finish.")
                .contains("The next news from us", "March 5, 2031", "2:30\u202fPM", "broken: we are sorry")
                .contains("Eleni took it on.", "I will see to it.")
                .contains("Eleni asked Riverside Motors to do their part.", "Riverside Motors did their part.")
                .contains("Eleni apologised.", "I am sorry, Nikos.")
                .doesNotContain("Inner work order", "Inner outcome", "PERSON", "CauseClassified", "Papadaki")
                .containsSubsequence(
                        "You told us what went wrong.", "took it on", "Riverside", "apologised", "how things stand");
    }

    @Test
    void aNoStandsThereWithItsReasonAndTheWayOn() {
        var id = complaint("Nikos", "en", "My car broke down");
        topics.tell(new RemedyWithdrawn(
                id,
                UUID.randomUUID(),
                RemedyKind.REFUND,
                "The towing fee",
                CustomersPage.ELENI,
                "The insurer pays it.",
                JourneyState.RECOVERING,
                CustomersPage.now()));
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "no-refund-after-30-days",
                "30 days",
                "It was bought in May.",
                "Turn to the ombudsman.",
                "You have six months.",
                CustomersPage.ELENI,
                null,
                JourneyState.REFUSED,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id))
                .contains("We have answered no", "Eleni took an offer back.", "The insurer pays it.")
                .contains("It was bought in May.\n\nTurn to the ombudsman.\n\nYou have six months.")
                .doesNotContain("no-refund-after"));
    }

    @Test
    void aLinkThatOpensNothingSaysTheSameWhateverIsWrongWithIt() {
        var id = complaint("Nikos", "en", "My car broke down");
        var token = them.token(id);
        var wrong = given().get("/track/" + "A".repeat(43));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(wrong.asString()).contains("This link opens nothing");
        for (String path : List.of(
                "/track/",
                "/track/" + CustomersPage.swapCase(token),
                "/track/" + token + "=",
                "/track/" + token.substring(1),
                "/track/" + id,
                "/track/" + CustomersPage.reference(id),
                "/track/" + links.derive("other", id, 1),
                "/track/" + links.derive(Complaint.LINK_PURPOSE, id, 2),
                "/track/%00",
                "/track/%ff%fe",
                "/track/" + "a".repeat(3_000))) {
            var answer = given().urlEncodingEnabled(false).get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.asString()).as(path).isEqualTo(wrong.asString());
        }
        assertThat(given().urlEncodingEnabled(false).get("/track").statusCode()).isEqualTo(404);
        assertThat(CustomersPage.press(CustomersPage.swapCase(token), "confirmed", "")
                        .asString())
                .isEqualTo(wrong.asString());
        assertThat(given().header("Accept-Language", "xx, fi;q=0.5, ru;q=0.4")
                        .get("/track/nothing")
                        .asString())
                .contains("<html lang=\"fi\">");
    }

    @Test
    void lookingChangesNothing() throws SQLException {
        var id = them.proposed("Nikos", "en");
        var before = them.rows(id);
        for (String query : List.of("", "?lang=ru", "?answered=yes")) {
            assertThat(them.look(id, query).statusCode()).isEqualTo(200);
            given().head("/track/" + them.token(id) + query);
        }
        for (String button : List.of("confirmed", "disputed")) {
            assertThat(given().get("/track/%s/%s".formatted(them.token(id), button))
                            .statusCode())
                    .isEqualTo(405);
        }
        assertThat(them.rows(id)).isEqualTo(before);
    }

    @Test
    void whateverIsAnsweredIsNeitherKeptNorFramedNorFollowedNorGuessedAt() {
        var id = complaint("Nikos", "en", "My car broke down");
        for (Response answer : List.of(
                them.look(id, ""),
                given().get("/track/nothing"),
                CustomersPage.press(them.token(id), "confirmed", "yes"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Set-Cookie")).isNull();
        }
        assertThat(them.page(id)).doesNotContain("<script", "style=", "http://", "https://");
        given().get("/assets/track.css").then().statusCode(200);
    }

    @Test
    void everybodysWordsAreShownAsWordsOnly() {
        var words = "<script>alert(1)</script> \"'`={name.class} {page.token} ${7*7} {#each} مرحبا \u202eabc";
        var id = complaint("<b>Nikos</b> {page.token}", "en", words);
        topics.tell(new JourneyOpened(id, new Person("x", "<i>Eleni</i>"), JourneyState.OPENED, CustomersPage.now()));
        topics.tell(new JourneyAcknowledged(
                id, CustomersPage.ELENI, words, JourneyState.ACKNOWLEDGED, CustomersPage.now()));
        topics.tell(new RecoveryProposed(
                id, CustomersPage.ELENI, "{name} {0}", JourneyState.PROPOSED, CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("{name} {0}", "<form"));
        CustomersPage.press(them.token(id), "confirmed", words).then().statusCode(303);
        await().untilAsserted(() -> assertThat(them.page(id)).contains("You said: yes"));

        var shown =
                "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;`={name.class} {page.token} ${7*7} {#each} مرحبا \u202eabc";
        assertThat(them.page(id).split(Pattern.quote(shown), -1)).hasSize(4);
        assertThat(them.page(id))
                .contains("Hello &lt;b&gt;Nikos&lt;/b&gt; {page.token}", "&lt;i&gt;Eleni&lt;/i&gt; owns this")
                .contains("<blockquote dir=\"auto\">")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void onlyAFormAnswers() throws SQLException {
        var id = them.proposed("Nikos", "en");
        var before = them.rows(id);
        given().multiPart("words", "x")
                .post("/track/%s/confirmed".formatted(them.token(id)))
                .then()
                .statusCode(415);
        for (String type : List.of("application/json", "text/plain", "application/xml")) {
            given().contentType(type)
                    .body("{}")
                    .post("/track/%s/confirmed".formatted(them.token(id)))
                    .then()
                    .statusCode(415);
        }
        CustomersPage.press(them.token(id), "disputed", "a\u0000b").then().statusCode(400);
        given().contentType("application/x-www-form-urlencoded")
                .body("words=%zz")
                .post("/track/%s/confirmed".formatted(them.token(id)))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().get("/track/%s?next=//evil.example".formatted(them.token(id)))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("next"));
        given().contentType(ContentType.URLENC)
                .post("/track/%s/confirmed?next=//evil.example".formatted(them.token(id)))
                .then()
                .statusCode(400);
        given().contentType(ContentType.URLENC)
                .post("/track/%s/closed".formatted(them.token(id)))
                .then()
                .statusCode(404);
        assertThat(them.rows(id)).isEqualTo(before);
    }
}

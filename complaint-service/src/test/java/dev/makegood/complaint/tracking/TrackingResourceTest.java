package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.Money;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.Topic;
import dev.makegood.contract.UpdateGiven;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class TrackingResourceTest {

    private static final Person ELENI = new Person("00000000-0000-4000-8000-000000000002", "Eleni Papadaki");
    private static final Party DEALER = new Party("dealer", "Riverside Motors");

    @Inject
    Topics topics;

    @Inject
    LinkTokens links;

    @Inject
    AgroalDataSource database;

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
        assertThat(page(id))
                .contains("<html lang=\"%s\">".formatted(language), greeting, owner)
                .contains("<title>%s %s</title>".formatted(title, reference(id)))
                .contains("<h1>%s <span class=\"whole\">%s</span></h1>".formatted(title, reference(id)))
                .contains("lang=\"%s\" aria-current=\"true\"".formatted(language))
                .doesNotContain("Hartmann");
    }

    @Test
    void anotherLanguageIsOneLinkAway() {
        var id = complaint("Nikos", "el", "Χάλασε");
        assertThat(page(id)).contains("href=\"/track/%s?lang=fi\"".formatted(token(id)));
        assertThat(look(id, "?lang=fi").asString())
                .contains("<html lang=\"fi\">", "Hei Nikos", "lang=\"el\" dir=\"auto\">Χάλασε<");
        assertThat(look(id, "?lang=FI").asString()).contains("<html lang=\"fi\">");
        assertThat(look(id, "?lang=xx").asString()).contains("<html lang=\"el\">");
    }

    @Test
    void itTellsWhatIsPromisedAndWhatHasHappenedAndNothingThatIsTheDesksOwn() {
        var id = complaint("Nikos", "en", "My car broke down");
        var due = Instant.parse("2031-03-05T14:30:00Z");
        topics.tell(new JourneyOpened(id, ELENI, JourneyState.OPENED, now()));
        topics.tell(new JourneyAcknowledged(id, ELENI, "I will see to it.", JourneyState.ACKNOWLEDGED, now()));
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
                now()));
        var broken = UUID.randomUUID();
        topics.tell(new PromiseMade(
                id,
                broken,
                PromiseKind.CALL_BACK,
                now(),
                null,
                null,
                null,
                null,
                null,
                JourneyState.RECOVERING,
                now()));
        topics.tell(new PromiseBroken(id, broken, PromiseKind.CALL_BACK, now(), JourneyState.RECOVERING, now()));
        topics.tell(new LegRequested(
                id, UUID.randomUUID(), DEALER, "Inner work order", due, JourneyState.RECOVERING, now()));
        topics.tell(new LegCompleted(id, UUID.randomUUID(), DEALER, "Inner outcome", JourneyState.RECOVERING, now()));
        topics.tell(new CauseClassified(id, CauseClass.PERSON, null, JourneyState.RECOVERING, now()));
        topics.tell(new ApologyMade(id, ELENI, "I am sorry, Nikos.", JourneyState.RECOVERING, now()));
        topics.tell(new UpdateGiven(id, ELENI, "The car is ready on Thursday.", JourneyState.RECOVERING, now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("The car is ready on Thursday."));

        assertThat(page(id))
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
    void anOfferIsAnsweredOnThePageOnce() throws Exception {
        var id = complaint("Nikos", "fi", "My car broke down");
        var taken = offered(id, "A night in a hotel", new Money(new BigDecimal("120.00"), "EUR"));
        var left = offered(id, "<b>An explanation</b>", null);
        var gone = offered(id, "A voucher", null);
        topics.tell(new RemedyWithdrawn(
                id, gone, RemedyKind.GESTURE, "A voucher", ELENI, "x", JourneyState.RECOVERING, now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("Eleni perui tarjouksen."));
        assertThat(page(id).replace('\u00a0', ' '))
                .contains("Eleni tarjoaa sinulle tätä", "A night in a hotel", "Sen arvo on 120,00 €.")
                .contains("action=\"/track/%s/offers/%s/accepted?lang=fi\"".formatted(token(id), taken))
                .contains("&lt;b&gt;An explanation&lt;/b&gt;")
                .doesNotContain("offers/" + gone);

        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : fingers.invokeAll(
                    Collections.<Callable<Response>>nCopies(6, () -> pressOffer(token(id), taken, "accepted")))) {
                assertThat(pressed.get().statusCode()).isEqualTo(303);
                assertThat(pressed.get().header("Location"))
                        .isEqualTo("../../../%s?answered=yes&lang=fi".formatted(token(id)));
            }
        }
        pressOffer(token(id), taken, "declined").then().statusCode(303);
        pressOffer(token(id), left, "declined").then().statusCode(303);
        pressOffer(token(id), gone, "accepted").then().statusCode(303);
        pressOffer(token(id), "not-an-offer", "accepted").then().statusCode(303);
        assertThat(pressOffer("A".repeat(43), taken, "accepted").statusCode()).isEqualTo(404);
        given().get("/track/%s/offers/%s/accepted".formatted(token(id), taken))
                .then()
                .statusCode(405);
        assertThat(page(id)).doesNotContain("<form");
        assertThat(answers(id))
                .extracting(
                        told -> told.type(),
                        told -> told.body().path("remedyId").asText(),
                        told -> told.body().path("accepted").asBoolean())
                .containsExactly(
                        tuple("dev.makegood.OfferAnswered", taken.toString(), true),
                        tuple("dev.makegood.OfferAnswered", left.toString(), false));
    }

    private UUID offered(UUID complaint, String description, @Nullable Money value) {
        var remedy = UUID.randomUUID();
        topics.tell(new RemedyOffered(
                complaint, remedy, RemedyKind.GESTURE, description, value, ELENI, JourneyState.RECOVERING, now()));
        return remedy;
    }

    private static Response pressOffer(String token, Object remedy, String button) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .post("/track/%s/offers/%s/%s?lang=fi".formatted(token, remedy, button));
    }

    @Test
    void aNoStandsThereWithItsReasonAndTheWayOn() {
        var id = complaint("Nikos", "en", "My car broke down");
        topics.tell(new RemedyWithdrawn(
                id,
                UUID.randomUUID(),
                RemedyKind.REFUND,
                "The towing fee",
                ELENI,
                "The insurer pays it.",
                JourneyState.RECOVERING,
                now()));
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "no-refund-after-30-days",
                "30 days",
                "It was bought in May.",
                "Turn to the ombudsman.",
                "You have six months.",
                ELENI,
                null,
                JourneyState.REFUSED,
                now()));
        await().untilAsserted(() -> assertThat(page(id))
                .contains("We have answered no", "Eleni took an offer back.", "The insurer pays it.")
                .contains("It was bought in May.\n\nTurn to the ombudsman.\n\nYou have six months.")
                .doesNotContain("no-refund-after"));
    }

    @Test
    void aLinkThatOpensNothingSaysTheSameWhateverIsWrongWithIt() {
        var id = complaint("Nikos", "en", "My car broke down");
        var token = token(id);
        var wrong = given().get("/track/" + "A".repeat(43));
        assertThat(wrong.statusCode()).isEqualTo(404);
        assertThat(wrong.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(wrong.asString()).contains("This link opens nothing");
        for (String path : List.of(
                "/track/",
                "/track/" + swapCase(token),
                "/track/" + token + "=",
                "/track/" + token.substring(1),
                "/track/" + id,
                "/track/" + reference(id),
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
        assertThat(press(swapCase(token), "confirmed", "").asString()).isEqualTo(wrong.asString());
        assertThat(given().header("Accept-Language", "xx, fi;q=0.5, ru;q=0.4")
                        .get("/track/nothing")
                        .asString())
                .contains("<html lang=\"fi\">");
    }

    @Test
    void lookingChangesNothing() throws SQLException {
        var id = proposed("Nikos", "en");
        var before = rows(id);
        for (String query : List.of("", "?lang=ru", "?answered=yes")) {
            assertThat(look(id, query).statusCode()).isEqualTo(200);
            given().head("/track/" + token(id) + query);
        }
        for (String button : List.of("confirmed", "disputed")) {
            assertThat(given().get("/track/%s/%s".formatted(token(id), button)).statusCode())
                    .isEqualTo(405);
        }
        assertThat(rows(id)).isEqualTo(before);
    }

    @Test
    void whateverIsAnsweredIsNeitherKeptNorFramedNorFollowedNorGuessedAt() {
        var id = complaint("Nikos", "en", "My car broke down");
        for (Response answer :
                List.of(look(id, ""), given().get("/track/nothing"), press(token(id), "confirmed", "yes"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("X-Robots-Tag")).isEqualTo("noindex, nofollow");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Set-Cookie")).isNull();
        }
        assertThat(page(id)).doesNotContain("<script", "style=", "http://", "https://");
        given().get("/assets/track.css").then().statusCode(200);
    }

    @Test
    void itAsksOnlyWhenTheOwnerHasProposed() {
        var open = complaint("Nikos", "en", "My car broke down");
        assertThat(page(open)).doesNotContain("<form", "<button");
        press(token(open), "confirmed", "").then().statusCode(303);
        assertThat(page(open)).contains("We have it");

        var asked = proposed("Nikos", "en");
        assertThat(page(asked)).contains("<form", "Yes, it is put right", "No, it is not");
    }

    @Test
    void yesIsHeardOnceHoweverOftenItIsPressed() throws Exception {
        var id = proposed("Nikos", "en");
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : fingers.invokeAll(Collections.<Callable<Response>>nCopies(
                    6, () -> press(token(id), "confirmed", " Thank you, Eleni! ")))) {
                assertThat(pressed.get().statusCode()).isEqualTo(303);
            }
        }
        press(token(id), "disputed", "No, wait").then().statusCode(303);
        assertThat(page(id)).contains("You told us that it is put right.").doesNotContain("<form");

        assertThat(answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.RecoveryConfirmed");
            assertThat(told.body().path("words").asText()).isEqualTo("Thank you, Eleni!");
        });
        await().untilAsserted(() -> assertThat(page(id)).contains("You said: yes", "Thank you, Eleni!"));
    }

    @Test
    void noIsHeardWithItsWordsAndTheSamePersonGoesOn() {
        var id = proposed("Nikos", "en");
        press(token(id), "disputed", "The bumper is\r\nstill broken").then().statusCode(303);
        assertThat(page(id)).contains("Eleni is putting it right.").doesNotContain("<form");
        assertThat(answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.RecoveryDisputed");
            assertThat(told.body().path("words").asText()).isEqualTo("The bumper is\nstill broken");
        });

        // What was proposed before the answer and arrives after it does not ask again; what is proposed later does.
        topics.tell(new RecoveryProposed(id, ELENI, "Late", JourneyState.PROPOSED, Instant.EPOCH));
        await().untilAsserted(() -> assertThat(page(id)).contains("Late"));
        assertThat(page(id)).doesNotContain("<form");
        topics.tell(new RecoveryProposed(id, ELENI, "And now?", JourneyState.PROPOSED, now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("And now?"));
        assertThat(page(id)).contains("<form");
        press(token(id), "confirmed", "").then().statusCode(303);
        assertThat(answers(id))
                .hasSize(2)
                .last()
                .satisfies(told -> assertThat(told.body().has("words")).isFalse());
    }

    @Test
    void aNoIsNotTheEndForWhoDoesNotTakeIt() {
        var id = proposed("Nikos", "en");
        topics.tell(new JourneyReopened(id, ELENI, "Not yet", JourneyState.RECOVERING, now()));
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "p",
                "30 days",
                "Too late",
                "Lena",
                null,
                ELENI,
                null,
                JourneyState.REFUSED,
                now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("Do you see it differently?", "Too late"));
        press(token(id), "confirmed", "yes?").then().statusCode(303);
        assertThat(answers(id)).isEmpty();
        press(token(id), "disputed", "I bought it last week").then().statusCode(303);
        press(token(id), "disputed", "I bought it last week").then().statusCode(303);
        assertThat(page(id)).contains("Eleni is putting it right.").doesNotContain("<form");
        assertThat(answers(id))
                .singleElement()
                .satisfies(told -> assertThat(told.type()).isEqualTo("dev.makegood.RecoveryDisputed"));
    }

    @Test
    void whoComesBackAfterItWasClosedNeedsNoNewComplaint() {
        var id = proposed("Nikos", "el");
        press(token(id), "confirmed", "").then().statusCode(303);
        topics.tell(new JourneyClosed(id, ELENI, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("Τελικά δεν διορθώθηκε;"));
        press(token(id), "disputed", "Χάλασε ξανά").then().statusCode(303);
        assertThat(answers(id))
                .hasSize(2)
                .last()
                .satisfies(
                        told -> assertThat(told.body().path("words").asText()).isEqualTo("Χάλασε ξανά"));
    }

    @Test
    void anAnswerLeadsBackToThePageInTheLanguageThatWasRead() {
        var id = proposed("Nikos", "el");
        assertThat(look(id, "?lang=fi").asString())
                .contains("action=\"/track/%s/confirmed?lang=fi\"".formatted(token(id)))
                .contains("formaction=\"/track/%s/disputed?lang=fi\"".formatted(token(id)));
        var pressed = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .post("/track/%s/confirmed?lang=fi".formatted(token(id)));
        // Relative, so that it holds whatever host and scheme the customer came by.
        assertThat(pressed.header("Location")).isEqualTo("../%s?answered=yes&lang=fi".formatted(token(id)));
        assertThat(look(id, "?answered=yes&lang=fi").asString()).contains("<html lang=\"fi\">", "Saimme vastauksesi");
    }

    @Test
    void twoThousandCharactersOfAnyScriptAreTaken() {
        for (String most : List.of("Ω".repeat(2_000), "😡".repeat(2_000), "line\r\n".repeat(333))) {
            var id = proposed("Nikos", "en");
            press(token(id), "disputed", most).then().statusCode(303);
            assertThat(answers(id))
                    .singleElement()
                    .satisfies(told -> assertThat(told.body().path("words").asText())
                            .isEqualTo(most.replace("\r\n", "\n").strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_001, 30_000})
    void whoSaysMoreIsAskedToShortenItAndLosesNoWord(int length) throws SQLException {
        var id = proposed("Nikos", "el");
        var before = rows(id);
        var words = "<b>&Ω\n" + "Ω".repeat(length - 6) + "!";
        var answer = press(token(id), "disputed", words.replace("\n", "\r\n"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.asString())
                .contains("2.000 χαρακτήρες", "aria-invalid=\"true\"", "<form")
                .contains(">" + words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</textarea>");
        assertThat(rows(id)).isEqualTo(before);
        assertThat(answers(id)).isEmpty();
    }

    @Test
    void everybodysWordsAreShownAsWordsOnly() {
        var words = "<script>alert(1)</script> \"'`={name.class} {page.token} ${7*7} {#each} مرحبا \u202eabc";
        var id = complaint("<b>Nikos</b> {page.token}", "en", words);
        topics.tell(new JourneyOpened(id, new Person("x", "<i>Eleni</i>"), JourneyState.OPENED, now()));
        topics.tell(new JourneyAcknowledged(id, ELENI, words, JourneyState.ACKNOWLEDGED, now()));
        topics.tell(new RecoveryProposed(id, ELENI, "{name} {0}", JourneyState.PROPOSED, now()));
        await().untilAsserted(() -> assertThat(page(id)).contains("{name} {0}", "<form"));
        press(token(id), "confirmed", words).then().statusCode(303);
        await().untilAsserted(() -> assertThat(page(id)).contains("You said: yes"));

        var shown =
                "&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;`={name.class} {page.token} ${7*7} {#each} مرحبا \u202eabc";
        assertThat(page(id).split(Pattern.quote(shown), -1)).hasSize(4);
        assertThat(page(id))
                .contains("Hello &lt;b&gt;Nikos&lt;/b&gt; {page.token}", "&lt;i&gt;Eleni&lt;/i&gt; owns this")
                .contains("<blockquote dir=\"auto\">")
                .doesNotContain("<script", "<b>", "<i>");
    }

    @Test
    void onlyAFormAnswers() throws SQLException {
        var id = proposed("Nikos", "en");
        var before = rows(id);
        given().multiPart("words", "x")
                .post("/track/%s/confirmed".formatted(token(id)))
                .then()
                .statusCode(415);
        for (String type : List.of("application/json", "text/plain", "application/xml")) {
            given().contentType(type)
                    .body("{}")
                    .post("/track/%s/confirmed".formatted(token(id)))
                    .then()
                    .statusCode(415);
        }
        press(token(id), "disputed", "a\u0000b").then().statusCode(400);
        given().contentType("application/x-www-form-urlencoded")
                .body("words=%zz")
                .post("/track/%s/confirmed".formatted(token(id)))
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given().get("/track/%s?next=//evil.example".formatted(token(id)))
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("next"));
        given().contentType(ContentType.URLENC)
                .post("/track/%s/confirmed?next=//evil.example".formatted(token(id)))
                .then()
                .statusCode(400);
        given().contentType(ContentType.URLENC)
                .post("/track/%s/closed".formatted(token(id)))
                .then()
                .statusCode(404);
        assertThat(rows(id)).isEqualTo(before);
    }

    private Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** A complaint whose owner has proposed that it is put right. */
    private UUID proposed(String name, String language) {
        var id = complaint(name, language, "My car broke down");
        List<JourneyEvent> journey = List.of(
                new JourneyOpened(id, ELENI, JourneyState.OPENED, now()),
                new RecoveryProposed(id, ELENI, "It is ready.", JourneyState.PROPOSED, now()));
        journey.forEach(topics::tell);
        await().untilAsserted(() -> assertThat(page(id)).contains("<form"));
        return id;
    }

    private String token(UUID complaint) {
        return links.derive(Complaint.LINK_PURPOSE, complaint, 1);
    }

    private String page(UUID complaint) {
        var answer = look(complaint, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.asString();
    }

    private Response look(UUID complaint, String query) {
        return given().get("/track/" + token(complaint) + query);
    }

    private static Response press(String token, String button, String words) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("words", words)
                .post("/track/%s/%s".formatted(token, button));
    }

    /** What the others were told that the customer answered, once everything before now has left. */
    private List<Told> answers(UUID complaint) {
        var later = complaint("Fence", "en", "What is told after this was written after it");
        await().until(() -> !topics.told(Topic.COMPLAINTS, later).isEmpty());
        return topics.told(Topic.COMPLAINTS, complaint).stream()
                .filter(told -> !told.type().endsWith("ComplaintReceived"))
                .toList();
    }

    /** The complaint's rows, whatever stands in them, and by which transaction. */
    private String rows(UUID complaint) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select concat(c.xmin, c::text, k.xmin, k::text, (select count(*) from outbox where key = c.id))
                        from complaint c join customer k on k.id = c.customer_id where c.id = ?
                        """)) {
            select.setObject(1, complaint);
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static String reference(UUID complaint) {
        return as("eleni").get("/v1/complaints/" + complaint).then().extract().path("reference");
    }

    private static String swapCase(String token) {
        var lower = token.toLowerCase(Locale.ROOT);
        return token.equals(lower) ? token.toUpperCase(Locale.ROOT) : lower;
    }
}

package dev.makegood.complaint.survey;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.ResponseBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How it was for the customer: asked once per resolution and per leg, answered by a link, kept as it was answered. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class SurveysTest {

    private static final Person LENA = new Person("00000000-0000-4000-8000-000000000001", "Lena Hartmann");
    private static final Party DEALER = new Party("dealer", "Riverside Motors");

    @Inject
    Topics topics;

    @Inject
    LinkTokens links;

    @Inject
    Surveys surveys;

    @Inject
    WalkedLegs legs;

    @Inject
    Complaints complaints;

    @Inject
    Event<Erasing> erasing;

    @Inject
    Event<Exporting> exporting;

    @Test
    void aCustomerIsAskedOnceForEachResolutionHoweverItEnds() {
        var id = complaint("Nikos", "el", "Χάλασε");
        assertThat(open(id)).isEmpty();

        topics.tell(new RecoveryConfirmed(id, null, now()));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().untilAsserted(() -> assertThat(closings(id)).containsExactly("CONFIRMED"));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));

        topics.tell(new JourneyReopened(id, LENA, "Not yet", JourneyState.RECOVERING, now()));
        topics.tell(new JourneyClosed(id, LENA, Closing.UNANSWERED, JourneyState.CLOSED, now()));
        topics.tell(new JourneyReopened(id, LENA, "Not yet", JourneyState.RECOVERING, now()));
        topics.tell(new JourneyClosed(id, LENA, Closing.REFUSED, JourneyState.CLOSED, now()));
        await().untilAsserted(() -> assertThat(closings(id)).containsExactly("CONFIRMED", "UNANSWERED", "REFUSED"));
        assertThat(open(id))
                .hasValueSatisfying(asked -> assertThat(asked.resolution()).isEqualTo(3));
    }

    @Test
    void whatIsAnsweredByAnotherComplaintIsNotAskedAbout() {
        var id = complaint("Nikos", "en", "Twice the same");
        topics.tell(new JourneyClosed(id, LENA, Closing.MERGED, JourneyState.CLOSED, now()));
        var later = resolved("Later", "en");
        assertThat(closings(later)).hasSize(1);
        await().until(() ->
                as("eleni").get("/v1/complaints/" + id).path("state").equals("CLOSED"));
        assertThat(closings(id)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | How was it for you?        | very satisfied      | relieved
            el | Πώς ήταν για εσάς;         | υπερβολικό          | ανακούφιση
            es | ¿Cómo le fue?              | demasiado           | que me respetan
            fi | Miltä se sinusta tuntui?   | erittäin tyytyväinen | helpotusta
            ru | Как всё прошло?            | слишком много       | облегчение
            """)
    void thePageAsksInTheCustomersLanguage(String language, String title, String step, String emotion) {
        var id = resolved("Nikos", language);
        var page = look(id, "");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(page.asString())
                .contains("<html lang=\"%s\">".formatted(language), "<h1>" + title, step, emotion)
                .doesNotContain("<script", "checked", "Hartmann");
        assertThat(look(id, "?lang=en").asString()).contains("How was it for you?");
    }

    @Test
    void aLinkSuggestsAnAnswerAndLookingGivesNone() {
        var id = resolved("Nikos", "en");
        var before = rows(id);
        for (String query :
                List.of("?satisfaction=4", "?satisfaction=9&resolution=x", "?satisfaction=", "?resolution=99999")) {
            assertThat(look(id, query).statusCode()).as(query).isEqualTo(200);
        }
        given().head("/track/%s/survey?satisfaction=1".formatted(token(id)));
        assertThat(look(id, "?satisfaction=4").asString())
                .contains("name=\"satisfaction\" value=\"4\" required checked")
                .doesNotContain("name=\"satisfaction\" value=\"5\" required checked");
        assertThat(rows(id)).isEqualTo(before);
        assertThat(told(id)).isEmpty();
    }

    @Test
    void anAnswerIsKeptToldAndSeenAtTheDesk() {
        var id = resolved("Nikos", "en");
        var answer = press(
                id,
                form("5", "1")
                        .formParam("emotions", "RELIEVED")
                        .formParam("emotions", "GRATEFUL")
                        .formParam("job", "yes")
                        .formParam("words", "Thank you,\r\nLena!"));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("survey?answered=yes&resolution=1&lang=en");
        assertThat(look(id, "?answered=yes&resolution=1").asString())
                .contains("Thank you. We have your answers.", "Change my answers", "You can change your answers until")
                .contains("Thank you,\nLena!");

        assertThat(told(id)).singleElement().satisfies(told -> {
            assertThat(told.path("resolution").asInt()).isEqualTo(1);
            assertThat(told.path("satisfaction").asInt()).isEqualTo(5);
            assertThat(told.path("effort").asInt()).isEqualTo(1);
            assertThat(told.path("emotions")).extracting(JsonNode::asText).containsExactly("RELIEVED", "GRATEFUL");
            assertThat(told.path("jobRestored").asBoolean()).isTrue();
            assertThat(told.path("words").asText()).isEqualTo("Thank you,\nLena!");
            assertThat(told.path("low").asBoolean()).isFalse();
            assertThat(told.path("amended").asBoolean()).isFalse();
        });
        as("eleni")
                .get("/v1/complaints/%s/surveys".formatted(id))
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].survey.satisfaction", equalTo(5))
                .body("items[0].survey.closing", equalTo("CONFIRMED"))
                .body("items[0].survey.owner.name", equalTo("Lena Hartmann"))
                .body("items[0].answers[0].words", equalTo("Thank you,\nLena!"));
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, yes, true",
        "1, 1, , true",
        "5, 4, yes, true",
        "5, 1, no, true",
        "3, 3, , false",
        "3, 3, yes, false"
    })
    void whoIsNotContentIsComeBackTo(String satisfaction, String effort, String job, boolean low) {
        var id = resolved("Nikos", "en");
        assertThat(press(id, form(satisfaction, effort).formParam("job", job == null ? "" : job))
                        .statusCode())
                .isEqualTo(303);
        assertThat(told(id))
                .singleElement()
                .satisfies(told -> assertThat(told.path("low").asBoolean()).isEqualTo(low));
        assertThat(look(id, "?answered=yes").asString())
                .contains(low ? "Lena will get back to you about it." : "Thank you. We have your answers.");
    }

    @Test
    void anAnswerCanBeAmendedForAWeekAndWhatItWasStays() {
        var id = resolved("Nikos", "en");
        press(id, form("1", "5").formParam("words", "Never again"));
        press(id, form("1", "5").formParam("words", "Never again"));
        press(id, form("4", "2").formParam("words", "Well, it works"));
        assertThat(told(id))
                .extracting(told -> told.path("amended").asBoolean())
                .containsExactly(false, true);
        as("lena")
                .get("/v1/complaints/%s/surveys".formatted(id))
                .then()
                .body("items[0].answers.satisfaction", equalTo(List.of(1, 4)))
                .body("items[0].answers.words", equalTo(List.of("Never again", "Well, it works")))
                .body("items[0].survey.words", equalTo("Well, it works"))
                .body("items[0].survey.low", equalTo(false));

        Database.run("update survey set answered_at = answered_at - interval '8 days' where complaint_id = ?", id);
        assertThat(look(id, "").asString())
                .contains("They can no longer be changed.")
                .doesNotContain("<form");
        var late = press(id, form("1", "5"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.asString()).contains("They can no longer be changed.");
        assertThat(told(id)).hasSize(2);
        assertThatThrownBy(() -> Database.run(
                        "update survey_answer set satisfaction = 5 where survey_id in (select id from survey where complaint_id = ?)",
                        id))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> Database.run(
                        "delete from survey_answer where survey_id in (select id from survey where complaint_id = ?)",
                        id))
                .hasMessageContaining("append-only");
    }

    @Test
    void whatNobodyAnsweredForLongIsNotAskedAnyMore() {
        var id = resolved("Nikos", "en");
        Database.run("update survey set asked_at = asked_at - interval '91 days' where complaint_id = ?", id);
        assertThat(look(id, "").asString())
                .contains("This can no longer be answered")
                .doesNotContain("<form");
        assertThat(press(id, form("1", "5")).statusCode()).isEqualTo(409);
        assertThat(open(id)).isEmpty();
    }

    @Test
    void anEarlierResolutionCanStillBeAnsweredAfterTheNext() {
        var id = resolved("Nikos", "en");
        topics.tell(new JourneyReopened(id, LENA, "Not yet", JourneyState.RECOVERING, now()));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().until(() -> closings(id).size() == 2);
        press(id, form("1", "5").formParam("resolution", "1"));
        press(id, form("5", "1").formParam("resolution", "2"));
        assertThat(told(id)).extracting(told -> told.path("resolution").asInt()).containsExactly(1, 2);
    }

    @Test
    void whatIsMissingIsAskedForAndWhatWasChosenStays() {
        var id = resolved("Nikos", "en");
        var incomplete = press(id, given().formParam("satisfaction", "2").formParam("words", "<b>no</b>"));
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(incomplete.asString())
                .contains("Something is still missing", "Please choose an answer.", "&lt;b&gt;no&lt;/b&gt;")
                .contains("name=\"satisfaction\" value=\"2\" required checked");
        var tooLong = press(id, form("2", "2").formParam("words", "😀".repeat(2001)));
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.asString()).contains("more than 2,000 characters");
        assertThat(press(id, form("2", "2").formParam("words", "😀".repeat(2000)))
                        .statusCode())
                .isEqualTo(303);
        assertThat(told(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "satisfaction=6&effort=1",
                "satisfaction=1&effort=-1",
                "satisfaction=1&effort=1&emotions=NEUTRAL",
                "satisfaction=1&effort=1&emotions=ANGRY&emotions=angry",
                "satisfaction=1&effort=1&job=maybe",
                "satisfaction=1e0&effort=1",
                "satisfaction=1&effort=1&words=%00"
            })
    void whatNoPageOffersIsRefused(String form) {
        var id = resolved("Nikos", "en");
        var before = rows(id);
        given().contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/track/%s/survey".formatted(token(id)))
                .then()
                .statusCode(400);
        assertThat(rows(id)).isEqualTo(before);
    }

    @Test
    void aLinkThatOpensNothingAsksNothing() {
        for (String token : List.of("", "x", "a".repeat(43), token(UUID.randomUUID()))) {
            given().get("/track/%s/survey".formatted(token)).then().statusCode(404);
            given().contentType("application/x-www-form-urlencoded")
                    .formParam("satisfaction", "1")
                    .formParam("effort", "1")
                    .post("/track/%s/survey".formatted(token))
                    .then()
                    .statusCode(404);
            given().get("/track/%s/feelings".formatted(token)).then().statusCode(404);
        }
        var unresolved = complaint("Nikos", "en", "Still broken");
        assertThat(look(unresolved, "").asString())
                .contains("Nothing to answer now")
                .doesNotContain("<form");
        assertThat(press(unresolved, form("1", "1")).statusCode()).isEqualTo(409);
    }

    @Test
    void whoConfirmsIsAskedAtOnceAndNotOnlyWhenTheEventHasComeRound() {
        var id = complaint("Nikos", "en", "Broken");
        topics.tell(new RecoveryProposed(id, LENA, "It is mended.", JourneyState.PROPOSED, now()));
        await().until(() ->
                as("eleni").get("/v1/complaints/" + id).path("state").equals("PROPOSED"));
        given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .post("/track/%s/confirmed".formatted(token(id)))
                .then()
                .statusCode(303);
        assertThat(closings(id)).hasSize(1);
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().untilAsserted(() -> assertThat(closings(id)).containsExactly("CONFIRMED"));
    }

    @Test
    void whoseComplaintWasAbsorbedByAnotherCustomersSeesNothingOfTheirs() {
        var mine = complaint("Nikos", "en", "Broken");
        var theirs = resolved("Maria", "en");
        Database.run("update complaint set merged_into = ? where id = ?", theirs, mine);
        assertThat(look(mine, "").asString()).contains("Nothing to answer now");
        assertThat(press(mine, form("1", "5")).statusCode()).isEqualTo(409);
        assertThat(told(theirs)).isEmpty();
    }

    @Test
    void manyPressesAtOnceAreOneAnswer() throws Exception {
        var id = resolved("Nikos", "en");
        Callable<Integer> press =
                () -> press(id, form("4", "2").formParam("words", "Once")).statusCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : threads.invokeAll(Collections.nCopies(8, press))) {
                assertThat(pressed.get()).isEqualTo(303);
            }
        }
        assertThat(told(id)).hasSize(1);
    }

    @Test
    void oneTapSaysHowALegWasAndASecondAddsToIt() {
        var id = complaint("Nikos", "en", "Broken");
        var leg = UUID.randomUUID();
        assertThat(tap(id, leg, "satisfaction=4").statusCode()).isEqualTo(404);
        topics.tell(new LegCompleted(id, leg, DEALER, "Done", JourneyState.RECOVERING, now()));
        await().untilAsserted(() ->
                assertThat(openLegs(id)).extracting(WalkedLegs.Asked::party).containsExactly("Riverside Motors"));

        var tapped = tap(id, leg, "emotions=IGNORED");
        assertThat(tapped.statusCode()).isEqualTo(303);
        assertThat(tapped.header("Location")).isEqualTo("../../../%s?answered=yes&lang=en".formatted(token(id)));
        assertThat(rated(id)).isEmpty();
        tap(id, leg, "satisfaction=2");
        tap(id, leg, "satisfaction=2");
        tap(id, leg, "satisfaction=5&emotions=RELIEVED");
        assertThat(rated(id))
                .extracting(told -> told.path("satisfaction").asInt())
                .containsExactly(2, 5);
        assertThat(rated(id).getFirst().path("emotions").path(0).asText()).isEqualTo("IGNORED");
        assertThat(Database.number(
                        "select count(*) from leg_rating r join walked_leg w on w.id = r.walked_leg_id where complaint_id = ?",
                        id))
                .isEqualTo(3);
        for (String hostile : List.of("satisfaction=0", "emotions=SAD", "", "satisfaction=", "satisfaction=5;drop")) {
            assertThat(tap(id, leg, hostile).statusCode()).as(hostile).isEqualTo(400);
        }
        var other = complaint("Other", "en", "Another");
        assertThat(tap(other, leg, "satisfaction=1").statusCode()).isEqualTo(404);

        Database.run("update walked_leg set rated_at = rated_at - interval '8 days' where complaint_id = ?", id);
        assertThat(tap(id, leg, "satisfaction=1").statusCode()).isEqualTo(409);
        assertThat(openLegs(id)).isEmpty();
        topics.tell(new LegCompleted(id, leg, DEALER, "Again", JourneyState.RECOVERING, now()));
        await().untilAsserted(() -> assertThat(openLegs(id))
                .singleElement()
                .satisfies(asked -> assertThat(asked.satisfaction()).isNull()));
        as("eleni")
                .get("/v1/complaints/%s/surveys".formatted(id))
                .then()
                .body("legs", hasSize(2))
                .body("legs[0].satisfaction", equalTo(5))
                .body("legs[1].satisfaction", nullValue());
    }

    @Test
    void whatACustomerFeelsIsNamedByThemAndNeverInferred() {
        for (String inferred : List.of(
                "{\"emotions\": [\"ANGRY\"], \"source\": \"INFERRED\"}",
                "{\"emotions\": [\"ANGRY\"], \"sentiment\": -0.8}",
                "{\"emotions\": [{\"name\": \"ANGRY\", \"confidence\": 0.9}]}",
                "{\"emotions\": [\"NEUTRAL\"]}",
                "{\"emotions\": [\"angry\"]}",
                "{\"emotions\": \"ANGRY\"}",
                "{\"emotions\": [0]}",
                "{\"emotions\": [null]}",
                "{\"inferredEmotions\": [\"ANGRY\"]}")) {
            var complain = "{\"customer\": {\"name\": \"Nikos\", \"language\": \"en\"}, \"verbatim\": \"Broken\", "
                    + inferred.substring(1);
            creating(given()).body(complain).post("/v1/complaints").then().statusCode(400);
            creating(as("eleni")).body(complain).post("/v1/complaints").then().statusCode(400);
        }
        var id = UUID.fromString(creating(given())
                .body(Map.of(
                        "customer",
                        Map.of("name", "Nikos", "language", "en"),
                        "verbatim",
                        "Broken",
                        "emotions",
                        List.of("ANGRY", "WORRIED", "ANGRY")))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        var path = "/v1/complaints/%s/emotions".formatted(id);
        for (String hostile : List.of(
                "{\"emotions\": [\"CALM\"]}",
                "{\"emotions\": [], \"inTheirWords\": \"I am calm\"}",
                "{\"emotions\": [\"CALM\"], \"inTheirWords\": \" \"}",
                "{\"emotions\": [\"CALM\"], \"inTheirWords\": \"I am calm\", \"source\": \"INFERRED\"}",
                "{\"emotions\": [\"CALM\"], \"inTheirWords\": \"I am calm\", \"sentiment\": 1}")) {
            creating(as("eleni")).body(hostile).post(path).then().statusCode(400);
        }
        var said = Map.of("emotions", List.of("EXHAUSTED"), "inTheirWords", "I am so tired of this");
        creating(given()).body(said).post(path).then().statusCode(401);
        creating(as("dealer")).body(said).post(path).then().statusCode(403);
        creating(as("eleni"))
                .body(said)
                .post(path)
                .then()
                .statusCode(201)
                .body("heardBy.name", equalTo("Eleni Papadaki"));

        assertThat(given().get("/track/%s/feelings".formatted(token(id))).asString())
                .contains("value=\"ANGRY\" checked", "value=\"EXHAUSTED\" checked")
                .doesNotContain("value=\"CALM\" checked");
        feel(id, "emotions=HOPEFUL").then().statusCode(303);
        feel(id, "emotions=HOPEFUL").then().statusCode(303);
        feel(id, "").then().statusCode(400);
        feel(id, "emotions=SAD").then().statusCode(400);
        as("eleni")
                .get("/v1/complaints/%s/surveys".formatted(id))
                .then()
                .body("emotionsBefore", equalTo(List.of("ANGRY", "WORRIED", "EXHAUSTED", "HOPEFUL")))
                .body("named", hasSize(2))
                .body("named[1].heardBy", nullValue());

        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().until(() -> closings(id).size() == 1);
        assertThat(Database.column("select emotions_before::text from survey where complaint_id = ?", id)
                        .getFirst())
                .isEqualTo("{ANGRY,WORRIED,EXHAUSTED,HOPEFUL}");
        feel(id, "emotions=CALM").then().statusCode(409);
        creating(as("eleni")).body(said).post(path).then().statusCode(409);
    }

    @Test
    void theDeskFindsWhatIsLowAndALeadLeavesOutWhatGoesOnBeingCounted() {
        var product = "Scooter " + UUID.randomUUID();
        for (int i = 0; i < 7; i++) {
            var id = resolved("Nikos " + i, "en", product, List.of("ANGRY"));
            press(
                    id,
                    form(i < 2 ? "1" : "4", i < 2 ? "5" : "2")
                            .formParam("emotions", i < 2 ? "ANGRY" : "CALM")
                            .formParam("job", i < 2 ? "no" : "yes")
                            .formParam("words", "Word " + i));
        }
        var low = as("eleni")
                .queryParam("product", product)
                .queryParam("low", "true")
                .queryParam("limit", 1)
                .get("/v1/surveys");
        low.then().statusCode(200).body("items", hasSize(1)).body("items[0].words", equalTo("Word 1"));
        as("eleni")
                .queryParam("product", product)
                .queryParam("low", "true")
                .queryParam("limit", 1)
                .queryParam("cursor", low.<String>path("next"))
                .get("/v1/surveys")
                .then()
                .body("items[0].words", equalTo("Word 0"))
                .body("next", nullValue());
        as("eleni")
                .queryParam("product", product)
                .queryParam("low", "false")
                .queryParam("owner", LENA.id())
                .get("/v1/surveys")
                .then()
                .body("items", hasSize(5));
        as("eleni")
                .queryParam("product", product)
                .queryParam("owner", "me")
                .get("/v1/surveys")
                .then()
                .body("items", hasSize(0));
        as("eleni")
                .queryParam("product", product)
                .queryParam("to", "2020-01-01T00:00:00Z")
                .get("/v1/surveys")
                .then()
                .body("items", hasSize(0));
        for (String query : List.of("low=maybe", "from=today", "limit=0", "sort=x", "cursor=x")) {
            as("eleni").get("/v1/surveys?" + query).then().statusCode(400);
        }
        given().get("/v1/surveys").then().statusCode(401);
        as("dealer").get("/v1/surveys").then().statusCode(403);

        group(product)
                .then()
                .body("group.asked", equalTo(7))
                .body("group.answered", equalTo(7))
                .body("group.excluded", equalTo(0))
                .body("group.described.satisfaction", equalTo(3.14f))
                .body("group.described.low", equalTo(2))
                .body("group.described.restored", equalTo(0.714f))
                .body("group.described.pleasantBefore", equalTo(0.0f))
                .body("group.described.pleasantAfter", equalTo(0.714f));

        String survey = low.path("items[0].id");
        var exclusion = "/v1/surveys/%s/exclusion".formatted(survey);
        var reason = Map.of("reason", "Answered for another complaint");
        as("eleni")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(reason)
                .put(exclusion)
                .then()
                .statusCode(403);
        as("lena")
                .contentType("application/json")
                .body(reason)
                .put(exclusion)
                .then()
                .statusCode(428);
        as("lena")
                .contentType("application/json")
                .header("If-Match", "\"0\"")
                .body(reason)
                .put(exclusion)
                .then()
                .statusCode(412);
        as("lena")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(Map.of())
                .put(exclusion)
                .then()
                .statusCode(400);
        as("lena")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body(reason)
                .put(exclusion)
                .then()
                .statusCode(200)
                .body("exclusion.reason", equalTo("Answered for another complaint"));
        as("lena")
                .contentType("application/json")
                .header("If-Match", "\"2\"")
                .body(reason)
                .put(exclusion)
                .then()
                .statusCode(409);
        group(product)
                .then()
                .body("group.answered", equalTo(7))
                .body("group.excluded", equalTo(1))
                .body("group.described.answers", equalTo(6))
                .body("group.described.low", equalTo(1));
        as("lena")
                .header("If-Match", "\"2\"")
                .delete(exclusion)
                .then()
                .statusCode(200)
                .body("exclusion", nullValue());
        as("lena").header("If-Match", "\"3\"").delete(exclusion).then().statusCode(409);
        assertThat(Database.number(
                        "select count(*) from survey_exclusion where survey_id = ?", UUID.fromString(survey)))
                .isEqualTo(2);
    }

    @Test
    void ofFewItIsNotToldWhatTheySaid() {
        var product = "Kettle " + UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            press(resolved("Nikos " + i, "en", product, List.of()), form("1", "5"));
        }
        group(product)
                .then()
                .body("group.asked", equalTo(4))
                .body("group.answered", equalTo(4))
                .body("group.described", nullValue())
                .body("group.all", nullValue());
        for (String by : List.of("ALL", "CHANNEL", "LANGUAGE", "SEGMENT", "CLOSING", "MONTH")) {
            as("marcus")
                    .queryParam("by", by)
                    .get("/v1/surveys/summary")
                    .then()
                    .statusCode(200)
                    .body("groups", not(hasSize(0)));
        }
        as("marcus").queryParam("by", "OWNER").get("/v1/surveys/summary").then().statusCode(400);
        as("marcus")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .get("/v1/surveys/summary")
                .then()
                .statusCode(400);
    }

    @Test
    void whoIsForgottenSaidNothingAndIsStillCounted() {
        var id = resolved("Nikos", "en");
        press(id, form("1", "5").formParam("words", "I am Nikos"));
        feel(complaint("X", "en", "x"), "emotions=CALM");
        Map<String, Collection<?>> told = new HashMap<>();
        QuarkusTransaction.requiringNew()
                .run(() -> exporting.fire(new Exporting(UUID.randomUUID(), List.of(id), told::put)));
        assertThat(told).containsKeys("surveys", "legRatings", "namedEmotions");
        assertThat(String.valueOf(told.get("surveys"))).contains("I am Nikos");

        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(UUID.randomUUID(), List.of(id))));
        assertThat(Database.column(
                        "select words from survey_answer a join survey s on s.id = a.survey_id where complaint_id = ?",
                        id))
                .containsExactly((String) null);
        as("eleni")
                .get("/v1/complaints/%s/surveys".formatted(id))
                .then()
                .body("items[0].survey.satisfaction", equalTo(1))
                .body("items[0].survey.words", nullValue());
    }

    private Response group(String product) {
        var summary = as("marcus").queryParam("by", "PRODUCT").get("/v1/surveys/summary");
        summary.then().statusCode(200).body("groups.key", hasItem(product));
        var group = summary.jsonPath()
                .param("product", product)
                .<Map<String, Object>>get("groups.find { it.key == product }");
        return new ResponseBuilder()
                .setStatusCode(200)
                .setContentType("application/json")
                .setBody(json(Map.of("group", group)))
                .build();
    }

    private static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID resolved(String name, String language) {
        return resolved(name, language, null, List.of());
    }

    private UUID resolved(String name, String language, @Nullable String product, List<String> emotions) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "customer", Map.of("name", name, "language", language), "verbatim", "Broken", "emotions", emotions));
        if (product != null) {
            body.put("product", product);
        }
        var id = UUID.fromString(creating(given())
                .body(body)
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        topics.tell(new JourneyClosed(id, LENA, Closing.CONFIRMED, JourneyState.CLOSED, now()));
        await().until(() -> closings(id).size() == 1);
        return id;
    }

    private static List<String> closings(UUID complaint) {
        return Database.column(
                "select coalesce(closing, '') from survey where complaint_id = ? order by resolution", complaint);
    }

    private static String rows(UUID complaint) {
        return String.join(
                        ";",
                        Database.column("select concat(xmin, s::text) from survey s where complaint_id = ?", complaint))
                + Database.number("select count(*) from outbox where key = ?", complaint);
    }

    private Optional<Surveys.Asked> open(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> surveys.openFor(complaints.require(id)));
    }

    private List<WalkedLegs.Asked> openLegs(UUID id) {
        return QuarkusTransaction.requiringNew().call(() -> legs.openFor(complaints.require(id)));
    }

    /** What the others were told about it, once everything before now has left. */
    private List<JsonNode> told(UUID complaint) {
        return told(complaint, "SurveyAnswered");
    }

    private List<JsonNode> rated(UUID complaint) {
        return told(complaint, "LegRated");
    }

    private List<JsonNode> told(UUID complaint, String type) {
        var later = complaint("Fence", "en", "What is told after this was written after it");
        await().until(() -> !topics.told(Topic.COMPLAINTS, later).isEmpty());
        return topics.told(Topic.COMPLAINTS, complaint).stream()
                .filter(told -> told.type().endsWith(type))
                .map(Topics.Told::body)
                .toList();
    }

    private String token(UUID complaint) {
        return links.derive(Complaint.LINK_PURPOSE, complaint, 1);
    }

    private Response look(UUID complaint, String query) {
        return given().get("/track/%s/survey%s".formatted(token(complaint), query));
    }

    private static RequestSpecification form(String satisfaction, String effort) {
        return given().formParam("satisfaction", satisfaction).formParam("effort", effort);
    }

    private Response press(UUID complaint, RequestSpecification form) {
        return form.redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .post("/track/%s/survey".formatted(token(complaint)));
    }

    private Response tap(UUID complaint, UUID leg, String form) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/track/%s/legs/%s/rating".formatted(token(complaint), leg));
    }

    private Response feel(UUID complaint, String form) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/track/%s/feelings".formatted(token(complaint)));
    }

    private static Instant now() {
        return Instant.now();
    }
}

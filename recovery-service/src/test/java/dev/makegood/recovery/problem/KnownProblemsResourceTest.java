package dev.makegood.recovery.problem;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known to go wrong is on a page for everybody, and who has it too says so in one step. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class KnownProblemsResourceTest {

    private final String title = "Tolls are charged twice " + UUID.randomUUID();

    @Inject
    ProblemSweep sweep;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | What we know goes wrong          | We are working on it         | 2 people told us.                  | This happened to me too
            es | Lo que sabemos que falla         | Estamos trabajando en ello   | Nos lo han contado 2 personas.     | A mí también me ha pasado
            el | Όσα ξέρουμε ότι δεν πάνε καλά    | Το δουλεύουμε                | Μας το είπαν 2 άνθρωποι.           | Συνέβη και σε εμένα
            fi | Mitä tiedämme menevän pieleen    | Työskentelemme asian parissa | 2 ihmistä on kertonut siitä.       | Tämä tapahtui minullekin
            ru | О каких сбоях мы знаем           | Мы работаем над этим         | Нам сообщили 2 человека.           | Со мной это тоже случилось
            """)
    void thePageSaysInEveryLanguageWhatIsKnownAndHowManyHaveIt(
            String language, String heading, String state, String people, String meToo) {
        var problem = raised();
        meToo(problem);
        meToo(problem);
        publish(problem, title).statusCode(200).body("published.at", notNullValue());
        var page = given().get("/known-problems?lang=" + language)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .extract()
                .asString();
        assertThat(page)
                .contains(
                        "<html lang=\"%s\">".formatted(language),
                        heading,
                        title + " (" + language + ")",
                        state,
                        people,
                        meToo,
                        "https://makegood.example/complain?problem=%s&amp;lang=%s".formatted(problem, language))
                .doesNotContain("Νίκος", "MG-");
        assertThat(given().header("Accept-Language", "xx, %s;q=0.5".formatted(language))
                        .get("/known-problems")
                        .asString())
                .contains(heading);
    }

    @Test
    void whatIsWrittenIsShownAndNothingElse() {
        var problem = raised();
        publish(problem, "<script>alert(1)</script> {page.say} " + title).statusCode(200);
        assertThat(given().get("/known-problems?lang=en").asString())
                .contains("&lt;script&gt;", "{page.say} " + title)
                .doesNotContain("<script>");
        given().get("/known-problems?lang=xx&next=//evil").then().statusCode(400);
    }

    @Test
    void onlyWhatSomebodyChoseToSayIsSaidAndItCanBeTakenBack() {
        var problem = raised();
        assertThat(given().get("/known-problems").asString()).doesNotContain(problem.toString());
        Map<String, Object> known = Map.of("title", wording(title), "text", wording("It will be paid back."));
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(known)
                .put(at(problem) + "/publication")
                .then()
                .statusCode(403);
        as("lena")
                .contentType(ContentType.JSON)
                .body(known)
                .put(at(problem) + "/publication")
                .then()
                .statusCode(428);
        as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("title", Map.of("en", title), "text", wording("x")))
                .put(at(problem) + "/publication")
                .then()
                .statusCode(400);
        publish(problem, title).statusCode(200);
        assertThat(given().get("/known-problems").asString()).contains(problem.toString());
        as("lena")
                .header("If-Match", as("lena").get(at(problem)).header("ETag"))
                .delete(at(problem) + "/publication")
                .then()
                .statusCode(200)
                .body("published", nullValue());
        assertThat(given().get("/known-problems").asString()).doesNotContain(problem.toString());
    }

    @Test
    void whoSaysThatItIsTheirsTooIsSuspectedUntilSomebodyLooksAndToldWhenItIsFixed() {
        var problem = raised();
        var journey = meToo(problem);
        as("eleni")
                .get(at(problem) + "/journeys")
                .then()
                .body("items.journeyId", contains(journey.toString()))
                .body("items.suspected", contains(true));
        make("eleni", at(problem) + "/journeys", Map.of("journeys", List.of(journey)))
                .statusCode(201)
                .body("added", equalTo(1));
        as("eleni").get(at(problem) + "/journeys").then().body("items.suspected", contains(false));
        var unlike = meToo(problem);
        Database.run("update journey set cause = 'PRODUCT' where id = ?", unlike);
        verified(problem);
        sweep.sweep();
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("FixVerified"));
        assertThat(Published.types(unlike)).doesNotContain("FixVerified");
        // What is proven to be gone it cannot be any more.
        meToo(problem);
        as("eleni").get(at(problem)).then().body("linked", equalTo(2));
        var nobodys = meToo(UUID.randomUUID());
        await().untilAsserted(() -> assertThat(Published.types(nobodys)).contains("JourneyOpened"));
    }

    @Test
    void whoComplainedTwiceIsCountedAndToldOnce() {
        var problem = raised();
        var absorbed = meToo(problem);
        var survivor = Complaints.takenByEleni();
        Events.publish(new ComplaintsMerged(absorbed, survivor, "MG-1111-2222", ELENI, "The same", Instant.now()));
        await().untilAsserted(() -> as("eleni").get(at(problem)).then().body("linked", equalTo(2)));
        publish(problem, title).statusCode(200);
        assertThat(given().get("/known-problems?lang=en").asString()).contains(title, "1 person told us.");
        verified(problem);
        sweep.sweep();
        await().untilAsserted(() -> assertThat(Published.types(survivor)).contains("FixVerified"));
        assertThat(Published.types(absorbed)).doesNotContain("FixVerified");
    }

    private static void verified(UUID problem) {
        Database.run("""
                update problem set state = 'VERIFIED', said = ?::jsonb, fixed = ?::jsonb, fixed_at = now(), verified_at = now()
                where id = ?
                """, json("It is charged twice."), json("It is charged once."), problem);
    }

    private static String json(String text) {
        return "{\"en\":\"%1$s\",\"es\":\"%1$s\",\"el\":\"%1$s\",\"fi\":\"%1$s\",\"ru\":\"%1$s\"}".formatted(text);
    }

    private static UUID raised() {
        return UUID.fromString(make(
                        "eleni",
                        "/v1/problems",
                        Map.of(
                                "title",
                                "Internal name",
                                "cause",
                                "PROCESS",
                                "product",
                                "Tolls " + UUID.randomUUID(),
                                "windowDays",
                                30))
                .statusCode(201)
                .body("published", nullValue())
                .extract()
                .path("id"));
    }

    private static ValidatableResponse publish(UUID problem, String title) {
        return as("lena")
                .contentType(ContentType.JSON)
                .header("If-Match", as("lena").get(at(problem)).header("ETag"))
                .body(Map.of("title", wording(title), "text", wording("It will be paid back.\n\nWe write to you.")))
                .put(at(problem) + "/publication")
                .then();
    }

    private static Map<String, String> wording(String text) {
        Map<String, String> wording = new HashMap<>();
        for (var language : List.of("en", "es", "el", "fi", "ru")) {
            wording.put(language, "%s (%s)".formatted(text, language));
        }
        return wording;
    }

    private static String at(UUID problem) {
        return "/v1/problems/" + problem;
    }

    /** Somebody who complains of it. */
    private static UUID meToo(@Nullable UUID problem) {
        var any = Complaints.complaint(ELENI, true);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                0,
                any.customer(),
                any.verbatim(),
                null,
                any.channel(),
                any.product(),
                null,
                true,
                ELENI,
                null,
                null,
                problem,
                any.at());
        Complaints.receive(complaint);
        return complaint.complaintId();
    }
}

package dev.makegood.recovery.macro;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class MacrosResourceTest {

    private static final Map<String, Object> TAKE_ON =
            Map.of("move", "ACKNOWLEDGE", "words", "Γεια σας, {customer.name}. {agent.name}, {reference}.");
    private static final Map<String, Object> TELL = Map.of("move", "GIVE_UPDATE", "words", "Σας ακούω, {owner.name}.");
    private static final Map<String, Object> WHY = Map.of("move", "CLASSIFY_CAUSE", "cause", "PROCESS");

    @Test
    void allMovesOfAMacroAreMadeWithTheirTextsFilled() {
        var journey = Complaints.takenByEleni();
        var macro = macro("eleni", List.of(TAKE_ON, TELL, WHY));
        as("eleni")
                .get(path(journey) + "/macros/" + macro)
                .then()
                .statusCode(200)
                .body("steps[0].words", equalTo("Γεια σας, Νίκος Παπαδόπουλος. Eleni Papadaki, MG-7QF3-K9MP."))
                .body("state", equalTo("OPENED"));
        assertThat(read(journey).getString("state")).isEqualTo("OPENED");

        step("eleni", path(journey), "macros/" + macro + "/run", null)
                .statusCode(200)
                .header("ETag", notNullValue())
                .body("state", equalTo("RECOVERING"))
                .body("steps.move", contains("ACKNOWLEDGE", "GIVE_UPDATE", "CLASSIFY_CAUSE"))
                .body("moves", hasItem("APOLOGISE"));
        var view = read(journey);
        assertThat(view.getString("cause")).isEqualTo("PROCESS");
        assertThat(view.getString("promises.find { it.kind == 'NEXT_UPDATE' }.state"))
                .isEqualTo("KEPT");
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .containsSubsequence("JourneyAcknowledged", "UpdateGiven", "CauseClassified"));
        assertThat(Published.bodies(journey, "JourneyAcknowledged"))
                .singleElement()
                .asString()
                .contains("Γεια σας, Νίκος Παπαδόπουλος. Eleni Papadaki, MG-7QF3-K9MP.");
    }

    @Test
    void ifOneStepIsNotPossibleNoneIsMade() {
        var journey = Complaints.takenByEleni();
        var before = Published.types(journey);
        var macro = macro("eleni", List.of(TAKE_ON, TELL, Map.of("move", "PROPOSE", "words", "Διορθώθηκε;")));
        step("eleni", path(journey), "macros/" + macro + "/run", null)
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:macro-stopped"))
                .body("step", equalTo(2))
                .body("move", equalTo("PROPOSE"))
                .body("because", equalTo("urn:makegood:problem:illegal-move"))
                .body("waitsFor", hasItem("APOLOGY"));
        assertThat(read(journey).getString("state")).isEqualTo("OPENED");
        assertThat(read(journey).getInt("version")).isZero();
        var person = macro("eleni", List.of(TAKE_ON, Map.of("move", "CLASSIFY_CAUSE", "cause", "PERSON")));
        step("eleni", path(journey), "macros/" + person + "/run", null)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/steps/1/evidence"));
        assertThat(read(journey).getString("state")).isEqualTo("OPENED");
        assertThat(Published.types(journey)).isEqualTo(before);
    }

    @Test
    void aMacroPassesTheSameGuardsAsItsMoves() {
        var journey = Complaints.takenByEleni();
        var mikkos = macro("mikko", List.of(TAKE_ON));
        step("mikko", path(journey), "macros/" + mikkos + "/run", null)
                .statusCode(403)
                .body("owner.name", equalTo("Eleni Papadaki"));
        var macro = macro("eleni", List.of(TAKE_ON));
        step("eleni", path(journey), "macros/" + macro + "/run", null, null).statusCode(428);
        step("eleni", path(journey), "macros/" + macro + "/run", null, "\"4\"")
                .statusCode(412)
                .body("moves", hasItem("ACKNOWLEDGE"));
        step("eleni", path(journey), "macros/" + UUID.randomUUID() + "/run", null)
                .statusCode(404);
        step("eleni", path(journey), "macros/" + mikkos + "/run", null).statusCode(404);
        var assign = macro("eleni", List.of(Map.of("move", "CHANGE_OWNER", "to", "x", "reason", "y")));
        step("eleni", path(journey), "macros/" + assign + "/run", null).statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"move": "APOLOGISE", "words": "We are sorry."}                       | /steps/0/move  | personal
            {"move": "REQUEST_LEG"}                                              | /steps/0/move  | one-by-one
            {"move": "GIVE_UPDATE"}                                              | /steps/0/words | required
            {"move": "GIVE_UPDATE", "words": "{customer.iban}"}                  | /steps/0/words | unknown-place
            """)
    void aStepThatCannotBeMadeIsRefusedBeforeAnybodyNeedsIt(String step, String pointer, String code) {
        make("eleni", "/v1/journeys/macros", "{\"name\": \"x\", \"steps\": [%s]}".formatted(step))
                .statusCode(422)
                .body("errors[0].pointer", equalTo(pointer))
                .body("errors[0].code", equalTo(code));
    }

    @Test
    void aMacroHasStepsAndAName() {
        for (String body : List.of(
                "{\"name\": \"x\", \"steps\": []}",
                "{\"steps\": [{\"move\": \"CLOSE\"}]}",
                "{\"name\": \"x\", \"steps\": [{}]}",
                "{\"name\": \"x\", \"steps\": [{\"move\": \"FLY\"}]}")) {
            make("eleni", "/v1/journeys/macros", body).statusCode(400);
        }
        make("marcus", "/v1/journeys/macros", "{}").statusCode(403);
        make("dealer", "/v1/journeys/macros", "{}").statusCode(403);
    }

    @Test
    void aNameTooLongForItsTextStopsTheMacro() {
        var journey = Desk.recovering();
        var macro =
                macro("eleni", List.of(Map.of("move", "GIVE_UPDATE", "words", "{customer.name}" + "x".repeat(4_985))));
        step("eleni", path(journey), "macros/" + macro + "/run", null)
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/steps/0/words"));
    }

    @Test
    void whatATeamSaysItsLeadsWriteAndTheTeamUses() {
        var team = "team-" + UUID.randomUUID();
        Colleagues.team(team, "eleni", "lena");
        make("eleni", "/v1/journeys/macros", Map.of("name", "x", "shared", true, "steps", List.of(TELL)))
                .statusCode(403);
        String id = make(
                        "lena",
                        "/v1/journeys/macros",
                        Map.of("name", "Take on", "shared", true, "steps", List.of(TELL)))
                .statusCode(201)
                .body("team", equalTo(team))
                .extract()
                .path("id");
        as("eleni").get("/v1/journeys/macros").then().body("items.id", hasItem(id));
        as("mikko").get("/v1/journeys/macros").then().statusCode(200).body("items.id", not(hasItem(id)));
        as("mikko").get("/v1/journeys/macros/" + id).then().statusCode(404);
        var journey = Desk.recovering();
        step("eleni", path(journey), "macros/" + id + "/run", null).statusCode(200);
        put("eleni", id, "\"0\"").statusCode(403);
        put("lena", id, "\"0\"").statusCode(200).body("team", nullValue()).header("ETag", equalTo("\"1\""));
        as("eleni").get("/v1/journeys/macros/" + id).then().statusCode(404);
    }

    @Test
    void aMacroIsChangedAndDeletedByVersion() {
        var id = macro("eleni", List.of(TELL));
        put("eleni", id, null).statusCode(428);
        put("eleni", id, "\"3\"").statusCode(412);
        put("eleni", id, "\"0\"").statusCode(200).body("steps.move", contains("CLOSE"));
        put("mikko", id, "\"1\"").statusCode(404);
        as("eleni").delete("/v1/journeys/macros/" + id).then().statusCode(428);
        as("eleni")
                .header("If-Match", "\"1\"")
                .delete("/v1/journeys/macros/" + id)
                .then()
                .statusCode(204);
        as("eleni").get("/v1/journeys/macros/" + id).then().statusCode(404);
    }

    private static ValidatableResponse put(String user, String id, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON)
                .body(Map.of("name", "Renamed", "steps", List.of(Map.of("move", "CLOSE"))));
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/journeys/macros/" + id)
                .then();
    }

    private static String macro(String user, List<Map<String, Object>> steps) {
        return make(user, "/v1/journeys/macros", Map.of("name", "A macro", "steps", steps))
                .statusCode(201)
                .extract()
                .path("id");
    }
}

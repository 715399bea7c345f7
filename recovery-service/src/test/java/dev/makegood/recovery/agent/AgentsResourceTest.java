package dev.makegood.recovery.agent;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Colleagues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class AgentsResourceTest {

    @AfterEach
    void nobodyIsInTheWay() {
        Colleagues.allBusy();
    }

    @Test
    void aLeadSaysWhoWorksHereAndWhatTheyCan() {
        var path = "/v1/agents/" + UUID.randomUUID();
        put("lena", path, agent("Anna", 12), null).statusCode(201).header("ETag", equalTo("\"0\""));
        put("lena", path, agent("Anna", 13), null).statusCode(428);
        put("lena", path, agent("Anna", 13), "\"7\"").statusCode(412);
        put("lena", path, agent("Anna", 13), "\"0\"")
                .statusCode(200)
                .body("capacity", equalTo(13))
                .body("languages", containsInAnyOrder("el", "en"))
                .body("presence", equalTo("HERE"));
        as("james").get("/v1/agents?team=test").then().statusCode(200).body("items.name", hasItem("Anna"));
        as("james").get("/v1/agents?team=other").then().body("items.name", not(hasItem("Anna")));
        put("james", path, agent("Anna", 14), "\"1\"").statusCode(403);
        as("dealer").get("/v1/agents").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({"languages,el;klingon", "capacity,-1", "capacity,999999", "team,Front Office", "name,''", "role,KING"})
    void whatMakesNoSenseIsRefused(String field, String value) {
        Map<String, Object> agent = new HashMap<>(agent("Anna", 12));
        agent.put(field, field.equals("languages") ? List.of(value.split(";")) : value);
        put("lena", "/v1/agents/" + UUID.randomUUID(), agent, null)
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void everybodySaysThemselvesWhetherTheyAreHere() {
        Colleagues.here("mikko", 10, "fi");
        var mine = "/v1/agents/me";
        var etag = as("mikko").get(mine).header("ETag");
        put("mikko", mine + "/presence", Map.of("presence", "BUSY"), etag)
                .statusCode(200)
                .body("presence", equalTo("BUSY"));
        put("james", "/v1/agents/" + Colleagues.ID.get("mikko") + "/presence", Map.of("presence", "HERE"), "\"9\"")
                .statusCode(403);
    }

    @Test
    void anAbsenceHasADeputyAndATimeThatIsNotOver() {
        Colleagues.known("mikko", "irina");
        var path = "/v1/agents/me/absences";
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        make("mikko", path, absence("mikko", tomorrow, tomorrow.plusSeconds(60)))
                .statusCode(422)
                .body("errors.code", contains("oneself"));
        make("mikko", path, absence("irina", tomorrow, tomorrow))
                .statusCode(422)
                .body("errors.code", contains("too-early"));
        make("mikko", path, absence("irina", Instant.now().minusSeconds(60), tomorrow))
                .statusCode(422)
                .body("errors.code", contains("in-the-past"));
        Map<String, Object> unknown = new HashMap<>(absence("irina", tomorrow, tomorrow.plusSeconds(60)));
        unknown.put("deputy", "nobody");
        make("mikko", path, unknown).statusCode(422).body("errors.code", contains("unknown"));
        make(
                        "james",
                        "/v1/agents/" + Colleagues.ID.get("mikko") + "/absences",
                        absence("irina", tomorrow, tomorrow.plusSeconds(60)))
                .statusCode(403);
    }

    @Test
    void nobodyIsAwayTwiceAtOnceAndWhoComesBackIsHere() {
        Colleagues.known("mikko", "irina");
        var tomorrow = Instant.now().plus(Duration.ofDays(1));
        var made = Colleagues.away("mikko", "irina", tomorrow, tomorrow.plusSeconds(3600));
        make("mikko", "/v1/agents/me/absences", absence("irina", tomorrow.plusSeconds(60), tomorrow.plusSeconds(7200)))
                .statusCode(409);
        as("mikko")
                .get("/v1/agents/me/absences")
                .then()
                .statusCode(200)
                .body("items.deputy.name", contains("Irina Volkova"));
        as("mikko").delete(made).then().statusCode(204);
        as("mikko").delete(made).then().statusCode(204);
        assertThat(as("mikko").get("/v1/agents/me/absences").jsonPath().getList("items"))
                .isEmpty();
        as("mikko").delete("/v1/agents/me/absences/" + UUID.randomUUID()).then().statusCode(404);
    }

    private static Map<String, Object> agent(String name, int capacity) {
        return Map.of(
                "name", name, "team", "test", "role", "AGENT", "languages", List.of("el", "en"), "capacity", capacity);
    }

    private static Map<String, Object> absence(String deputy, Instant from, Instant until) {
        return Map.of(
                "deputy",
                String.valueOf(Colleagues.ID.get(deputy)),
                "from",
                from.toString(),
                "until",
                until.toString());
    }

    private static io.restassured.response.ValidatableResponse put(
            String user, String path, Object body, @Nullable String ifMatch) {
        var request = as(user).contentType(ContentType.JSON).body(body);
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return request.put(path).then();
    }
}

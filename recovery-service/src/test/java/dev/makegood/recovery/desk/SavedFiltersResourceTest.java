package dev.makegood.recovery.desk;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Person;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
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
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class SavedFiltersResourceTest {

    @Test
    void aSavedFilterMeansTheSameJourneysForWhoeverAsks() {
        var owner = new Person("owner-" + UUID.randomUUID(), "Ada");
        var soon = Complaints.complaint(owner, true);
        var later = Complaints.complaint(owner, true);
        Complaints.receive(soon);
        Complaints.receive(later);
        Database.run(
                "update journey set next_promise_at = now() + interval '90 minutes' where id = ?", soon.complaintId());
        Database.run(
                "update journey set next_promise_at = now() + interval '5 hours' where id = ?", later.complaintId());

        var all = filter("eleni", Map.of("owner", owner.id()));
        as("eleni")
                .get("/v1/journeys/filters/" + all + "/journeys")
                .then()
                .statusCode(200)
                .body(
                        "items.id",
                        equalTo(List.of(
                                soon.complaintId().toString(),
                                later.complaintId().toString())));
        var dueSoon = filter("eleni", Map.of("owner", owner.id(), "dueWithinHours", 2, "language", "el"));
        as("eleni")
                .get("/v1/journeys/filters/" + dueSoon + "/journeys")
                .then()
                .body("items.id", equalTo(List.of(soon.complaintId().toString())));
        var russian = filter("eleni", Map.of("owner", owner.id(), "language", "ru"));
        as("eleni").get("/v1/journeys/filters/" + russian + "/journeys").then().body("items", hasSize(0));
        var first = as("eleni").queryParam("limit", 1).get("/v1/journeys/filters/" + all + "/journeys");
        as("eleni")
                .queryParam("limit", 1)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get("/v1/journeys/filters/" + all + "/journeys")
                .then()
                .body("items.id", equalTo(List.of(later.complaintId().toString())))
                .body("next", nullValue());
    }

    @Test
    void meIsWhoeverAsks() {
        var team = "team-" + UUID.randomUUID();
        Colleagues.team(team, "eleni", "lena");
        Complaints.takenByEleni();
        String mine = make(
                        "lena",
                        "/v1/journeys/filters",
                        Map.of("name", "Mine", "shared", true, "filter", Map.of("owner", "me")))
                .statusCode(201)
                .body("team", equalTo(team))
                .extract()
                .path("id");
        as("eleni")
                .get("/v1/journeys/filters/" + mine + "/journeys")
                .then()
                .body("items.owner.name", everyItem(equalTo("Eleni Papadaki")));
        as("lena")
                .get("/v1/journeys/filters/" + mine + "/journeys")
                .then()
                .body("items.owner.name", everyItem(equalTo("Lena Hartmann")));
        as("eleni").get("/v1/journeys/filters").then().body("items.id", hasItem(mine));
        as("mikko").get("/v1/journeys/filters").then().body("items.id", not(hasItem(mine)));
        as("mikko").get("/v1/journeys/filters/" + mine + "/journeys").then().statusCode(404);
        put("eleni", mine, "\"0\"").statusCode(403).contentType(PROBLEM);
        put("lena", mine, "\"0\"").statusCode(200).body("team", nullValue());
        as("eleni").get("/v1/journeys/filters/" + mine).then().statusCode(404);
    }

    @Test
    void aFilterIsChangedAndDeletedByVersion() {
        var id = filter("eleni", Map.of("state", "RECOVERING"));
        put("eleni", id, null).statusCode(428);
        put("eleni", id, "\"2\"").statusCode(412);
        put("eleni", id, "\"0\"").statusCode(200).body("filter.state", equalTo("PROPOSED"));
        as("eleni")
                .header("If-Match", "\"1\"")
                .delete("/v1/journeys/filters/" + id)
                .then()
                .statusCode(204);
        as("eleni").get("/v1/journeys/filters/" + id).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\"}",
                "{\"filter\": {}}",
                "{\"name\": \"x\", \"filter\": {\"language\": \"xx\"}}",
                "{\"name\": \"x\", \"filter\": {\"dueWithinHours\": -1}}",
                "{\"name\": \"x\", \"filter\": {\"order\": \"id\"}}"
            })
    void aFilterThatMeansNothingIsRefused(String body) {
        make("eleni", "/v1/journeys/filters", body).statusCode(400).contentType(PROBLEM);
    }

    @Test
    void whoIsInNoTeamSharesWithNobody() {
        make("james", "/v1/journeys/filters", Map.of("name", "x", "shared", true, "filter", Map.of()))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/shared"));
        make("dealer", "/v1/journeys/filters", Map.of("name", "x", "filter", Map.of()))
                .statusCode(403);
    }

    @Test
    void theQueueSaysHowMuchWorkingTimeIsLeft() {
        var owner = new Person("owner-" + UUID.randomUUID(), "Ada");
        var complaint = Complaints.complaint(owner, true);
        Complaints.receive(complaint);
        var left = as("eleni")
                .queryParam("owner", owner.id())
                .queryParam("language", "el")
                .queryParam("dueWithinHours", 8_760)
                .get("/v1/journeys")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("items[0].workingSecondsLeft");
        assertThat(left).isPositive();
        Database.run(
                "update promise set warn_at = now() - interval '1 hour', due_at = now() - interval '1 hour' where journey_id = ?",
                complaint.complaintId());
        as("eleni")
                .queryParam("owner", owner.id())
                .get("/v1/journeys")
                .then()
                .body("items[0].workingSecondsLeft", equalTo(0));
        for (Map.Entry<String, String> bad : Map.of("language", "xx", "dueWithinHours", "-1", "state", "OPEN")
                .entrySet()) {
            as("eleni")
                    .queryParam(bad.getKey(), bad.getValue())
                    .get("/v1/journeys")
                    .then()
                    .statusCode(400);
        }
        as("eleni").get(path(complaint.complaintId())).then().statusCode(200);
    }

    private static ValidatableResponse put(String user, String id, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON)
                .body(Map.of("name", "Renamed", "filter", Map.of("state", "PROPOSED")));
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/journeys/filters/" + id)
                .then();
    }

    private static String filter(String user, Map<String, Object> filter) {
        return make(user, "/v1/journeys/filters", Map.of("name", "A filter", "filter", filter))
                .statusCode(201)
                .extract()
                .path("id");
    }
}

package dev.makegood.recovery.desk;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class DraftsResourceTest {

    @Test
    void aDraftIsKeptAsItIsSavedVersionByVersion() {
        var journey = Complaints.takenByEleni();
        save("eleni", journey, "update", "Dear Nikos", null).statusCode(201).header("ETag", equalTo("\"0\""));
        save("eleni", journey, "update", "Dear Nikos,", null).statusCode(428);
        save("eleni", journey, "update", "Dear Nikos,\nI", "\"0\"")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        // Another window of hers learns what is there, so that nothing that she wrote is lost.
        save("eleni", journey, "update", "Dear Mr P", "\"0\"")
                .statusCode(412)
                .contentType(PROBLEM)
                .body("etag", equalTo("\"1\""))
                .body("draft.words", equalTo("Dear Nikos,\nI"));
        save("eleni", journey, "apology", "", null).statusCode(201);
        as("eleni")
                .get(path(journey) + "/drafts")
                .then()
                .statusCode(200)
                .body("items.kind", contains("apology", "update"))
                .body("items.words", contains("", "Dear Nikos,\nI"));
    }

    @Test
    void draftsArePersonal() {
        var journey = Complaints.takenByEleni();
        save("eleni", journey, "update", "Hers", null).statusCode(201);
        as("mikko").get(path(journey) + "/drafts").then().statusCode(200).body("items", hasSize(0));
        as("lena").get(path(journey) + "/drafts/update").then().statusCode(404);
        as("lena")
                .header("If-Match", "\"0\"")
                .delete(path(journey) + "/drafts/update")
                .then()
                .statusCode(404);
        save("mikko", journey, "update", "His", null).statusCode(201);
        as("eleni").get(path(journey) + "/drafts/update").then().body("words", equalTo("Hers"));
    }

    @Test
    void nothingThatHappensToTheJourneyDeletesADraft() {
        var journey = Desk.recovering();
        save("eleni", journey, "update", "I am on it.", null).statusCode(201);
        make("eleni", path(journey) + "/updates", Map.of("words", "I am on it."))
                .statusCode(201);
        step("eleni", path(journey), "withdraw", null).statusCode(200).body("state", equalTo("CLOSED"));
        as("eleni").get(path(journey) + "/drafts/update").then().statusCode(200).body("words", equalTo("I am on it."));
        as("eleni").delete(path(journey) + "/drafts/update").then().statusCode(428);
        as("eleni")
                .header("If-Match", "\"0\"")
                .delete(path(journey) + "/drafts/update")
                .then()
                .statusCode(204);
        as("eleni").get(path(journey) + "/drafts/update").then().statusCode(404);
    }

    @Test
    void aDraftHasAPlainKindAndAJourney() {
        save("eleni", UUID.randomUUID(), "update", "x", null).statusCode(404);
        var journey = Complaints.takenByEleni();
        save("eleni", journey, "Up Date", "x", null).statusCode(400);
        save("dealer", journey, "update", "x", null).statusCode(403);
        save("eleni", journey, "update", "x".repeat(20_001), null).statusCode(400);
    }

    private static ValidatableResponse save(
            String user, UUID journey, String kind, String words, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON).body(Map.of("words", words));
        return (version == null ? request : request.header("If-Match", version))
                .put(path(journey) + "/drafts/{kind}", kind)
                .then();
    }
}

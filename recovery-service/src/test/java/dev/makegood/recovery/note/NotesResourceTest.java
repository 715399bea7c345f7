package dev.makegood.recovery.note;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
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

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class NotesResourceTest {

    @Test
    void aNoteLeavesNoTraceOutsideOfItsOwnTable() {
        var journey = Complaints.takenByEleni();
        var version = as("eleni").get(path(journey)).header("ETag");
        var secret = "secret-" + UUID.randomUUID();
        var before = Published.types(journey);
        var told = Database.column("select last from outbox_sequence where key = ?", journey);
        var kept = Database.column("select count(*) from evidence where journey_id = ?", journey);

        var note = write("eleni", journey, "He is angry: " + secret);
        edit("eleni", note, "He was angry: " + secret, "\"0\"").statusCode(200);

        assertThat(Database.column("select last from outbox_sequence where key = ?", journey))
                .isEqualTo(told);
        assertThat(Database.column("select count(*) from evidence where journey_id = ?", journey))
                .isEqualTo(kept);
        assertThat(Database.column(
                        "select count(*) from outbox where convert_from(body, 'UTF8') like ?", "%" + secret + "%"))
                .containsExactly("0");
        assertThat(as("eleni").get(path(journey)).header("ETag")).isEqualTo(version);
        assertThat(as("eleni").get(path(journey)).asString()).doesNotContain(secret);
        // Whatever is told later comes after what was told before: the note was not told.
        make("eleni", path(journey) + "/attempts", Map.of("channel", "PHONE")).statusCode(201);
        assertThat(Published.types(journey)).isEqualTo(before);
    }

    @Test
    void colleaguesReadNotesInTheirOrderPageByPage() {
        var journey = Complaints.takenByEleni();
        write("eleni", journey, "One");
        write("mikko", journey, "Two");
        write("marcus", journey, "Three");
        var first = as("sofia").queryParam("limit", 2).get(path(journey) + "/notes");
        first.then()
                .statusCode(200)
                .body("items.words", contains("One", "Two"))
                .body("items.by.name", contains("Eleni Papadaki", "Mikko Virtanen"));
        as("sofia")
                .queryParam("limit", 2)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get(path(journey) + "/notes")
                .then()
                .body("items.words", contains("Three"))
                .body("next", nullValue());
    }

    @Test
    void itsAuthorEditsItAndWhatItSaidIsKept() {
        var note = write("mikko", Complaints.takenByEleni(), "The blue car");
        edit("eleni", note, "The red car", "\"0\"").statusCode(403).contentType(PROBLEM);
        edit("lena", note, "The red car", "\"0\"").statusCode(403);
        edit("mikko", note, "The red car", null).statusCode(428);
        edit("mikko", note, "The red car", "\"3\"").statusCode(412).body("etag", equalTo("\"0\""));
        edit("mikko", note, "The red car", "\"0\"")
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("editedAt", notNullValue());
        edit("mikko", note, "The red van", "\"1\"").statusCode(200);
        as("eleni")
                .get(note)
                .then()
                .body("words", equalTo("The red van"))
                .body("before.words", contains("The blue car", "The red car"))
                .body("before.version", contains(0, 1));
        var id = note.substring(note.lastIndexOf('/') + 1);
        assertThatThrownBy(() -> Database.run("delete from note_before where note_id = ?::uuid", id))
                .hasStackTraceContaining("append-only");
    }

    @Test
    void notesAreForThoseWhoWorkHere() {
        var journey = Complaints.takenByEleni();
        for (String user : List.of("dealer", "olga")) {
            as(user).get(path(journey) + "/notes").then().statusCode(403);
            make(user, path(journey) + "/notes", Map.of("words", "x")).statusCode(403);
        }
        make("eleni", path(journey) + "/notes", Map.of("words", " ")).statusCode(400);
        make("eleni", path(UUID.randomUUID()) + "/notes", Map.of("words", "x")).statusCode(404);
        as("eleni").get(path(journey) + "/notes/" + UUID.randomUUID()).then().statusCode(404);
        as("eleni").get(path(journey) + "/notes").then().statusCode(200).body("items", hasSize(0));
    }

    private static String write(String user, UUID journey, String words) {
        String location = make(user, path(journey) + "/notes", Map.of("words", words))
                .statusCode(201)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/"));
    }

    private static ValidatableResponse edit(String user, String note, String words, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON).body(Map.of("words", words));
        return (version == null ? request : request.header("If-Match", version))
                .put(note)
                .then();
    }
}

package dev.makegood.recovery.calendar;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class CalendarsResourceTest {

    private static final String ATHENS = """
            {"name": "Athens", "zone": "Europe/Athens", "region": "gr",
             "week": {"MONDAY": ["14:00-17:00", "09:00-13:00"], "TUESDAY": ["09:00-17:00"], "SATURDAY": []},
             "added": [{"date": "2026-12-28", "name": "Inventory"}], "removed": ["2026-01-30"]}
            """;

    @Test
    void twoCalendarsAreThereFromTheFirst() {
        as("eleni")
                .get("/v1/calendars")
                .then()
                .statusCode(200)
                .body("items.id", hasItems("always", "office"))
                .body("items.find { it.id == 'always' }.zone", equalTo("UTC"));
        as("eleni")
                .get("/v1/calendars/office")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("week.MONDAY", contains("09:00-13:00", "14:00-17:00"))
                .body("week.SUNDAY", nullValue())
                .body("madeBy", nullValue());
    }

    @Test
    void aCalendarIsAddedOnceAndThenHasVersions() {
        var id = "athens-" + UUID.randomUUID();
        put("marcus", id, ATHENS, null)
                .statusCode(201)
                .header("ETag", equalTo("\"1\""))
                .body("week.MONDAY", contains("09:00-13:00", "14:00-17:00"))
                .body("holidays.date", hasItems("2026-04-13", "2026-12-28"))
                .body("holidays.date", not(hasItem("2026-01-30")))
                .body("holidays.find { it.date == '2026-12-28' }.name", equalTo("Inventory"))
                .body("madeBy.name", equalTo("Marcus Bell"));
        put("marcus", id, ATHENS, null).statusCode(428).contentType(PROBLEM);
        put("marcus", id, ATHENS, "\"2\"").statusCode(412);
        put("olga", id, ATHENS.replace("\"09:00-17:00\"", "\"08:00-16:00\""), "\"1\"")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("week.TUESDAY", contains("08:00-16:00"));
        as("eleni")
                .get("/v1/calendars/{id}", id)
                .then()
                .body("version", equalTo(2))
                .body("week.TUESDAY", contains("08:00-16:00"));
        as("eleni")
                .get("/v1/calendars/{id}?version=1", id)
                .then()
                .statusCode(200)
                .body("week.TUESDAY", contains("09:00-17:00"));
        as("eleni").get("/v1/calendars/{id}?version=3", id).then().statusCode(404);
        as("eleni")
                .get("/v1/calendars")
                .then()
                .body("items.findAll { it.id == '%s' }.version".formatted(id), contains(2));
        put("marcus", "athens-" + UUID.randomUUID(), ATHENS, "\"1\"").statusCode(412);
    }

    @Test
    void holidaysAreKnownForYearsAhead() {
        var id = "athens-" + UUID.randomUUID();
        List<String> dates =
                put("marcus", id, ATHENS, null).statusCode(201).extract().path("holidays.date");
        int year = LocalDate.now(ZoneOffset.UTC).getYear();
        assertThat(dates)
                .contains((year + 10) + "-12-25", (year - 1) + "-12-25")
                .isSorted();
    }

    @Test
    void aCalendarThatTwoChangeAtOnceIsChangedOnce() {
        var id = "athens-" + UUID.randomUUID();
        put("marcus", id, ATHENS, null).statusCode(201);
        var statuses = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> put("marcus", id, ATHENS, "\"1\"").extract().statusCode()))
                .limit(6)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 409, 412);
    }

    @Test
    void aVersionNeverChanges() {
        assertThatThrownBy(() -> Database.run("update calendar set name = 'x' where id = 'office'"))
                .hasMessageContaining("stays as it is");
        assertThatThrownBy(() -> Database.run("delete from calendar where id = 'office'"))
                .hasMessageContaining("stays as it is");
    }

    @Test
    void itIsSeenBeforehandWhenSomethingIsDue() {
        var id = "athens-" + UUID.randomUUID();
        put("marcus", id, ATHENS, null).statusCode(201);
        due(id, "2026-12-22T10:00:00+02:00", "8 working hours")
                .statusCode(200)
                .body("calendar", equalTo(id))
                .body("version", equalTo(1))
                .body("from", equalTo("2026-12-22T08:00:00Z"))
                .body("term", equalTo("8 working hours"))
                // Seven on Tuesday; Monday the 28th is inventory.
                .body("dueAt", equalTo("2026-12-29T08:00:00Z"));
        due("always", "2026-03-01T10:00:00Z", "8 weeks").body("dueAt", equalTo("2026-04-26T10:00:00Z"));
        as("eleni")
                .queryParam("term", "24 hours")
                .get("/v1/calendars/always/due")
                .then()
                .statusCode(200);
        due(id, "2026-12-22T10:00:00+02:00", "soon").statusCode(400).body("errors[0].pointer", equalTo("term"));
        due(id, "today", "8 weeks").statusCode(400).body("errors[0].pointer", equalTo("from"));
        due("never", "2026-03-01T10:00:00Z", "8 weeks").statusCode(404);
        as("eleni").get("/v1/calendars/always/due").then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Europe/Athens|Europe/Sparta|/zone",
                "\"gr\"|\"xx\"|/region",
                "\"gr\"|\"gb-zzz\"|/region",
                "14:00-17:00|14:00-09:00|/week/MONDAY/0",
                "14:00-17:00|nine to five|/week/MONDAY/0",
                "14:00-17:00|12:00-17:00|/week",
                "\"MONDAY\": [\"14:00-17:00\", \"09:00-13:00\"], \"TUESDAY\": [\"09:00-17:00\"]|\"MONDAY\": []|/week"
            })
    void aCalendarThatCannotBeReckonedWithIsRefused(String part, String other, String pointer) {
        put("marcus", "athens-" + UUID.randomUUID(), ATHENS.replace(part, other), null)
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void whoChangesCalendars() {
        for (String user : List.of("eleni", "lena", "dealer")) {
            put(user, "x", ATHENS, null).statusCode(403).contentType(PROBLEM);
        }
        as("dealer").get("/v1/calendars").then().statusCode(403);
        put("marcus", "x", ATHENS.replace("MONDAY", "MOONDAY"), null).statusCode(400);
        put("marcus", "x", ATHENS.replace("2026-12-28", "28 December"), null).statusCode(400);
        put("marcus", "x", "{\"name\": \"Athens\"}", null).statusCode(400);
        put("marcus", "Athens", ATHENS, null).statusCode(400);
    }

    private static ValidatableResponse due(String id, String from, String term) {
        return as("eleni")
                .queryParam("from", from)
                .queryParam("term", term)
                .get("/v1/calendars/{id}/due", id)
                .then();
    }

    private static ValidatableResponse put(String user, String id, String body, @Nullable String version) {
        var request = as(user).contentType(ContentType.JSON).body(body);
        return (version == null ? request : request.header("If-Match", version))
                .put("/v1/calendars/{id}", id)
                .then();
    }
}

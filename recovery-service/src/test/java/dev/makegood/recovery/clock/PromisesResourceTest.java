package dev.makegood.recovery.clock;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class PromisesResourceTest {

    @Test
    void whatIsPromisedAtTheBeginningHasTermsAndTimeLeft() {
        var journey = Complaints.takenByEleni();
        as("marcus")
                .get(promises(journey))
                .then()
                .statusCode(200)
                .body("items.kind", contains("ACKNOWLEDGEMENT", "NEXT_UPDATE", "RESOLUTION"))
                .body("items.term", contains("24 hours", "3 days", "14 days"))
                .body("items.calendar", contains("always", "always", "always"))
                .body("items[0].left", startsWith("PT23H59M"))
                .body("items[0].warnAt", notNullValue())
                .body("items[0].replaces", nullValue());
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "PromiseMade"))
                .first()
                .asString()
                .contains("\"term\":\"24 hours\"")
                .contains("\"calendar\":\"always\"")
                .contains("\"calendarVersion\":1"));
    }

    @Test
    void theOwnerPromisesACallAndKeepsIt() {
        var journey = Desk.recovering();
        var dueAt = in(Duration.ofHours(5));
        var made = make(
                        "eleni",
                        promises(journey),
                        Map.of("kind", "CALL_BACK", "dueAt", dueAt, "words", "I call you at five."))
                .statusCode(201)
                .header("ETag", notNullValue())
                .body("state", equalTo("PENDING"))
                .body("dueAt", equalTo(dueAt))
                .body("term", nullValue())
                .body("words", equalTo("I call you at five."))
                .extract();
        String call = made.path("id");
        assertThat(made.header("Location")).endsWith(promises(journey) + "/" + call);
        // It is the soonest now, and what the queue is sorted by.
        assertThat(Database.number(
                        "select count(*) from journey where id = ? and next_promise_at = ?::timestamptz",
                        journey,
                        dueAt))
                .isEqualTo(1);
        keep("eleni", journey, call, "\"0\"").statusCode(412).contentType(PROBLEM);
        keep("eleni", journey, call, null).statusCode(428);
        keep("eleni", journey, call)
                .statusCode(200)
                .body("state", equalTo("KEPT"))
                .body("proof", equalTo("We spoke for ten minutes."))
                .body("doneAt", notNullValue())
                .body("left", equalTo("PT0S"));
        keep("eleni", journey, call)
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:already-settled"))
                .body("state", equalTo("KEPT"));
        await().untilAsserted(() -> assertThat(Published.types(journey)).endsWith("PromiseMade", "PromiseKept"));
        assertThat(read(journey).getString("promises.find { it.id == '%s' }.state".formatted(call)))
                .isEqualTo("KEPT");
    }

    @Test
    void aPromiseMadeAnewLeavesTheOldOneItsFate() {
        var journey = Desk.recovering();
        String first = make("eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(201)
                .body("term", equalTo("2 hours"))
                .extract()
                .path("id");
        String second = make(
                        "eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "6 hours", "replaces", first))
                .statusCode(201)
                .body("replaces", equalTo(first))
                .extract()
                .path("id");
        // The first one breaks by its own time.
        Database.run("""
                update promise set warn_at = now() - interval '1 second', due_at = now() - interval '1 second',
                    next_at = now() - interval '1 second'
                where id = ?
                """, UUID.fromString(first));
        await().untilAsserted(() -> assertThat(state(first)).isEqualTo("BROKEN"));
        assertThat(state(second)).isEqualTo("PENDING");
        // The call that keeps the second is the one that the first was about: nobody has to look into that any more.
        keep("eleni", journey, second).statusCode(200).body("state", equalTo("KEPT"));
        as("eleni")
                .get(promises(journey) + "/" + first)
                .then()
                .statusCode(200)
                .body("state", equalTo("BROKEN"))
                .body("doneAt", notNullValue());
        assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and kind = 'CALL_BACK' and next_at is not null",
                        journey))
                .isZero();
    }

    @Test
    void whatIsKeptInTimeKeepsWhatItReplacedAsWell() {
        var journey = Desk.recovering();
        String first = make("eleni", promises(journey), Map.of("kind", "REMEDY_DELIVERY", "term", "2 days"))
                .statusCode(201)
                .extract()
                .path("id");
        String second = make(
                        "eleni",
                        promises(journey),
                        Map.of("kind", "REMEDY_DELIVERY", "term", "4 days", "replaces", first))
                .statusCode(201)
                .extract()
                .path("id");
        keep("eleni", journey, second).statusCode(200);
        assertThat(List.of(state(first), state(second))).containsExactly("KEPT", "KEPT");
    }

    @Test
    void whatCannotBeReplacedIsRefused() {
        var journey = Desk.recovering();
        String call = make("eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(201)
                .extract()
                .path("id");
        refusedReplacement(journey, "REMEDY_DELIVERY", call, "other-kind");
        refusedReplacement(journey, "CALL_BACK", UUID.randomUUID().toString(), "unknown");
        refusedReplacement(Desk.recovering(), "CALL_BACK", call, "unknown");
        String second = make(
                        "eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "6 hours", "replaces", call))
                .statusCode(201)
                .extract()
                .path("id");
        refusedReplacement(journey, "CALL_BACK", call, "replaced");
        keep("eleni", journey, second).statusCode(200);
        refusedReplacement(journey, "CALL_BACK", second, "settled");
    }

    @Test
    void whatTheLawAndTheCharterPromiseNobodyMakesOrKeepsByWord() {
        var journey = Desk.recovering();
        for (String kind : List.of("STATUTORY", "ACKNOWLEDGEMENT")) {
            make("lena", promises(journey), Map.of("kind", kind, "term", "8 weeks"))
                    .statusCode(422)
                    .body("errors[0].pointer", equalTo("/kind"));
        }
        String update =
                read(journey).getString("promises.find { it.state == 'PENDING' && it.kind == 'NEXT_UPDATE' }.id");
        keep("eleni", journey, update).statusCode(409).body("type", equalTo("urn:makegood:problem:kept-by-deeds"));
        keep("eleni", journey, UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void theFirstNewsAndTheDeliveryKeepWhatWasPromisedOfThem() {
        var journey = Desk.apologised();
        make("eleni", promises(journey), Map.of("kind", "FIRST_CONTACT", "term", "4 hours"))
                .statusCode(201);
        make("eleni", promises(journey), Map.of("kind", "REMEDY_DELIVERY", "term", "4 days"))
                .statusCode(201);
        make("eleni", path(journey) + "/updates", Map.of("words", "It is on its way."))
                .statusCode(201);
        assertThat(read(journey).getList("promises.findAll { it.kind == 'FIRST_CONTACT' }.state"))
                .containsExactly("KEPT");
        var remedy = make(
                        "eleni",
                        path(journey) + "/remedies",
                        Map.of("kind", "REPAIR", "description", "The axle is straightened"))
                .statusCode(201)
                .extract()
                .header("Location");
        String place = remedy.substring(remedy.indexOf("/v1/"));
        step("eleni", place, "answer", Map.of("accepted", true)).statusCode(200);
        step("eleni", place, "deliver", Map.of("proof", "Handed over at the door"))
                .statusCode(200);
        assertThat(read(journey).getList("promises.findAll { it.kind == 'REMEDY_DELIVERY' }.state"))
                .containsExactly("KEPT");
    }

    @Test
    void aTermCountsInTheCalendarThatIsNamed() {
        var journey = Desk.recovering();
        make("eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "3 working days", "calendar", "office"))
                .statusCode(201)
                .body("calendar", equalTo("office"))
                .body(
                        "dueAt",
                        equalTo(as("eleni")
                                .queryParam("term", "3 working days")
                                .get("/v1/calendars/office/due")
                                .path("dueAt")))
                .body("calendarVersion", equalTo(1));
        make("eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "3 days", "calendar", "never"))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/calendar"));
    }

    @ParameterizedTest
    @CsvSource({
        "term, soon, /term",
        "term, 105 weeks, /term",
        "term, '', /term",
        "dueAt, 2020-01-01T00:00:00Z, /dueAt",
        "words, nothing else, /term"
    })
    void aPromiseHasATimeInTheFuture(String field, String value, String pointer) {
        var body = new HashMap<String, Object>(Map.of("kind", "CALL_BACK"));
        body.put(field, value);
        var answer = make("eleni", promises(Desk.recovering()), body).contentType(PROBLEM);
        assertThat(answer.extract().statusCode()).isIn(400, 422);
        answer.body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void itIsTheOwnersToPromise() {
        var journey = Desk.recovering();
        make("sofia", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(403);
        make("lena", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(201);
        make("marcus", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(403);
        as("dealer").get(promises(journey)).then().statusCode(403);
        as("eleni").get(promises(UUID.randomUUID())).then().statusCode(404);
        make("eleni", promises(Complaints.takenByEleni()), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:illegal-move"));
    }

    @Test
    void aPauseMovesWhatIsPromisedAndItsEndMovesItBack() {
        var journey = Desk.recovering();
        List<String> before = dueTimes(journey);
        step(
                        "eleni",
                        path(journey),
                        "pause",
                        Map.of("reason", "CUSTOMER_ASKED", "until", in(Duration.ofDays(3)), "words", "You are away."))
                .statusCode(200)
                .body("pausedUntil", notNullValue())
                .body("moves.findAll { it == 'PAUSE' || it == 'RESUME' }", contains("RESUME"));
        var later = dueTimes(journey);
        for (int i = 0; i < before.size(); i++) {
            assertThat(Duration.between(Instant.parse(before.get(i)), Instant.parse(later.get(i))))
                    .isBetween(Duration.ofDays(3).minusSeconds(60), Duration.ofDays(3));
        }
        assertThat(Database.number("""
                        select count(*) from journey join promise on promise.journey_id = journey.id
                        where journey.id = ? and promise.state = 'PENDING' and next_promise_at = due_at
                        """, journey)).isEqualTo(1);
        as("marcus")
                .get(path(journey) + "/pauses")
                .then()
                .statusCode(200)
                .body("items.reason", contains("CUSTOMER_ASKED"))
                .body("items[0].words", equalTo("You are away."))
                .body("items[0].by.name", equalTo("Eleni Papadaki"))
                .body("items[0].endedAt", nullValue());
        step("eleni", path(journey), "pause", Map.of("reason", "CUSTOMER_ASKED", "until", in(Duration.ofDays(3))))
                .statusCode(409);
        // Whatever else happens, it stays paused; what is promised meanwhile counts from its end.
        make("eleni", path(journey) + "/updates", Map.of("words", "We wait for you."))
                .statusCode(201);
        assertThat(read(journey).getString("pausedUntil")).isNotNull();
        as("eleni")
                .get(promises(journey))
                .then()
                .body("items.find { it.kind == 'NEXT_UPDATE' && it.state == 'PENDING' }.left", equalTo("PT72H"));
        step("eleni", path(journey), "resume", null).statusCode(200).body("pausedUntil", nullValue());
        step("eleni", path(journey), "resume", null).statusCode(409);
        var resumed = dueTimes(journey).getLast();
        assertThat(Duration.between(Instant.parse(before.getLast()), Instant.parse(resumed)))
                .isBetween(Duration.ZERO, Duration.ofSeconds(60));
        as("eleni")
                .get(path(journey) + "/pauses")
                .then()
                .body("items[0].endedBy.name", equalTo("Eleni Papadaki"))
                .body("items[0].endedAt", notNullValue());
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith(
                        "JourneyPaused",
                        "PromiseMoved",
                        "PromiseMoved",
                        "UpdateGiven",
                        "PromiseKept",
                        "PromiseMade",
                        "JourneyResumed",
                        "PromiseMoved",
                        "PromiseMoved"));
    }

    @Test
    void aPauseEndsByItselfAtItsBound() {
        var journey = Desk.recovering();
        step("eleni", path(journey), "pause", Map.of("reason", "FORCE_MAJEURE", "until", in(Duration.ofDays(3))))
                .statusCode(200);
        var paused = dueTimes(journey);
        Database.run("""
                update pause set started_at = now() - interval '2 days', until_at = now() - interval '1 second'
                where journey_id = ?
                """, journey);
        await().untilAsserted(
                        () -> assertThat(read(journey).getString("pausedUntil")).isNull());
        assertThat(dueTimes(journey)).isEqualTo(paused);
        as("eleni")
                .get(path(journey) + "/pauses")
                .then()
                .body("items[0].endedBy", nullValue())
                .body(
                        "items[0].endedAt",
                        equalTo(as("eleni").get(path(journey) + "/pauses").path("items[0].until")));
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "JourneyResumed"))
                .singleElement()
                .asString()
                .doesNotContain("\"by\":{"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"})
    void aPauseIsBounded(String until) {
        step("eleni", path(Desk.recovering()), "pause", Map.of("reason", "CUSTOMER_ASKED", "until", until))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/until"));
    }

    @Test
    void aPauseHasAReasonAndIsTheOwners() {
        var journey = Desk.recovering();
        var until = in(Duration.ofDays(1));
        step("eleni", path(journey), "pause", Map.of("until", until)).statusCode(400);
        step("eleni", path(journey), "pause", Map.of("reason", "WE_ARE_BUSY", "until", until))
                .statusCode(400);
        step("sofia", path(journey), "pause", Map.of("reason", "CUSTOMER_ASKED", "until", until))
                .statusCode(403);
        step("eleni", path(journey), "pause", Map.of("reason", "CUSTOMER_ASKED", "until", until), null)
                .statusCode(428);
        step("eleni", path(journey), "resume", null).statusCode(409).body("moves", notNullValue());
        as("dealer").get(path(journey) + "/pauses").then().statusCode(403);
    }

    @Test
    void whatIsStillOwedWhenTheCustomerWithdrawsIsNotOwedAnyMore() {
        var journey = Desk.recovering();
        make("eleni", promises(journey), Map.of("kind", "CALL_BACK", "term", "2 hours"))
                .statusCode(201);
        step("eleni", path(journey), "pause", Map.of("reason", "CUSTOMER_ASKED", "until", in(Duration.ofDays(3))))
                .statusCode(200);
        step("eleni", path(journey), "withdraw", null).statusCode(200).body("state", equalTo("CLOSED"));
        as("eleni")
                .get(promises(journey))
                .then()
                .body(
                        "items.findAll { it.state == 'LAPSED' }.kind",
                        containsInAnyOrder("CALL_BACK", "NEXT_UPDATE", "RESOLUTION"));
        assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and next_at is not null", journey))
                .isZero();
        assertThat(Database.number("select count(*) from pause where journey_id = ? and ended_at is null", journey))
                .isZero();
        await().untilAsserted(() -> assertThat(Published.types(journey)).endsWith("JourneyResumed", "JourneyClosed"));
    }

    private static void refusedReplacement(UUID journey, String kind, String replaced, String code) {
        make("eleni", promises(journey), Map.of("kind", kind, "term", "6 hours", "replaces", replaced))
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/replaces"))
                .body("errors[0].code", equalTo(code));
    }

    private static ValidatableResponse keep(String user, UUID journey, String promise) {
        return keep(user, journey, promise, as(user).get(path(journey)).header("ETag"));
    }

    private static ValidatableResponse keep(
            String user, UUID journey, String promise, @org.jspecify.annotations.Nullable String version) {
        return step(
                user, promises(journey) + "/" + promise, "keep", Map.of("proof", "We spoke for ten minutes."), version);
    }

    private static List<String> dueTimes(UUID journey) {
        return Database.column(
                "select to_char(due_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from promise where journey_id = ? and state = 'PENDING' order by kind",
                journey);
    }

    private static String state(String promise) {
        return Database.column("select state from promise where id = ?", UUID.fromString(promise))
                .getFirst();
    }

    private static String in(Duration time) {
        return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String promises(UUID journey) {
        return path(journey) + "/promises";
    }
}

package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Complaints.LENA;
import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Notifications;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class JourneysResourceTest {

    @Test
    void whoTakesAComplaintOwnsItsJourneyFromTheInstantOfItsReceipt() {
        var complaint = Complaints.complaint(ELENI, true);
        Complaints.receive(complaint);
        // One transaction: where the journey is, its owner's interval is.
        assertThat(Database.column("""
                        select owner_id from owner_interval
                        where journey_id = ? and from_at = ?::timestamptz and until_at is null
                        """, complaint.complaintId(), complaint.at().toString()))
                .containsExactly(ELENI.id());
        as("eleni")
                .get(path(complaint.complaintId()))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"0\""))
                .body("state", equalTo("OPENED"))
                .body("owner.id", equalTo(ELENI.id()))
                .body("owner.name", equalTo("Eleni Papadaki"))
                .body("reference", equalTo("MG-7QF3-K9MP"))
                .body("verbatim", equalTo(complaint.verbatim()))
                .body("customer.name", equalTo("Νίκος Παπαδόπουλος"))
                .body("customer.lifetimeValue.amount", equalTo("9000.00"))
                .body("customer.lifetimeValue.currency", equalTo("EUR"))
                .body("moves", contains("ACKNOWLEDGE", "LOG_ATTEMPT", "CHANGE_OWNER", "WITHDRAW"))
                .body("waitsFor", contains("APOLOGY", "CAUSE"))
                .body("promises.kind", contains("ACKNOWLEDGEMENT", "NEXT_UPDATE", "RESOLUTION"))
                .body("promises.state", contains("PENDING", "PENDING", "PENDING"))
                .body(
                        "promises[0].dueAt",
                        equalTo(complaint.at().plus(Duration.ofHours(24)).toString()))
                .body(
                        "promises[1].dueAt",
                        equalTo(complaint.at().plus(Duration.ofDays(3)).toString()))
                .body(
                        "promises[2].dueAt",
                        equalTo(complaint.at().plus(Duration.ofDays(14)).toString()));
        Published.await(complaint.complaintId(), "JourneyOpened", "PromiseMade", "PromiseMade", "PromiseMade");
    }

    @Test
    void whatNobodyTookInPersonIsTheDutyLeads() {
        var complaint = Complaints.complaint(LENA, false);
        Complaints.receive(complaint);
        as("lena")
                .get(path(complaint.complaintId()) + "/ownership")
                .then()
                .statusCode(200)
                .body("owner.name", equalTo("Lena Hartmann"))
                .body("unownedSeconds", equalTo(0))
                .body("intervals", hasSize(1))
                .body("intervals[0].reason", equalTo("duty lead at receipt"))
                .body("intervals[0].from", equalTo(complaint.at().toString()))
                .body("intervals[0].until", nullValue());
    }

    @Test
    void aJourneyIsWalkedFromItsAcknowledgementToItsEnd() {
        var journey = Complaints.takenByEleni();
        String version = step("eleni", path(journey), "acknowledge", Map.of("words", "I have your case."))
                .statusCode(200)
                .body("state", equalTo("ACKNOWLEDGED"))
                .body("acknowledgedAt", notNullValue())
                .body("promises.find { it.kind == 'ACKNOWLEDGEMENT' }.state", equalTo("PENDING"))
                .extract()
                .header("ETag");
        Notifications.acknowledgementArrives(journey, Instant.now());
        make("eleni", path(journey) + "/updates", Map.of("words", "The tow truck is on its way."))
                .statusCode(201)
                .header("ETag", not(equalTo(version)))
                .body("state", equalTo("RECOVERING"))
                .body("promises.findAll { it.kind == 'NEXT_UPDATE' }.state", containsInAnyOrder("KEPT", "PENDING"));
        make("eleni", path(journey) + "/apologies", Map.of("words", "I am sorry that we let you stand there."))
                .statusCode(201)
                .body("by.name", equalTo("Eleni Papadaki"))
                .body("id", notNullValue())
                .body("words", equalTo("I am sorry that we let you stand there."));
        step("eleni", path(journey), "cause", Map.of("cause", "SUPPLIER"))
                .statusCode(200)
                .body("cause", equalTo("SUPPLIER"))
                .body("waitsFor", hasSize(0))
                .body("moves", hasItem("PROPOSE"));
        step("eleni", path(journey), "propose", Map.of("words", "Your car is mended."))
                .statusCode(200)
                .body("state", equalTo("PROPOSED"))
                .body("promises.findAll { it.state == 'PENDING' }", hasSize(0));
        step("eleni", path(journey), "close", null).statusCode(409).body("moves", not(hasItem("CLOSE")));
        Complaints.confirm(journey);
        Complaints.awaitState(journey, "CONFIRMED");
        step("eleni", path(journey), "close", null)
                .statusCode(200)
                .body("state", equalTo("CLOSED"))
                .body("closing", equalTo("CONFIRMED"))
                .body("closedAt", notNullValue())
                .body("moves", contains("REOPEN"));
        as("eleni").get(path(journey) + "/ownership").then().body("unownedSeconds", equalTo(0));
        Published.await(
                journey,
                "JourneyOpened",
                "PromiseMade",
                "PromiseMade",
                "PromiseMade",
                "JourneyAcknowledged",
                "PromiseKept",
                "UpdateGiven",
                "PromiseKept",
                "PromiseMade",
                "ApologyMade",
                "CauseClassified",
                "RecoveryProposed",
                "PromiseKept",
                "PromiseKept",
                "JourneyClosed");
    }

    @Test
    void aDisputeReopensTheJourneyForTheSameOwnerWithNewPromises() {
        var journey = Desk.proposed();
        Complaints.dispute(journey, "It squeaks.");
        Complaints.awaitState(journey, "RECOVERING");
        var reopened = read(journey);
        assertThat(reopened.getString("owner.id")).isEqualTo(ELENI.id());
        assertThat(reopened.getString("proposedAt")).isNull();
        assertThat(reopened.getList("promises.findAll { it.state == 'PENDING' }.kind", String.class))
                .containsExactly("NEXT_UPDATE", "RESOLUTION");
        as("eleni")
                .get(path(journey) + "/ownership")
                .then()
                .body("unownedSeconds", equalTo(0))
                .body("intervals", hasSize(1));
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).endsWith("JourneyReopened", "PromiseMade", "PromiseMade"));
        assertThat(Published.bodies(journey, "JourneyReopened"))
                .singleElement()
                .asString()
                .contains("It squeaks.");
        step("eleni", path(journey), "propose", Map.of("words", "It does not any more."))
                .statusCode(200);
        Complaints.confirm(journey);
        Complaints.awaitState(journey, "CONFIRMED");
    }

    @Test
    void anAnswerToNoQuestionChangesNothingAndHoldsNothingUp() {
        var journey = Desk.recovering();
        Complaints.confirm(journey);
        Complaints.dispute(journey, "No!");
        Events.publish(new CustomerChanged(customer(UUID.randomUUID(), 1, "Somebody"), Instant.now()));
        await().untilAsserted(() -> assertThat(Database.column("""
                        select sequence from inbox_position
                        where key = ? and consumer like '%complaints%' and not blocked and parked = 0
                        """, journey)).containsExactly("3"));
        assertThat(read(journey).getString("state")).isEqualTo("RECOVERING");
        assertThat(Published.types(journey)).doesNotContain("JourneyReopened");
    }

    @Test
    void copiesFollowTheCustomerAndNeverGoBack() {
        var complaint = Complaints.complaint(ELENI, true);
        Complaints.receive(complaint);
        var id = complaint.customer().id();
        Events.publish(
                new CustomerChanged(customer(id, 3, "Nikos the Third"), Instant.now()),
                new CustomerChanged(customer(id, 2, "Nikos the Second"), Instant.now()));
        await().untilAsserted(() -> assertThat(Database.column("select sequence from inbox_position where key = ?", id))
                .containsExactly("2"));
        var journey = read(complaint.complaintId());
        assertThat(journey.getString("customer.name")).isEqualTo("Nikos the Third");
        assertThat(journey.getString("customer.lifetimeValue.amount")).isEqualTo("1.50");
    }

    @Test
    void aChangeNamesTheVersionThatItWasDecidedOn() {
        var journey = Complaints.takenByEleni();
        step("eleni", path(journey), "acknowledge", Map.of(), null)
                .statusCode(428)
                .contentType(PROBLEM);
        step("eleni", path(journey), "acknowledge", Map.of(), "\"7\"")
                .statusCode(412)
                .contentType(PROBLEM);
        step("eleni", path(journey), "acknowledge", Map.of(), "\"0\"").statusCode(200);
        step("eleni", path(journey), "cause", Map.of("cause", "SYSTEM"), "\"0\"")
                .statusCode(412);
        assertThat(read(journey).getString("cause")).isNull();
    }

    @Test
    void ofManyChangesAtOnceOnTheSameVersionOneIsMade() {
        var journey = Complaints.takenByEleni();
        var statuses = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> step("eleni", path(journey), "acknowledge", Map.of(), "\"0\"")
                                .extract()
                                .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(statuses).containsOnlyOnce(200).isSubsetOf(200, 412);
        Published.await(journey, "JourneyOpened", "PromiseMade", "PromiseMade", "PromiseMade", "JourneyAcknowledged");
    }

    @Test
    void whatIsNotPossibleNowSaysWhatIs() {
        var journey = Complaints.takenByEleni();
        make("eleni", path(journey) + "/apologies", Map.of("words", "Sorry"))
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:illegal-move"))
                .body("state", equalTo("OPENED"))
                .body("moves", contains("ACKNOWLEDGE", "LOG_ATTEMPT", "CHANGE_OWNER", "WITHDRAW"));
        var later = Desk.recovering();
        step("eleni", path(later), "propose", Map.of("words", "Done"))
                .statusCode(409)
                .body("waitsFor", contains("APOLOGY", "CAUSE"))
                .body("moves", hasItems("APOLOGISE", "CLASSIFY_CAUSE"))
                .body("moves", not(hasItem("PROPOSE")));
        step("eleni", path(later), "cause", Map.of("cause", "PERSON"))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo("/evidence"));
        step("eleni", path(later), "cause", Map.of("cause", "PERSON", "evidence", " "))
                .statusCode(400);
    }

    @Test
    void onlyTheOwnerOrALeadMovesAJourney() {
        var journey = Complaints.takenByEleni();
        step("mikko", path(journey), "acknowledge", Map.of())
                .statusCode(403)
                .contentType(PROBLEM)
                .body("owner.name", equalTo("Eleni Papadaki"))
                .body("detail", equalTo("Eleni Papadaki owns this journey."));
        step("marcus", path(journey), "acknowledge", Map.of()).statusCode(403);
        step("dealer", path(journey), "acknowledge", Map.of(), "\"0\"").statusCode(403);
        step("lena", path(journey), "acknowledge", Map.of())
                .statusCode(200)
                .body("owner.name", equalTo("Eleni Papadaki"));
    }

    @Test
    void whoReadsWhat() {
        var journey = Complaints.takenByEleni();
        for (String user : List.of("eleni", "mikko", "lena", "marcus")) {
            as(user).get(path(journey)).then().statusCode(200);
            as(user).get(path(journey) + "/ownership").then().statusCode(200);
        }
        for (String user : List.of("dealer", "olga")) {
            as(user).get(path(journey)).then().statusCode(403).contentType(PROBLEM);
            as(user).get("/v1/journeys").then().statusCode(403);
        }
        given().get(path(journey)).then().statusCode(401).contentType(PROBLEM);
        as("eleni").get(path(UUID.randomUUID())).then().statusCode(404).contentType(PROBLEM);
        as("eleni").get("/v1/journeys/117").then().statusCode(404).contentType(PROBLEM);
        step("eleni", path(UUID.randomUUID()), "acknowledge", Map.of(), "\"0\"").statusCode(404);
    }

    @Test
    void aQueueHasTheSoonestPromiseFirstAndLeavesOutWhatIsClosed() {
        var owner = new Person(UUID.randomUUID().toString(), "Queue");
        List<String> soonestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            var complaint = Complaints.complaint(owner, true);
            Complaints.receive(complaint);
            // The later it came, the sooner its promise: as where an older one has just been told something.
            Database.run(
                    "update journey set next_promise_at = now() + make_interval(hours => ?) where id = ?",
                    9 - i,
                    complaint.complaintId());
            soonestFirst.addFirst(complaint.complaintId().toString());
        }
        var closed = Complaints.complaint(owner, true);
        Complaints.receive(closed);
        Database.run("update journey set state = 'CLOSED' where id = ?", closed.complaintId());

        var first = as("marcus")
                .queryParam("owner", owner.id())
                .queryParam("limit", 3)
                .get("/v1/journeys");
        assertThat(first.jsonPath().getList("items.id", String.class)).isEqualTo(soonestFirst.subList(0, 3));
        assertThat(first.jsonPath().getMap("items[0]"))
                .containsKeys("nextPromiseAt", "reference", "owner", "state")
                .doesNotContainKey("sortedBy");
        assertThat(first.header("Link")).contains("rel=\"next\"");
        var second = as("marcus")
                .queryParam("owner", owner.id())
                .queryParam("limit", 3)
                .queryParam("cursor", first.jsonPath().getString("next"))
                .get("/v1/journeys");
        assertThat(second.jsonPath().getList("items.id", String.class)).isEqualTo(soonestFirst.subList(3, 5));
        assertThat(second.jsonPath().getString("next")).isNull();
        as("marcus")
                .queryParam("owner", owner.id())
                .queryParam("state", "CLOSED")
                .get("/v1/journeys")
                .then()
                .body("items.id", contains(closed.complaintId().toString()));
    }

    @Test
    void aPageGoesOnWherePromisesAreDueAtTheSameInstant() {
        var owner = new Person(UUID.randomUUID().toString(), "Ties");
        var ids = IntStream.range(0, 5)
                .mapToObj(i -> {
                    var complaint = Complaints.complaint(owner, true);
                    Complaints.receive(complaint);
                    return complaint.complaintId().toString();
                })
                .toList();
        Database.run(
                "update journey set next_promise_at = '2026-03-01T10:00:00.123456Z' where owner_id = ?", owner.id());
        List<String> read = new ArrayList<>();
        String cursor = null;
        do {
            var request = as("marcus").queryParam("owner", owner.id()).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/v1/journeys")
                    .jsonPath();
            read.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next");
        } while (cursor != null);
        assertThat(read).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void iSeeMyOwnQueue() {
        var mine = Complaints.takenByEleni();
        var other = Complaints.complaint(LENA, false);
        Complaints.receive(other);
        Database.run(
                "update journey set next_promise_at = '2000-01-01T00:00:00Z' where id in (?, ?)",
                mine,
                other.complaintId());
        as("eleni")
                .queryParam("owner", "me")
                .queryParam("limit", 100)
                .get("/v1/journeys")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(mine.toString()))
                .body("items.owner.id.unique()", contains(ELENI.id()));
    }

    @Test
    void aJourneyWithoutAPendingPromiseShowsNone() {
        var journey = Desk.proposed();
        as("eleni")
                .queryParam("owner", "me")
                .queryParam("state", "PROPOSED")
                .queryParam("limit", 100)
                .get("/v1/journeys")
                .then()
                .body("items.find { it.id == '%s' }.state".formatted(journey), equalTo("PROPOSED"))
                .body("items.find { it.id == '%s' }.nextPromiseAt".formatted(journey), nullValue());
    }

    @ParameterizedTest
    @CsvSource({"limit, 101", "limit, 0", "limit, many", "cursor, nonsense", "state, OPEN", "sort, owner", "owner.id, 1"
    })
    void aParameterThatIsNoneOfOursIsRefused(String name, String value) {
        as("eleni")
                .queryParam(name, value)
                .get("/v1/journeys")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "253402300799999999", "-62135596800000000"})
    void aCursorFromAnywhereIsNoFailureOfOurs(String micros) {
        var cursor = Base64.getUrlEncoder()
                .encodeToString((micros + ".0198f000-0000-7000-8000-000000000000").getBytes(StandardCharsets.US_ASCII));
        assertThat(as("eleni").queryParam("cursor", cursor).get("/v1/journeys").statusCode())
                .isIn(200, 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            acknowledge | {"words": "x", "state": "CLOSED"}            | /state
            acknowledge | {"words": ""}                                | /words
            propose     | {}                                           | /words
            propose     | {"words": "x", "owner": {"id": "me"}}        | /owner
            cause       | {"cause": "FATE"}                            | /cause
            cause       | {"evidence": "x"}                            | /cause
            """)
    void aBodyThatIsNotUnderstoodIsExplained(String step, String body, String pointer) {
        var journey = Complaints.takenByEleni();
        step("eleni", path(journey), step, body, "\"0\"")
                .statusCode(400)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(pointer));
        assertThat(read(journey).getInt("version")).isZero();
    }

    @Test
    void whatCreatesIsDoneOncePerKey() {
        var journey = Desk.recovering();
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            as("eleni")
                    .contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(Map.of("words", "I am sorry."))
                    .post(path(journey) + "/apologies")
                    .then()
                    .statusCode(201);
        }
        as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of("words", "x"))
                .post(path(journey) + "/apologies")
                .then()
                .statusCode(400);
        assertThat(Database.number("select count(*) from apology where journey_id = ?", journey))
                .isEqualTo(1);
    }

    @Test
    void twoOwnersAtOneInstantAreImpossible() throws SQLException {
        var journey = Complaints.takenByEleni();
        try (var connection = Database.connect();
                var insert = connection.prepareStatement("""
                        insert into owner_interval (id, journey_id, owner_id, owner_name, from_at, until_at, reason)
                        values (gen_random_uuid(), ?, 'x', 'X', now() + make_interval(days => ?), now() + make_interval(days => ?), 'test')
                        """)) {
            insert.setObject(1, journey);
            insert.setInt(2, 10);
            insert.setInt(3, 20);
            assertThatThrownBy(insert::executeUpdate)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("23P01"));
            // Before the journey began nobody owned it.
            insert.setInt(2, -20);
            insert.setInt(3, -10);
            assertThat(insert.executeUpdate()).isEqualTo(1);
            insert.setInt(2, -11);
            insert.setInt(3, -5);
            assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aGapInOwnershipWouldBeSeen() {
        var complaint = Complaints.complaint(ELENI, true);
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        Database.run("update journey set opened_at = opened_at - interval '1 hour' where id = ?", journey);
        assertThat(as("eleni").get(path(journey) + "/ownership").jsonPath().getInt("unownedSeconds"))
                .isEqualTo(3600);
    }

    @Test
    void whoOwnedItIsNeverWrittenAnew() {
        var journey = Complaints.takenByEleni();
        assertThatThrownBy(() -> Database.run(
                        "update owner_interval set from_at = from_at - interval '1 second' where journey_id = ?",
                        journey))
                .hasMessageContaining("keeps what it has");
        assertThatThrownBy(() -> Database.run("delete from owner_interval where journey_id = ?", journey))
                .hasMessageContaining("keeps what it has");
    }

    private static Customer customer(UUID id, int version, String name) {
        return new Customer(
                id, version, name, Language.EN, null, null, null, new Money(new BigDecimal("1.5"), "USD"), null);
    }
}

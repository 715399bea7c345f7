package dev.makegood.recovery.bulk;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class BulkActionsResourceTest {

    private static final String PATH = "/v1/journeys/bulk-actions";

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "lena");
    }

    @Test
    void oneMoveIsMadeOnManyAndEachSaysWhatCameOfIt() {
        var first = Complaints.takenByEleni();
        var second = Desk.recovering();
        var third = Complaints.takenByEleni();
        var unknown = UUID.randomUUID();
        var action = done(
                start("eleni", Map.of("move", "ACKNOWLEDGE", "words", "We heard you."), first, second, third, unknown));
        as("eleni")
                .get(action)
                .then()
                .body("items", equalTo(4))
                .body("made", equalTo(2))
                .body("refused", equalTo(2))
                .body("open", equalTo(0));
        as("eleni")
                .get(action + "/items")
                .then()
                .statusCode(200)
                .body(
                        "items.journeyId",
                        contains(first.toString(), second.toString(), third.toString(), unknown.toString()))
                .body("items.status", contains(200, 409, 200, 404))
                .body("items[1].problem.type", equalTo("urn:makegood:problem:illegal-move"))
                .body("items[1].problem.state", equalTo("RECOVERING"));
        assertThat(Desk.read(first).getString("state")).isEqualTo("ACKNOWLEDGED");
        await().untilAsserted(() -> assertThat(Published.bodies(first, "JourneyAcknowledged"))
                .hasSize(1)
                .first()
                .asString()
                .contains(ELENI.name()));
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndChangesNothing() {
        var first = Complaints.takenByEleni();
        var second = Desk.recovering();
        var before = Desk.read(first).getInt("version");
        var id = make(
                        "eleni",
                        PATH,
                        Map.of(
                                "move", Map.of("move", "ACKNOWLEDGE"),
                                "journeys", List.of(first, second),
                                "dryRun", true))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        var action = done(PATH + "/" + id);
        as("eleni").get(action + "/items").then().body("items.status", contains(200, 409));
        assertThat(Desk.read(first).getInt("version")).isEqualTo(before);
        assertThat(Desk.read(first).getString("state")).isEqualTo("OPENED");
        assertThat(Published.types(first)).doesNotContain("JourneyAcknowledged");
    }

    @Test
    void whatTheFilterFindsIsMeantAndNothingElse() {
        var mine = Desk.recovering();
        step(mine, "assign", Map.of("to", Colleagues.ID.get("sofia"), "reason", "test"));
        var action = done(start(
                "lena",
                Map.of("move", "GIVE_UPDATE", "words", "Lena writes to all of Sofía's."),
                Map.of("owner", String.valueOf(Colleagues.ID.get("sofia")), "state", "RECOVERING")));
        var found = as("lena").get(action + "/items?limit=100").jsonPath();
        assertThat(found.getList("items.journeyId")).contains(mine.toString());
        as("lena").get(action + "/items?limit=100").then().body("items.status", everyItem(equalTo(200)));
        assertThat(Database.number(
                        "select count(*) from bulk_item i join journey j on j.id = i.journey_id where action_id = ?::uuid and owner_id <> ?",
                        UUID.fromString(action.substring(action.lastIndexOf('/') + 1)),
                        String.valueOf(Colleagues.ID.get("sofia"))))
                .isZero();
    }

    @Test
    void whoMayNotMoveItOnItsOwnMayNotInBulk() {
        var journey = Complaints.takenByEleni();
        var action = done(start("sofia", Map.of("move", "ACKNOWLEDGE"), journey));
        as("sofia").get(action + "/items").then().body("items.status", contains(403));
        done(start(
                "sofia",
                Map.of("move", "CHANGE_OWNER", "to", String.valueOf(Colleagues.ID.get("sofia")), "reason", "mine"),
                journey));
        assertThat(Desk.read(journey).getString("owner.id")).isEqualTo(ELENI.id());
        as("james").get(action).then().statusCode(404);
        as("lena").get(action).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APOLOGISE", "REQUEST_LEG", "OFFER_REMEDY", "CONFIRM", "DISPUTE", "REFUSE", "PROMISE"})
    void whatIsPersonalOrOneOfAKindIsMadeOneByOne(String move) {
        make("eleni", PATH, Map.of("move", Map.of("move", move), "journeys", List.of(UUID.randomUUID())))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors.code", contains("one-by-one"));
    }

    @Test
    void whatAMoveNeedsIsNeededInBulkAsWell() {
        make("eleni", PATH, Map.of("move", Map.of("move", "GIVE_UPDATE"), "journeys", List.of(UUID.randomUUID())))
                .statusCode(422)
                .body("errors.pointer", contains("/words"));
        make(
                        "eleni",
                        PATH,
                        Map.of(
                                "move",
                                Map.of("move", "CHANGE_OWNER", "to", "x"),
                                "journeys",
                                List.of(UUID.randomUUID())))
                .statusCode(422)
                .body("errors.pointer", contains("/reason"));
        make("eleni", PATH, Map.of("move", Map.of("move", "ACKNOWLEDGE"))).statusCode(422);
        make("eleni", PATH, Map.of("move", Map.of("move", "ACKNOWLEDGE"), "journeys", List.of()))
                .statusCode(400);
        make(
                        "eleni",
                        PATH,
                        Map.of(
                                "move",
                                Map.of("move", "ACKNOWLEDGE"),
                                "journeys",
                                List.of(UUID.randomUUID()),
                                "filter",
                                Map.of("owner", "me")))
                .statusCode(422)
                .body("detail", containsString("not both"));
        make(
                        "eleni",
                        PATH,
                        Map.of(
                                "move",
                                Map.of("move", "ACKNOWLEDGE", "nonsense", 1),
                                "journeys",
                                List.of(UUID.randomUUID())))
                .statusCode(400);
    }

    @Test
    void manyAreMadeEachOnce() {
        List<UUID> journeys = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            journeys.add(Complaints.takenByEleni());
        }
        var action = done(start("eleni", Map.of("move", "ACKNOWLEDGE"), journeys.toArray(UUID[]::new)));
        as("eleni").get(action).then().body("made", equalTo(40));
        for (UUID journey : journeys) {
            await().untilAsserted(() ->
                    assertThat(Published.bodies(journey, "JourneyAcknowledged")).hasSize(1));
        }
    }

    private static String start(String user, Map<String, ?> move, UUID... journeys) {
        return PATH + "/"
                + make(user, PATH, Map.of("move", move, "journeys", List.of(journeys)))
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
    }

    private static String start(String user, Map<String, ?> move, Map<String, ?> filter) {
        return PATH + "/"
                + make(user, PATH, Map.of("move", move, "filter", filter))
                        .statusCode(201)
                        .extract()
                        .jsonPath()
                        .getString("id");
    }

    private static String done(String action) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> as("lena").get(action).jsonPath().getString("doneAt") != null);
        return action;
    }

    private static void step(UUID journey, String step, Object body) {
        Desk.step("lena", Desk.path(journey), step, body).statusCode(200);
    }
}

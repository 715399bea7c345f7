package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.JourneyState;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the transition table, in every state: as people make moves, one by one and in bulk. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class StateTableTest {

    private static final String PARTY = "state-table-party";
    private static final String POLICY = "state-table-policy";

    @BeforeEach
    void whatMovesNeedIsThere() {
        Colleagues.known("eleni", "sofia", "lena", "marcus");
        if (as("lena").get("/v1/policies/" + POLICY).statusCode() == 404) {
            as("marcus")
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "owner", String.valueOf(Colleagues.ID.get("marcus")),
                            "title", "Within 30 days",
                            "text", "After 30 days it is not taken back.",
                            "purpose", "Stops wearing and returning",
                            "wordings",
                                    List.of(Map.of(
                                            "language", "el",
                                            "title", "Σε 30 ημέρες",
                                            "escalation", "Συνήγορος του Καταναλωτή"))))
                    .put("/v1/policies/" + POLICY)
                    .then()
                    .statusCode(201);
            as("lena")
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", "State table", "requires", List.of()))
                    .put("/v1/legs/parties/" + PARTY)
                    .then()
                    .statusCode(201);
        }
    }

    /** What customers say, and which complaints are about one thing, comes as an event, and has a test of its own. */
    static Stream<Arguments> everyStateAndEveryMoveOfPeople() {
        return Arrays.stream(JourneyState.values())
                .flatMap(state -> Arrays.stream(Move.values())
                        .filter(move -> move != Move.CONFIRM && move != Move.DISPUTE && move != Move.MERGE)
                        .map(move -> Arguments.of(state, move)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndEveryMoveOfPeople")
    void aMoveIsMadeOrAnsweredWithThoseThatArePossible(JourneyState state, Move move) {
        var journey = in(move == Move.SETTLE_REMEDY && isLegal(state, move) ? JourneyState.RECOVERING : state);
        var remedy = move == Move.SETTLE_REMEDY && isLegal(state, move) ? offered(journey) : UUID.randomUUID();
        if (move == Move.SETTLE_REMEDY && state == JourneyState.REFUSED) {
            // What was offered before can still be answered after.
            made(journey, Move.REFUSE, remedy).statusCode(201);
        }
        if (move == Move.RESUME && state == JourneyState.RECOVERING) {
            made(journey, Move.PAUSE, remedy).statusCode(200);
        }
        var answer = made(journey, move, remedy);
        if (isLegal(state, move)) {
            assertThat(answer.extract().statusCode()).isIn(200, 201);
        } else if (move == Move.SETTLE_REMEDY) {
            // There is no remedy that could be settled.
            answer.statusCode(404);
        } else {
            answer.statusCode(409);
            assertThat(answer.extract().jsonPath().getString("state")).isEqualTo(state.name());
            assertThat(answer.extract().jsonPath().<String>getList("moves"))
                    .containsExactlyElementsOf(Desk.read(journey).getList("moves"))
                    .doesNotContain(move.name());
        }
    }

    @Test
    void inBulkTheSameIsPossibleAndTheSameIsNot() {
        for (Move move : MoveRequest.POSSIBLE) {
            List<UUID> journeys = new ArrayList<>();
            for (JourneyState state : JourneyState.values()) {
                journeys.add(in(state));
            }
            var id = make(
                            "lena",
                            "/v1/journeys/bulk-actions",
                            Map.of(
                                    "move",
                                    Map.of(
                                            "move", move.name(),
                                            "words", "In bulk.",
                                            "to", String.valueOf(Colleagues.ID.get("sofia")),
                                            "reason", "test",
                                            "channel", "PHONE",
                                            "cause", "PROCESS"),
                                    "journeys",
                                    journeys))
                    .statusCode(201)
                    .extract()
                    .jsonPath()
                    .getString("id");
            var action = "/v1/journeys/bulk-actions/" + id;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> as("lena").get(action).jsonPath().getString("doneAt") != null);
            var items = as("lena").get(action + "/items").jsonPath();
            assertThat(items.<Integer>getList("items.status"))
                    .as("%s: %s", move, items.getList("items.problem.detail"))
                    .containsExactlyElementsOf(Arrays.stream(JourneyState.values())
                            .map(state -> isLegal(state, move) ? 200 : 409)
                            .toList());
        }
    }

    private static boolean isLegal(JourneyState state, Move move) {
        return Transitions.from(state, move).isPresent()
                // Nothing is paused there.
                && !(move == Move.RESUME && state != JourneyState.RECOVERING);
    }

    /** A journey that came to this state by moves, with everything done that its next moves wait for. */
    private static UUID in(JourneyState state) {
        var journey = Complaints.takenByEleni();
        if (state == JourneyState.OPENED) {
            return journey;
        }
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        if (state == JourneyState.ACKNOWLEDGED) {
            return journey;
        }
        made(journey, Move.APOLOGISE, journey).statusCode(201);
        made(journey, Move.CLASSIFY_CAUSE, journey).statusCode(200);
        if (state == JourneyState.RECOVERING) {
            return journey;
        }
        var answered = made(journey, state == JourneyState.REFUSED ? Move.REFUSE : Move.PROPOSE, journey);
        assertThat(answered.extract().statusCode()).isIn(200, 201);
        if (state == JourneyState.REFUSED || state == JourneyState.PROPOSED) {
            for (String channel : List.of("PHONE", "EMAIL")) {
                make("eleni", path(journey) + "/attempts", Map.of("channel", channel))
                        .statusCode(201);
            }
            Database.run("update journey set asked_at = asked_at - interval '60 days' where id = ?", journey);
            return journey;
        }
        Complaints.confirm(journey);
        Complaints.awaitState(journey, "CONFIRMED");
        if (state == JourneyState.CLOSED) {
            made(journey, Move.CLOSE, journey).statusCode(200);
        }
        return journey;
    }

    /** Something of one's own to say: who says the same to everybody is not heard, and numbers are no words. */
    private static String word(UUID journey) {
        var word = new StringBuilder();
        journey.toString()
                .chars()
                .filter(letter -> letter != '-')
                .forEach(letter -> word.append((char) (Character.isDigit(letter) ? letter + 'g' - '0' : letter)));
        return word.toString();
    }

    private static UUID offered(UUID journey) {
        return UUID.fromString(made(journey, Move.OFFER_REMEDY, journey)
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id"));
    }

    private static ValidatableResponse made(UUID journey, Move move, UUID remedy) {
        var path = path(journey);
        return switch (move) {
            case ACKNOWLEDGE -> step("eleni", path, "acknowledge", Map.of());
            case REQUEST_LEG ->
                make(
                        "eleni",
                        path + "/legs",
                        Map.of(
                                "party",
                                PARTY,
                                "work",
                                "Look at it",
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(1)).toString(),
                                "packet",
                                Map.of(
                                        "contact", Map.of("name", "Νίκος", "phone", "+306900000001"),
                                        "references", Map.of("claimNumber", "C-1"),
                                        "facts", Map.of("where", "Athens"))));
            case APOLOGISE ->
                make(
                        "eleni",
                        path + "/apologies",
                        Map.of("words", "I am sorry about your %s, Nikos.".formatted(word(journey))));
            case OFFER_REMEDY ->
                make("eleni", path + "/remedies", Map.of("kind", "EXPLANATION", "description", "What went wrong."));
            case SETTLE_REMEDY ->
                step("eleni", path + "/remedies/" + remedy, "answer", Map.of("accepted", true), "\"0\"");
            case GIVE_UPDATE -> make("eleni", path + "/updates", Map.of("words", "News."));
            case CLASSIFY_CAUSE -> step("eleni", path, "cause", Map.of("cause", "PROCESS"));
            case PROMISE ->
                make(
                        "eleni",
                        path + "/promises",
                        Map.of(
                                "kind",
                                "CALL_BACK",
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(1)).toString()));
            case PAUSE ->
                step(
                        "eleni",
                        path,
                        "pause",
                        Map.of(
                                "reason", "WAITING_FOR_CUSTOMER",
                                "words", "We wait for your papers.",
                                "until", Instant.now().plus(Duration.ofDays(2)).toString()));
            case RESUME -> step("eleni", path, "resume", null);
            case ASK_CUSTOMER ->
                make("eleni", path + "/questions", Map.of("fact", "plate" + journey, "words", "Which plate has it?"));
            case LOG_ATTEMPT -> make("eleni", path + "/attempts", Map.of("channel", "SMS"));
            case CHANGE_OWNER ->
                step(
                        "lena",
                        path,
                        "assign",
                        Map.of("to", String.valueOf(Colleagues.ID.get("sofia")), "reason", "test"));
            case PROPOSE -> step("eleni", path, "propose", Map.of("words", "It is put right."));
            case REFUSE ->
                make("eleni", path + "/refusals", Map.of("policyId", POLICY, "reason", "It was bought two years ago."));
            case CLOSE -> step("eleni", path, "close", null);
            case CLOSE_UNANSWERED -> step("eleni", path, "close-unanswered", null);
            case WITHDRAW -> step("eleni", path, "withdraw", null);
            case REOPEN -> step("eleni", path, "reopen", Map.of("words", "It broke again."));
            case CONFIRM, DISPUTE, MERGE -> throw new IllegalArgumentException("Others say that");
        };
    }
}

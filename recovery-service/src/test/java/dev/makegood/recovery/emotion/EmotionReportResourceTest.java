package dev.makegood.recovery.emotion;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.LegRated;
import dev.makegood.contract.SurveyAnswered;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers name says where it fell; and who says that it was not good hears from the owner. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class EmotionReportResourceTest {

    /** Long ago, where no other test's answers are. */
    private final Instant longAgo = Instant.parse("2011-03-01T00:00:00Z")
            .plusSeconds(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 86_400_000L));

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "lena", "marcus");
        Walkers.areKnown();
    }

    @AfterEach
    void nobodyIsInTheWay() {
        Colleagues.nobodyIsAway();
    }

    @Test
    void theReportSaysOnWhichLegItFell() {
        var journey = received(List.of(Emotion.ANGRY, Emotion.HOPEFUL));
        Desk.acknowledge(journey);
        var dealer = leg(journey, Walkers.DEALER);
        var towing = leg(journey, Walkers.TOWING);
        Database.run("update intake_emotion set at = ? where journey_id = ?", at(0), journey);
        Events.publish(
                new LegRated(journey, towing, 1, List.of(Emotion.HUMILIATED, Emotion.IGNORED), longAgo.plusSeconds(10)),
                new LegRated(journey, dealer, 3, List.of(Emotion.CALM), longAgo.plusSeconds(20)),
                // Who changes their mind is counted as they feel now.
                new LegRated(journey, dealer, 5, List.of(Emotion.CALM, Emotion.RESPECTED), longAgo.plusSeconds(21)),
                survey(
                        journey,
                        UUID.randomUUID(),
                        4,
                        List.of(Emotion.RELIEVED),
                        false,
                        false,
                        longAgo.plusSeconds(30)));
        await().untilAsserted(() -> report().body("surveys", equalTo(1)));
        report().body("journeys", equalTo(1))
                .body("satisfaction", equalTo(4.0f))
                .body("moodBefore", equalTo(0.0f))
                .body("moodAfter", equalTo(1.0f))
                .body("change", equalTo(1.0f))
                .body("restored", equalTo(1))
                .body("notRestored", equalTo(0))
                .body("emotions.find { it.emotion == 'ANGRY' }.before", equalTo(1))
                .body("emotions.find { it.emotion == 'RELIEVED' }.after", equalTo(1))
                .body("parties[0].party.id", equalTo(Walkers.TOWING))
                .body("parties[0].change", equalTo(-1.0f))
                .body("parties[0].fell", equalTo(1))
                .body("parties[1].party.id", equalTo(Walkers.DEALER))
                .body("parties[1].satisfaction", equalTo(5.0f))
                .body("parties[1].change", equalTo(2.0f))
                .body("parties[1].rose", equalTo(1))
                .body("kinds[0].kind", equalTo("PARTNER"))
                .body("kinds[0].rated", equalTo(2));
        as("eleni").get("/v1/insight/emotions").then().statusCode(403);
        as("marcus").get("/v1/insight/emotions").then().statusCode(200);
        as("marcus")
                .get("/v1/insight/emotions?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")
                .then()
                .statusCode(400);
        as("marcus").get("/v1/insight/emotions?customer=1").then().statusCode(400);
    }

    @Test
    void whoIsNotContentIsCalledAlthoughItIsClosedAndOnce() {
        var journey = received(List.of());
        step("eleni", path(journey), "withdraw", null).statusCode(200);
        var survey = UUID.randomUUID();
        Events.publish(
                survey(journey, survey, 1, List.of(Emotion.IGNORED), true, false, Instant.now()),
                survey(journey, survey, 2, List.of(Emotion.IGNORED), true, true, Instant.now()));
        await().untilAsserted(() -> assertThat(
                        Database.column("select satisfaction from survey_copy where survey_id = ?", survey))
                .containsExactly("2"));
        assertThat(Database.column(
                        "select person_id from task where journey_id = ? and kind = 'CALL' and done_at is null",
                        journey))
                .containsExactly(ELENI.id());
        var promises = read(journey).<Map<String, Object>>getList("promises").stream()
                .filter(promise -> "CALL_BACK".equals(promise.get("kind")))
                .toList();
        assertThat(promises).singleElement().satisfies(promise -> {
            assertThat(promise).containsEntry("state", "PENDING");
            assertThat(Instant.parse(String.valueOf(promise.get("dueAt"))))
                    .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(5)));
        });
        assertThat(read(journey).getString("state")).isEqualTo("CLOSED");
        await().untilAsserted(() -> assertThat(Published.types(journey)).endsWith("PromiseMade"));
        // It is kept on what is closed, as it was made there.
        step(
                        "eleni",
                        path(journey) + "/promises/" + promises.getFirst().get("id"),
                        "keep",
                        Map.of("proof", "We spoke for ten minutes."),
                        as("eleni").get(path(journey)).header("ETag"))
                .statusCode(200)
                .body("state", equalTo("KEPT"));
    }

    @Test
    void whatIsOwedOnAClosedJourneyBreaksInTimeAndIsTheDeputysMeanwhile() {
        var journey = received(List.of());
        step("eleni", path(journey), "withdraw", null).statusCode(200);
        Events.publish(survey(journey, UUID.randomUUID(), 1, List.of(), true, false, Instant.now()));
        await().untilAsserted(() -> assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and state = 'PENDING'", journey))
                .isEqualTo(1));
        Colleagues.away(
                "eleni", "sofia", Instant.now().plusMillis(300), Instant.now().plusSeconds(3600));
        await().untilAsserted(() -> assertThat(Database.column(
                        "select person_id from task where journey_id = ? and kind = 'CALL' and done_at is null",
                        journey))
                .containsExactly(Colleagues.ID.get("sofia")));
        Database.run("""
                update promise set made_at = made_at - interval '9 days', warn_at = warn_at - interval '9 days',
                    due_at = due_at - interval '9 days', next_at = next_at - interval '9 days'
                where journey_id = ? and state = 'PENDING'
                """, journey);
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("PromiseBroken"));
    }

    private io.restassured.response.ValidatableResponse report() {
        return as("marcus")
                .get("/v1/insight/emotions?from=%s&until=%s".formatted(longAgo, longAgo.plusSeconds(60)))
                .then()
                .statusCode(200);
    }

    private java.sql.Timestamp at(int seconds) {
        return java.sql.Timestamp.from(longAgo.plusSeconds(seconds));
    }

    private static UUID leg(UUID journey, String party) {
        return UUID.fromString(Walkers.id(Walkers.request(journey, party, Duration.ofDays(2))));
    }

    private static SurveyAnswered survey(
            UUID journey, UUID id, int satisfaction, List<Emotion> emotions, boolean low, boolean amended, Instant at) {
        return new SurveyAnswered(journey, id, 1, satisfaction, 2, emotions, !low, "Words.", low, amended, at);
    }

    private static UUID received(List<Emotion> emotions) {
        var any = Complaints.complaint(ELENI, true);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                0,
                any.customer(),
                any.verbatim(),
                null,
                any.channel(),
                any.product(),
                null,
                true,
                ELENI,
                emotions,
                null,
                null,
                any.at());
        Complaints.receive(complaint);
        return complaint.complaintId();
    }
}

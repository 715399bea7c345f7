package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class JourneyCharterResourceTest {

    @Test
    void aCustomerReadsTheirRightsInTheirLanguage() {
        var journey = Complaints.takenByEleni();
        as("eleni")
                .get(charter(journey))
                .then()
                .statusCode(200)
                .body("regime", equalTo("iso10002"))
                .body("rights", hasSize(10))
                .body("rights[0].words", startsWith("Ένας άνθρωπος"))
                .body("rights.find { it.id == 'kept-informed' }.within", equalTo("3 days"))
                .body("rights.find { it.id == 'final-response' }.within", nullValue())
                .body("letter", nullValue())
                .body("escalation.to", contains("LEAD", "OUTSIDE"));
        assertThat(read(journey).getString("regime")).isEqualTo("iso10002");
    }

    @Test
    void aJourneyKeepsTheCharterThatItBeganWith() {
        var before = Complaints.takenByEleni();
        var was = as("marcus").get("/v1/charter");
        String source = as("marcus")
                .get("/v1/charter/versions/" + was.path("version") + "/source")
                .asString();
        put(source.replace("within: 3 days", "within: 2 days"), was.header("ETag"));
        try {
            var after = Complaints.takenByEleni();
            assertThat(update(after)).isEqualTo(Duration.ofDays(2));
            assertThat(update(before)).isEqualTo(Duration.ofDays(3));
            Desk.acknowledge(before);
            make("eleni", path(before) + "/updates", Map.of("words", "I am on it."))
                    .statusCode(201);
            assertThat(Database.column(
                            "select term from promise where journey_id = ? and kind = 'NEXT_UPDATE'", before))
                    .containsOnly("3 days")
                    .hasSize(2);
            assertThat(read(after).getInt("charterVersion"))
                    .isEqualTo(read(before).getInt("charterVersion") + 1);
        } finally {
            put(source, as("marcus").get("/v1/charter").header("ETag"));
        }
    }

    @Test
    void whatFallsUnderTheOmbudsmanHasEightWeeksAndItsWords() {
        var journey = about("UK mortgage");
        assertThat(Database.column(
                        "select term || ' ' || charter_right from promise where journey_id = ? and kind = 'STATUTORY'",
                        journey))
                .containsExactly("8 weeks final-response");
        assertThat(Database.column(
                        "select term from promise where journey_id = ? and kind = 'ACKNOWLEDGEMENT'", journey))
                .containsExactly("1 working day");
        as("eleni")
                .get(charter(journey))
                .then()
                .body("regime", equalTo("disp"))
                .body("letter", equalTo("SUMMARY_RESOLUTION"))
                .body("words", containsString("Financial Ombudsman Service"))
                .body("escalation[1].contact", equalTo("https://www.financial-ombudsman.org.uk"));
        Database.run("update journey set opened_at = now() - interval '10 days' where id = ?", journey);
        as("eleni")
                .get(charter(journey))
                .then()
                .body("letter", equalTo("FINAL_RESPONSE"))
                .body("words", containsString("έξι μήνες"));
        // Eight weeks are eight weeks.
        make("eleni", charter(journey) + "/extension", Map.of("because", "It takes long."))
                .statusCode(409);
    }

    @Test
    void whereTheLawAllowsItTheFinalResponseIsPutOffOnceAndTheCustomerIsTold() {
        var journey = about("US credit card");
        Desk.acknowledge(journey);
        make("eleni", charter(journey) + "/extension", Map.of("because", "The bank has not answered us yet."))
                .statusCode(201)
                .body("letter", equalTo("FINAL_RESPONSE"));
        assertThat(Database.column("""
                        select promise.state || ' ' || extract(day from due_at - opened_at)::int
                        from promise join journey on journey.id = journey_id
                        where journey_id = ? and kind = 'STATUTORY' order by due_at
                        """, journey)).containsExactly("KEPT 15", "PENDING 60");
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "UpdateGiven"))
                .singleElement()
                .asString()
                .contains("εξήντα ημέρες", "The bank has not answered us yet."));
        make("eleni", charter(journey) + "/extension", Map.of("because", "Still nothing."))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:nothing-to-extend"));
        make("sofia", charter(about("US credit card")) + "/extension", Map.of("because", "I may not."))
                .statusCode(403);
    }

    @Test
    void aMissedPromiseIsABreachWithinAMinuteAndTheOwnersApologyAloneSettlesIt() {
        var journey = Desk.recovering();
        Database.run("""
                update promise set warn_at = now() - interval '1 second', due_at = now() - interval '1 second',
                    next_at = now() - interval '1 second'
                where journey_id = ? and kind = 'NEXT_UPDATE' and state = 'PENDING'
                """, journey);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(Published.bodies(journey, "RightBreached"))
                        .singleElement()
                        .asString()
                        .contains("\"right\":\"kept-informed\"")
                        .contains("Eleni Papadaki")
                        .contains("\"currency\":\"EUR\""));
        assertThat(owed(journey)).hasSize(1);
        // Nothing apologises for them.
        assertThat(Published.types(journey)).doesNotContain("ApologyMade");
        Desk.apologise(journey);
        assertThat(owed(journey)).isEmpty();
        as("eleni").get(path(journey) + "/evidence").then().body("verified", equalTo(true));
    }

    @Test
    void whoAsksForWhatWeKnowBreaksARight() {
        var journey = Desk.recovering();
        make(
                        "eleni",
                        path(journey) + "/questions",
                        Map.of("fact", "claimNumber", "words", "What is your claim number?"))
                .statusCode(201);
        make(
                        "eleni",
                        path(journey) + "/questions",
                        Map.of(
                                "fact", "claimNumber",
                                "words", "What is your claim number?",
                                "anyway", true,
                                "because", "Nobody wrote it down."))
                .statusCode(201);
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).containsSubsequence("CustomerAskedAgain", "RightBreached"));
        assertThat(Published.bodies(journey, "RightBreached"))
                .singleElement()
                .asString()
                .contains("\"right\":\"never-asked-twice\"")
                .doesNotContain("promiseId");
        assertThat(owed(journey)).hasSize(1);
    }

    private static String charter(UUID journey) {
        return path(journey) + "/charter";
    }

    private static UUID about(String product) {
        var any = Complaints.complaint(Complaints.ELENI, true);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                any.linkGeneration(),
                any.customer(),
                any.verbatim(),
                any.desiredOutcome(),
                any.channel(),
                product,
                any.occurredAt(),
                true,
                any.owner(),
                null,
                null,
                null,
                any.at());
        Complaints.receive(complaint);
        return complaint.complaintId();
    }

    private static Duration update(UUID journey) {
        return Duration.ofSeconds(Database.number(
                "select extract(epoch from due_at - made_at)::bigint from promise where journey_id = ? and kind = 'NEXT_UPDATE'",
                journey));
    }

    private static List<String> owed(UUID journey) {
        return Database.column(
                "select person_name from task where journey_id = ? and kind = 'APOLOGISE' and done_at is null",
                journey);
    }

    private static void put(String source, String version) {
        as("marcus")
                .contentType("application/yaml; charset=UTF-8")
                .header("If-Match", version)
                .body(source.getBytes(StandardCharsets.UTF_8))
                .put("/v1/charter")
                .then()
                .statusCode(200);
    }
}

package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.EscalationAsked;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.RecoveryDisputed;
import dev.makegood.contract.SurveyAnswered;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks to be forgotten is, wherever anything of them was written down; what can be counted stays. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class ErasuresTest {

    private static final String POLICY = "erasure-policy";

    /** Nobody else's: what is left of it is left of them. */
    private final String mark =
            "Qzx" + UUID.randomUUID().toString().replace("-", "").replaceAll("\\d", "w");

    private final String name = "Zebulon " + mark;

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "irina", "lena", "marcus");
        Walkers.areKnown();
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
        }
    }

    @Test
    void afterARichLifeNothingIsLeftOfWhoIsForgottenButWhatCanBeCounted() {
        var customer = new Customer(
                UUID.randomUUID(),
                1,
                name,
                Language.EL,
                mark + "@customers.example",
                null,
                null,
                new Money(new BigDecimal("9000.00"), "EUR"),
                null);
        var journey = received(customer);
        live(journey, customer);
        assertThat(traces()).contains("journey.verbatim", "evidence.body", "note_before.words", "leg_round.answer");
        var promises = Database.number("select count(*) from promise where journey_id = ?", journey);

        Events.publish(new CustomerErased(customer.id(), journey, Instant.now()));
        Events.publish(new CustomerErased(customer.id(), null, Instant.now()));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(traces()).isEmpty());

        as("eleni")
                .get(path(journey))
                .then()
                .body("state", equalTo("CLOSED"))
                .body("customer.name", equalTo("(erased)"))
                .body("customer.lifetimeValue.amount", equalTo("9000.00"))
                .body("cause", equalTo("PERSON"))
                .body("closedAt", notNullValue());
        assertThat(Database.number("select count(*) from promise where journey_id = ?", journey))
                .isEqualTo(promises);
        assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and next_at is not null", journey))
                .isZero();
        // Whatever was told can still be proven to have been told.
        as("marcus")
                .get(path(journey) + "/evidence")
                .then()
                .statusCode(200)
                .body("verified", equalTo(true))
                .body("entries", greaterThan(20));
        for (var list : List.of(
                "/legs", "/promises", "/questions", "/notes", "/remedies", "/refusals", "/transfers", "/pauses")) {
            as("eleni").get(path(journey) + list).then().statusCode(200);
        }
        // What comes late finds nobody.
        Events.publish(new CustomerWrote(journey, UUID.randomUUID(), Channel.EMAIL, mark, 0, Instant.now()));
        Events.publish(new EscalationAsked(journey, mark, Instant.now()));
        await().untilAsserted(() -> assertThat(Database.number(
                        "select count(*) from inbox_position p where key = ? and sequence >= 8", journey))
                .isPositive());
        assertThat(traces()).isEmpty();
        as("eleni").get(path(journey)).then().body("state", equalTo("CLOSED"));
    }

    private UUID received(Customer customer) {
        var any = Complaints.complaint(ELENI, true, customer);
        var complaint = new ComplaintReceived(
                any.complaintId(),
                any.reference(),
                0,
                customer,
                "My car " + mark,
                "Mend it, " + mark,
                Channel.PHONE,
                "Roadside assistance",
                null,
                true,
                ELENI,
                List.of(Emotion.ANGRY),
                new Customer(UUID.randomUUID(), 1, "Speaker " + mark, Language.EL, null, null, null, null, null),
                null,
                any.at());
        Complaints.receive(complaint);
        return complaint.complaintId();
    }

    /** Every way in which something about somebody is written down. */
    private void live(UUID journey, Customer customer) {
        var path = path(journey);
        step("eleni", path, "acknowledge", Map.of("words", "I take it, " + name))
                .statusCode(200);
        make("eleni", path + "/updates", Map.of("words", "News for " + name)).statusCode(201);
        make("eleni", path + "/apologies", Map.of("words", "I am sorry that we let you stand at " + mark + "."))
                .statusCode(201);
        make("eleni", path + "/attempts", Map.of("channel", "SMS", "words", "Tried " + name))
                .statusCode(201);
        String note = make("eleni", path + "/notes", Map.of("words", "Talked to " + name))
                .statusCode(201)
                .extract()
                .path("id");
        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", as("eleni").get(path + "/notes/" + note).header("ETag"))
                .body(Map.of("words", "Talked to them " + mark))
                .put(path + "/notes/" + note)
                .then()
                .statusCode(200);
        as("eleni")
                .contentType(ContentType.JSON)
                .body(Map.of("words", "Dear " + name))
                .put(path + "/drafts/update")
                .then()
                .statusCode(201);
        transferred(path);
        walked(journey);
        make(
                        "eleni",
                        path + "/promises",
                        Map.of(
                                "kind",
                                "CALL_BACK",
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(1)).toString(),
                                "words",
                                "I call you, " + name))
                .statusCode(201);
        step("eleni", path, "cause", Map.of("cause", "PERSON", "evidence", "It was " + mark))
                .statusCode(200);
        offered(path);
        var question = make("eleni", path + "/questions", Map.of("fact", "colour", "words", "Which colour, " + name))
                .statusCode(201)
                .extract()
                .<String>path("id");
        Events.publish(new CustomerWrote(journey, UUID.randomUUID(), Channel.EMAIL, "It is " + mark, 0, Instant.now()));
        await().untilAsserted(() ->
                as("eleni").get(path + "/questions/" + question).then().body("state", equalTo("ANSWERED")));
        make(
                        "eleni",
                        path + "/questions",
                        Map.of("fact", "colour", "words", "Again?", "anyway", true, "because", "I doubt " + name))
                .statusCode(201);
        bulk(journey);
        step(
                        "eleni",
                        path,
                        "pause",
                        Map.of(
                                "reason",
                                "CUSTOMER_ASKED",
                                "words",
                                "You are away, " + name,
                                "until",
                                Instant.now().plus(Duration.ofDays(2)).toString()))
                .statusCode(200);
        step("eleni", path, "resume", null).statusCode(200);
        Map<String, Object> abuse = Map.of(
                "customerId",
                customer.id(),
                "evidence",
                "Receipts of " + name,
                "expiresAt",
                Instant.now().plus(30, ChronoUnit.DAYS).toString());
        make("lena", "/v1/policies/%s/abuses".formatted(POLICY), abuse).statusCode(201);
        String problem = make(
                        "eleni", "/v1/problems", Map.of("title", "Cars are lost", "cause", "PROCESS", "windowDays", 30))
                .statusCode(201)
                .extract()
                .path("id");
        make(
                        "lena",
                        "/v1/problems/%s/affected".formatted(problem),
                        Map.of(
                                "people",
                                List.of(Map.of(
                                        "customerId",
                                        customer.id(),
                                        "name",
                                        name,
                                        "language",
                                        "el",
                                        "email",
                                        mark + "@customers.example"))))
                .statusCode(201);
        make("eleni", path + "/refusals", Map.of("policyId", POLICY, "reason", "No, " + name))
                .statusCode(201);
        Events.publish(new RecoveryDisputed(journey, "I disagree, " + mark, Instant.now()));
        Events.publish(new EscalationAsked(journey, "Above, says " + mark, Instant.now()));
        Events.publish(new SurveyAnswered(
                journey,
                UUID.randomUUID(),
                1,
                1,
                5,
                List.of(Emotion.IGNORED),
                false,
                mark,
                true,
                false,
                Instant.now()));
        await().untilAsserted(() -> assertThat(
                        Database.number("select count(*) from survey_copy where journey_id = ?", journey))
                .isEqualTo(1));
    }

    private void transferred(String path) {
        String transfer = make(
                        "eleni",
                        path + "/transfers",
                        Map.of("to", String.valueOf(Colleagues.ID.get("sofia")), "reason", "Speaks " + mark))
                .statusCode(201)
                .extract()
                .path("id");
        step("sofia", path + "/transfers/" + transfer, "decline", Map.of("reason", "Not " + name))
                .statusCode(200);
        step("lena", path, "assign", Map.of("to", String.valueOf(Colleagues.ID.get("sofia")), "reason", "For " + name))
                .statusCode(200);
        step("lena", path, "assign", Map.of("to", ELENI.id(), "reason", "Back for " + name))
                .statusCode(200);
    }

    private void walked(UUID journey) {
        Map<String, Object> packet = new HashMap<>(Walkers.PACKET);
        packet.put("contact", Map.of("name", name, "phone", "+30 1"));
        packet.put("facts", Map.of("plate", mark));
        String location = make(
                        "eleni", path(journey) + "/legs", Walkers.leg(Walkers.DEALER, Duration.ofDays(2), packet))
                .statusCode(201)
                .extract()
                .header("Location");
        var leg = location.substring(location.indexOf("/v1/legs/"));
        step("dealer", leg, "accept", null).statusCode(200);
        String question = make("dealer", leg + "/questions", Map.of("question", "Is it " + name))
                .statusCode(201)
                .extract()
                .path("id");
        step(
                        "eleni",
                        leg + "/questions/" + question,
                        "answer",
                        Map.of("answer", "Yes, " + mark, "facts", Map.of("who", name)))
                .statusCode(200);
        step(
                        "dealer",
                        leg,
                        "complete",
                        Map.of(
                                "outcome",
                                "Mended for " + name,
                                "evidence",
                                List.of(Map.of("name", "Report", "value", mark))))
                .statusCode(200);
        step(
                        "eleni",
                        leg,
                        "reopen",
                        Map.of(
                                "reason",
                                "It rattles, says " + name,
                                "dueAt",
                                Instant.now().plus(Duration.ofDays(2)).toString()))
                .statusCode(200);
        step("dealer", leg, "decline", Map.of("reason", "Not for " + name)).statusCode(200);
    }

    private void offered(String path) {
        String remedy = make(
                        "eleni",
                        path + "/remedies",
                        Map.of("kind", "EXPLANATION", "description", "We explain it to " + name))
                .statusCode(201)
                .extract()
                .path("id");
        step("eleni", path + "/remedies/" + remedy, "withdraw", Map.of("reason", "Not for " + mark))
                .statusCode(200);
    }

    private void bulk(UUID journey) {
        String action = make(
                        "lena",
                        "/v1/journeys/bulk-actions",
                        Map.of(
                                "move",
                                Map.of("move", "GIVE_UPDATE", "words", "In bulk, " + name),
                                "journeys",
                                List.of(journey)))
                .statusCode(201)
                .extract()
                .path("id");
        await().untilAsserted(() ->
                as("lena").get("/v1/journeys/bulk-actions/" + action).then().body("doneAt", notNullValue()));
    }

    /** Where the mark still stands: every column of every table that can hold words, in whatever form. */
    private List<String> traces() {
        List<String> traces = new ArrayList<>();
        for (var column : Database.column("""
                select table_name || '.' || column_name || '.' || data_type from information_schema.columns
                where table_schema = 'public' and data_type in ('text', 'character varying', 'jsonb', 'json', 'bytea', 'ARRAY')
                order by 1
                """)) {
            var parts = column.split("\\.", 3);
            var found = parts[2].equals("bytea")
                    ? Database.number(
                            "select count(*) from %s where position(convert_to(?, 'UTF8') in %s) > 0"
                                    .formatted(parts[0], parts[1]),
                            mark)
                    : Database.number(
                            "select count(*) from %s where %s::text ilike '%%' || ? || '%%'"
                                    .formatted(parts[0], parts[1]),
                            mark);
            if (found > 0) {
                traces.add(parts[0] + "." + parts[1]);
            }
        }
        return traces;
    }
}

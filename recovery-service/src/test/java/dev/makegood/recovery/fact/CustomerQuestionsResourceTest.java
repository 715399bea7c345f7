package dev.makegood.recovery.fact;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.leg;
import static dev.makegood.recovery.testing.Walkers.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class CustomerQuestionsResourceTest {

    @BeforeEach
    void thePartiesAreKnown() {
        Walkers.areKnown();
    }

    @Test
    void whatTheCustomerSaysIsKnownAndGoesIntoTheNextPacket() {
        var journey = Desk.recovering();
        var question = ask(journey, "plate", "Ποια είναι η πινακίδα;");
        step("eleni", question, "answer", Map.of("value", "ΙΚΑ-1234"))
                .statusCode(200)
                .body("state", equalTo("ANSWERED"))
                .body("answer", equalTo("ΙΚΑ-1234"));
        as("eleni")
                .get(path(journey) + "/facts")
                .then()
                .statusCode(200)
                .body("items.name", contains("plate"))
                .body("items.value", contains("ΙΚΑ-1234"))
                .body("items.source", contains("CUSTOMER"));
        var packet = Map.<String, Object>of(
                "contact", Map.of("name", "Nikos", "phone", "+30 1"), "references", Map.of("order", "4711"));
        var request = leg(DEALER, Duration.ofDays(2), packet);
        make("eleni", path(journey) + "/legs", request).statusCode(422);
        request.put("prefill", true);
        make("eleni", path(journey) + "/legs", request)
                .statusCode(201)
                .body("packet.facts.plate", equalTo("ΙΚΑ-1234"))
                .body("packet.asked", contains("Ποια είναι η πινακίδα;"));
        await().untilAsserted(() -> assertThat(Published.bodies(journey, "CustomerAsked"))
                .singleElement()
                .asString()
                .contains("Ποια είναι η πινακίδα;"));
        assertThat(Published.types(journey)).doesNotContain("CustomerAskedAgain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claimNumber", "claim number", "CLAIM_NUMBER", "Claim-Number"})
    void whatAPacketHoldsIsNotAskedOfTheCustomerHoweverItIsCalled(String name) {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        make("eleni", path(journey) + "/questions", Map.of("fact", name, "words", "Your claim number?"))
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:already-known"))
                .body("value", equalTo("C-2026-117"))
                .body("party.name", equalTo("Harbour Motors"))
                .body("leg", equalTo(Walkers.id(leg)));
        as("eleni")
                .get(path(journey) + "/questions")
                .then()
                .body("items", hasSize(0))
                .body("askedAgain", equalTo(0));
    }

    @Test
    void aContactIsKnownToo() {
        var journey = Desk.recovering();
        request(journey, DEALER, Duration.ofDays(2));
        make("eleni", path(journey) + "/questions", Map.of("fact", "Phone", "words", "Your number?"))
                .statusCode(409)
                .body("value", equalTo("+30 210 0000000"));
    }

    @Test
    void whoAsksAllTheSameSaysWhyAndItCounts() {
        var journey = Desk.recovering();
        request(journey, DEALER, Duration.ofDays(2));
        var before = as("marcus").get("/v1/insight/legs").jsonPath().getInt("askedAgain");
        var body = Map.of("fact", "claimNumber", "words", "Your claim number?", "anyway", true);
        make("eleni", path(journey) + "/questions", body)
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/because"));
        make(
                        "eleni",
                        path(journey) + "/questions",
                        Map.of(
                                "fact",
                                "claimNumber",
                                "words",
                                "Your claim number?",
                                "anyway",
                                true,
                                "because",
                                "The insurer knows no such number"))
                .statusCode(201)
                .body("againBecause", equalTo("The insurer knows no such number"));
        as("eleni").get(path(journey) + "/questions").then().body("askedAgain", equalTo(1));
        as("eleni").get(path(journey) + "/legs").then().body("askedAgain", equalTo(1));
        as("marcus")
                .get("/v1/insight/legs")
                .then()
                .body("askedAgain", equalTo(before + 1))
                .body("parties.find { it.party.id == 'harbour-motors' }.askedAgain", greaterThanOrEqualTo(1));
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).endsWith("CustomerAsked", "CustomerAskedAgain", "RightBreached"));
    }

    @Test
    void theSameIsNotAskedTwiceWhileTheAnswerIsAwaited() {
        var journey = Desk.recovering();
        ask(journey, "plate", "What is on the plate?");
        make("eleni", path(journey) + "/questions", Map.of("fact", "Plate", "words", "The plate, please?"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:already-asked"))
                .body("by.name", equalTo("Eleni Papadaki"))
                .body("value", nullValue());
        make("eleni", path(journey) + "/questions", Map.of("fact", "other", "words", "What is on the plate?"))
                .statusCode(409);
    }

    @Test
    void whatIsLearnedLaterCounts() {
        var journey = Desk.recovering();
        var question = ask(journey, "plate", "What is on the plate?");
        step("eleni", question, "answer", Map.of("value", "OLD-1")).statusCode(200);
        request(journey, DEALER, Duration.ofDays(2));
        as("eleni")
                .get(path(journey) + "/facts")
                .then()
                .body("items.name", hasItems("plate", "claimNumber", "phone"))
                .body("items.find { it.name == 'plate' }.value", equalTo("ABC-1234"))
                .body("items.find { it.name == 'plate' }.source", equalTo("PACKET"));
    }

    @Test
    void onlyTheOwnerAsksAndAnAnswerIsWrittenDownOnce() {
        var journey = Desk.recovering();
        make("mikko", path(journey) + "/questions", Map.of("fact", "a", "words", "b"))
                .statusCode(403);
        make("dealer", path(journey) + "/questions", Map.of("fact", "a", "words", "b"))
                .statusCode(403);
        make("eleni", path(journey) + "/questions", Map.of("fact", "a\nb", "words", "b"))
                .statusCode(400);
        make("eleni", path(UUID.randomUUID()) + "/questions", Map.of("fact", "a", "words", "b"))
                .statusCode(404);
        var question = ask(journey, "plate", "What is on the plate?");
        step("eleni", question, "answer", Map.of("value", "A"), null).statusCode(428);
        step("eleni", question, "answer", Map.of("value", "A"), "\"1\"").statusCode(412);
        step("mikko", question, "answer", Map.of("value", "A")).statusCode(403);
        step("eleni", question, "answer", Map.of("value", "A")).statusCode(200);
        step("eleni", question, "answer", Map.of("value", "B")).statusCode(409);
        as("eleni")
                .get(path(Desk.recovering()) + question.substring(question.indexOf("/questions")))
                .then()
                .statusCode(404);
    }

    private static String ask(UUID journey, String fact, String words) {
        String location = make("eleni", path(journey) + "/questions", Map.of("fact", fact, "words", words))
                .statusCode(201)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/journeys/"));
    }
}

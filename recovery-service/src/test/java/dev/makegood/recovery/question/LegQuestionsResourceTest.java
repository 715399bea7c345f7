package dev.makegood.recovery.question;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static dev.makegood.recovery.testing.Walkers.DEALER;
import static dev.makegood.recovery.testing.Walkers.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class LegQuestionsResourceTest {

    @BeforeEach
    void thePartiesAreKnown() {
        Walkers.areKnown();
    }

    @Test
    void aPartyAsksAndTheAnswerGoesIntoThePacket() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        var asked = ask(leg, "What colour is it?");
        as("eleni")
                .get(leg + "/questions")
                .then()
                .statusCode(200)
                .body("items.question", contains("What colour is it?"))
                .body("items.state", contains("ASKED"));
        step("eleni", asked, "answer", Map.of("answer", "Blue", "facts", Map.of("colour", "blue")))
                .statusCode(200)
                .body("state", equalTo("ANSWERED"))
                .body("answeredBy.name", equalTo("Eleni Papadaki"));
        as("dealer")
                .get(leg)
                .then()
                .body("packet.facts.colour", equalTo("blue"))
                .body("packet.facts.plate", equalTo("ABC-1234"));
        as("eleni").get(path(journey) + "/facts").then().body("items.name", hasItem("colour"));
        await().untilAsserted(() -> assertThat(Published.types(journey))
                .endsWith("LegRequested", "LegQuestionAsked", "LegQuestionAnswered"));
        assertThat(Published.bodies(journey, "LegQuestionAsked"))
                .singleElement()
                .asString()
                .contains("What colour");
    }

    @Test
    void theOwnerHasToAnswerUntilEachQuestionIsAnswered() {
        var journey = Desk.recovering();
        var leg = request(journey, DEALER, Duration.ofDays(2));
        var first = ask(leg, "What colour is it?");
        ask(leg, "Which year?");
        step("eleni", first, "answer", Map.of("answer", "Blue")).statusCode(200);
        assertThat(Database.column(
                        "select what from task where journey_id = ? and kind = 'RESPOND' and done_at is null", journey))
                .containsExactly("Harbour Motors asks about MG-7QF3-K9MP: Which year?");
    }

    @Test
    void aQuestionIsAnsweredOnceAndByTheOwner() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        var asked = ask(leg, "What colour is it?");
        step("mikko", asked, "answer", Map.of("answer", "Red")).statusCode(403).contentType(PROBLEM);
        step("dealer", asked, "answer", Map.of("answer", "Red")).statusCode(403);
        step("eleni", asked, "answer", Map.of("answer", "Blue"), null).statusCode(428);
        step("eleni", asked, "answer", Map.of("answer", "Blue"), "\"4\"").statusCode(412);
        step("lena", asked, "answer", Map.of("answer", "Blue")).statusCode(200);
        step("eleni", asked, "answer", Map.of("answer", "Green"))
                .statusCode(409)
                .body("state", equalTo("ANSWERED"));
    }

    @Test
    void onlyTheLegsOwnPartyAsksAndOnlyWhileItIsOpen() {
        var leg = request(Desk.recovering(), DEALER, Duration.ofDays(2));
        make("towing", leg + "/questions", Map.of("question", "What?")).statusCode(404);
        as("towing").get(leg + "/questions").then().statusCode(404);
        make("eleni", leg + "/questions", Map.of("question", "What?")).statusCode(403);
        make("dealer", leg + "/questions", Map.of("question", " ")).statusCode(400);
        step("dealer", leg, "decline", Map.of("reason", "No")).statusCode(200);
        make("dealer", leg + "/questions", Map.of("question", "What?"))
                .statusCode(409)
                .body("state", equalTo("DECLINED"));
    }

    private static String ask(String leg, String question) {
        String location = make("dealer", leg + "/questions", Map.of("question", question))
                .statusCode(201)
                .extract()
                .header("Location");
        return location.substring(location.indexOf("/v1/legs/"));
    }
}

package dev.makegood.recovery.remedy;

import static dev.makegood.recovery.testing.Desk.PROBLEM;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class RemediesResourceTest {

    private static final Map<String, Object> REFUND = Map.of(
            "kind",
            "REFUND",
            "description",
            "What you paid the towing firm",
            "value",
            Map.of("amount", "49.90", "currency", "EUR"));

    @Test
    void anApologyComesBeforeAnOffer() {
        var journey = Desk.recovering();
        make("eleni", remedies(journey), REFUND)
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:makegood:problem:apology-owed"));
        Desk.apologise(journey);
        make("eleni", remedies(journey), REFUND).statusCode(201);
    }

    @Test
    void aRemedyIsOfferedTakenAndDelivered() {
        var journey = Desk.apologised();
        Desk.classify(journey);
        var made = make("eleni", remedies(journey), REFUND)
                .statusCode(201)
                .body("state", equalTo("OFFERED"))
                .body("value.amount", equalTo("49.90"))
                .body("value.currency", equalTo("EUR"))
                .body("offeredBy.name", equalTo("Eleni Papadaki"))
                .body("steps", contains("ANSWER", "WITHDRAW"))
                .extract();
        String remedy =
                made.header("Location").substring(made.header("Location").indexOf("/v1/"));
        assertThat(as("marcus").get(remedy).asString()).isEqualTo(made.asString());
        step("eleni", path(journey), "propose", Map.of("words", "Done"))
                .statusCode(409)
                .body("waitsFor", contains("REMEDIES"));
        step("eleni", remedy, "deliver", Map.of("proof", "Bank transfer"))
                .statusCode(409)
                .body("moves", contains("ANSWER", "WITHDRAW"));
        step("eleni", remedy, "answer", Map.of("accepted", true))
                .statusCode(200)
                .body("state", equalTo("ACCEPTED"))
                .body("answeredAt", notNullValue());
        step("eleni", path(journey), "propose", Map.of("words", "Done")).statusCode(409);
        step("eleni", remedy, "deliver", Map.of("proof", "Bank transfer 4711"))
                .statusCode(200)
                .body("state", equalTo("DELIVERED"))
                .body("proof", equalTo("Bank transfer 4711"))
                .body("steps", hasSize(0));
        step("eleni", path(journey), "propose", Map.of("words", "Done")).statusCode(200);
        step("eleni", remedy, "answer", Map.of("accepted", false)).statusCode(409);
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).contains("RemedyOffered", "RemedyAnswered", "RemedyDelivered"));
        assertThat(Published.bodies(journey, "RemedyOffered"))
                .singleElement()
                .asString()
                .contains("\"amount\":\"49.90\"");
    }

    @Test
    void whatIsNotTakenIsNoLongerOpen() {
        var journey = Desk.apologised();
        var id = make("eleni", remedies(journey), Map.of("kind", "EXPLANATION", "description", "How it came about"))
                .statusCode(201)
                .body("value", nullValue())
                .extract()
                .<String>path("id");
        assertThat(read(journey).getInt("openRemedies")).isEqualTo(1);
        step("eleni", remedies(journey) + "/" + id, "answer", Map.of("accepted", false))
                .statusCode(200)
                .body("state", equalTo("DECLINED"));
        assertThat(read(journey).getInt("openRemedies")).isZero();
        as("eleni").get(remedies(journey)).then().statusCode(200).body("items.state", contains("DECLINED"));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, EUR, /value/amount",
        "0.001, EUR, /value/amount",
        "0.5, JPY, /value/amount",
        "1000000000, EUR, /value/amount",
        "99999999999999999999, EUR, /value/amount",
        "1, EURO, /value/currency",
        "1, XXX, /value/currency"
    })
    void whatNobodyCanPayIsRefused(String amount, String currency, String pointer) {
        var journey = Desk.apologised();
        make(
                        "eleni",
                        remedies(journey),
                        Map.of(
                                "kind",
                                "REFUND",
                                "description",
                                "x",
                                "value",
                                Map.of("amount", amount, "currency", currency)))
                .statusCode(422)
                .contentType(PROBLEM)
                .body("errors[0].pointer", equalTo(pointer));
        as("eleni").get(remedies(journey)).then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind": "MIRACLE", "description": "x"}                                                | 400 | /kind
            {"kind": "REFUND"}                                                                     | 400 | /description
            {"kind": "REFUND", "description": "x", "approved": true}                               | 400 | /approved
            {"kind": "REFUND", "description": "x", "value": {"amount": "much", "currency": "EUR"}} | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": "1", "money": "EUR"}}       | 400 | /value/money
            {"kind": "REFUND", "description": "x", "value": {"amount": "1e999999999", "currency": "EUR"}}  | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": "1e-999999999", "currency": "EUR"}} | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": 1e999999999, "currency": "EUR"}}    | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": "0x10", "currency": "EUR"}}         | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": true, "currency": "EUR"}}           | 400 | /value/amount
            {"kind": "REFUND", "description": "x", "value": {"amount": "", "currency": "EUR"}}     | 400 | /value
            {"kind": "REFUND", "description": "x", "value": {"currency": "EUR"}}                   | 422 | /value
            {"kind": "REFUND", "description": "x", "value": {"amount": "1"}}                       | 422 | /value
            """)
    void anOfferThatIsNotUnderstoodIsExplained(String body, int status, String pointer) {
        var journey = Desk.apologised();
        var answer = make("eleni", remedies(journey), body)
                .contentType(PROBLEM)
                .body("errors.pointer", hasItem(startsWith(pointer)))
                .extract();
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void aStepNamesTheVersionThatItWasDecidedOn() {
        var journey = Desk.apologised();
        var remedy = remedies(journey) + "/"
                + make("eleni", remedies(journey), REFUND).extract().<String>path("id");
        step("eleni", remedy, "answer", Map.of("accepted", true), null)
                .statusCode(428)
                .contentType(PROBLEM);
        step("eleni", remedy, "answer", Map.of("accepted", true), "\"4\"")
                .statusCode(412)
                .contentType(PROBLEM);
        step("eleni", remedy, "answer", Map.of(), "\"0\"")
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/accepted"));
        step("eleni", remedy, "answer", Map.of("accepted", "yes"), "\"0\"").statusCode(400);
        step("eleni", remedy, "answer", Map.of("accepted", true), "\"0\"").statusCode(200);
        step("eleni", remedy, "deliver", Map.of("proof", "x"), "\"0\"").statusCode(412);
    }

    @Test
    void onlyTheOwnerOffersAndARemedyIsFoundOnItsOwnJourneyOnly() {
        var journey = Desk.apologised();
        make("mikko", remedies(journey), REFUND).statusCode(403).body("owner.name", equalTo("Eleni Papadaki"));
        make("marcus", remedies(journey), REFUND).statusCode(403);
        make("dealer", remedies(journey), REFUND).statusCode(403);
        make("eleni", remedies(UUID.randomUUID()), REFUND).statusCode(404);
        make("lena", remedies(journey), REFUND).statusCode(201).body("offeredBy.name", equalTo("Lena Hartmann"));
        String id = make("eleni", remedies(journey), REFUND).extract().path("id");
        var other = Desk.apologised();
        as("eleni").get(remedies(other) + "/" + id).then().statusCode(404).contentType(PROBLEM);
        step("eleni", remedies(other) + "/" + id, "answer", Map.of("accepted", true), "\"0\"")
                .statusCode(404);
        as("dealer").get(remedies(journey) + "/" + id).then().statusCode(403);
    }

    private static String remedies(UUID journey) {
        return path(journey) + "/remedies";
    }
}

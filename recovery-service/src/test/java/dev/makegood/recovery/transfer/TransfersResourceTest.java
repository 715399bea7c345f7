package dev.makegood.recovery.transfer;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Published;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class TransfersResourceTest {

    private static final String SOFIA = String.valueOf(Colleagues.ID.get("sofia"));

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "mikko", "lena");
    }

    @Test
    void untilItIsAcceptedTheOldOwnerOwns() {
        var journey = Complaints.takenByEleni();
        var transfer = offer(journey);
        as("sofia").get("/v1/journeys/transfers?limit=100").then().body("items.journeyId", hasItem(journey.toString()));
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        step("sofia", transfer, "accept", null).statusCode(200).body("state", equalTo("ACCEPTED"));
        as("sofia").get(path(journey)).then().body("owner.id", equalTo(SOFIA)).body("holder.id", equalTo(SOFIA));
        make("eleni", path(journey) + "/updates", Map.of("words", "Still me?")).statusCode(403);
        as("eleni").get(path(journey) + "/ownership").then().body("unownedSeconds", equalTo(0));
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("TransferOffered", "OwnerChanged"));
    }

    @Test
    void whatIsDeclinedStaysWhereItIs() {
        var journey = Complaints.takenByEleni();
        var transfer = offer(journey);
        step("mikko", transfer, "decline", Map.of("reason", "Not mine")).statusCode(403);
        step("sofia", transfer, "decline", Map.of("reason", "In court until Friday"))
                .statusCode(200)
                .body("answer", equalTo("In court until Friday"));
        step("sofia", transfer, "accept", null).statusCode(409);
        as("eleni").get(path(journey)).then().body("owner.id", equalTo(ELENI.id()));
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("TransferDeclined"));
    }

    @Test
    void oneOfferAtATime() {
        var journey = Complaints.takenByEleni();
        var transfer = offer(journey);
        make("eleni", path(journey) + "/transfers", body("mikko", null))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:transfer-pending"))
                .body("to.id", equalTo(SOFIA));
        step("mikko", transfer, "withdraw", null).statusCode(403);
        step("eleni", transfer, "withdraw", null).statusCode(200).body("state", equalTo("WITHDRAWN"));
        make("eleni", path(journey) + "/transfers", body("mikko", null)).statusCode(201);
    }

    @Test
    void anOfferLapsesByItself() {
        var journey = Complaints.takenByEleni();
        var transfer = make(
                        "eleni",
                        path(journey) + "/transfers",
                        body("sofia", Instant.now().plusMillis(800)))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        var path = path(journey) + "/transfers/" + transfer;
        await().atMost(Duration.ofSeconds(6))
                .until(() -> as("eleni").get(path).jsonPath().getString("state").equals("EXPIRED"));
        step("sofia", path, "accept", null).statusCode(409);
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("TransferExpired"));
        as("eleni").get(path(journey)).then().body("owner.id", equalTo(ELENI.id()));
    }

    @Test
    void whatOvertakesAnOfferEndsIt() {
        var journey = Complaints.takenByEleni();
        var transfer = offer(journey);
        step("lena", path(journey), "assign", Map.of("to", Colleagues.ID.get("mikko"), "reason", "Finnish"))
                .statusCode(200);
        as("eleni").get(transfer).then().body("state", equalTo("WITHDRAWN"));
        step("sofia", transfer, "accept", null).statusCode(409);
        var closed = Complaints.takenByEleni();
        var other = offer(closed);
        step("eleni", path(closed), "withdraw", null).statusCode(200);
        as("eleni").get(other).then().body("state", equalTo("WITHDRAWN"));
        make("lena", path(closed) + "/transfers", body("sofia", null)).statusCode(409);
    }

    @Test
    void anOfferIsMadeToSomeoneElseWhoWorksHereAndForAWhile() {
        var journey = Complaints.takenByEleni();
        make("eleni", path(journey) + "/transfers", body("eleni", null)).statusCode(422);
        make("eleni", path(journey) + "/transfers", Map.of("to", "nobody", "reason", "x"))
                .statusCode(422);
        make("eleni", path(journey) + "/transfers", body("sofia", Instant.now().minusSeconds(1)))
                .statusCode(422);
        make("eleni", path(journey) + "/transfers", body("sofia", Instant.now().plus(Duration.ofDays(8))))
                .statusCode(422);
        make("sofia", path(journey) + "/transfers", body("sofia", null)).statusCode(403);
        make("eleni", path(UUID.randomUUID()) + "/transfers", body("sofia", null))
                .statusCode(404);
    }

    private static String offer(UUID journey) {
        var id = make("eleni", path(journey) + "/transfers", body("sofia", null))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        return path(journey) + "/transfers/" + id;
    }

    private static Map<String, Object> body(String to, @org.jspecify.annotations.Nullable Instant expiresAt) {
        var id = String.valueOf(Colleagues.ID.get(to));
        return expiresAt == null
                ? Map.of("to", id, "reason", "She knows the insurer.")
                : Map.of("to", id, "reason", "She knows the insurer.", "expiresAt", expiresAt.toString());
    }
}

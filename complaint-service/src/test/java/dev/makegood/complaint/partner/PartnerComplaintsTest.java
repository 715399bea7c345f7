package dev.makegood.complaint.partner;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A partner's program takes complaints in for its customers, and learns of its own alone. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class PartnerComplaintsTest {

    private static final Person ELENI = new Person("00000000-0000-4000-8000-000000000002", "Eleni Papadaki");
    private static final String COASTLINE = "coastline-travel";
    private static final String NORTHGATE = "northgate-portal";

    @Inject
    Topics topics;

    @Test
    void aPartnerTakesAComplaintInOnceAndSeesWhereItStands() {
        var ref = "CL/" + UUID.randomUUID() + " ä:1";
        var received = creating(by(COASTLINE)).body(complaint(ref)).post("/v1/complaints");
        received.then().statusCode(201);
        var id = UUID.fromString(received.path("id"));
        creating(by(COASTLINE))
                .body(complaint(ref))
                .post("/v1/complaints")
                .then()
                .statusCode(409)
                .body("complaintId", equalTo(id.toString()));
        as("eleni")
                .get("/v1/complaints/" + id)
                .then()
                .body("channel", equalTo("PARTNER"))
                .body("externalRef", equalTo("partner:coastline-travel:" + ref))
                .body("customer.name", equalTo("Nikos Papadopoulos"));

        var due = Instant.parse("2031-03-05T14:30:00Z");
        topics.tell(new JourneyOpened(id, ELENI, JourneyState.OPENED, Instant.now()));
        topics.tell(new PromiseMade(
                id,
                UUID.randomUUID(),
                PromiseKind.ACKNOWLEDGEMENT,
                due,
                null,
                null,
                null,
                null,
                null,
                JourneyState.OPENED,
                Instant.now()));
        await().untilAsserted(() -> by(COASTLINE)
                .get("/v1/partner/complaints/{ref}", ref)
                .then()
                .statusCode(200)
                .body("owner", equalTo("Eleni"))
                .body("nextPromise.kind", equalTo("ACKNOWLEDGEMENT"))
                .body("nextPromise.dueAt", equalTo("2031-03-05T14:30:00Z")));
        assertThat(by(COASTLINE)
                        .get("/v1/partner/complaints/{ref}", ref)
                        .jsonPath()
                        .<Map<String, Object>>get())
                .containsOnlyKeys("externalRef", "state", "owner", "nextPromise");
    }

    @Test
    void twoPartnersNeitherMeetNorLearnOfEachOther() {
        var ref = "SAME-" + UUID.randomUUID();
        creating(by(COASTLINE))
                .body(complaint(ref))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
        by(NORTHGATE).get("/v1/partner/complaints/{ref}", ref).then().statusCode(404);
        creating(by(NORTHGATE))
                .body(complaint(ref))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
        for (String probe : List.of(
                "../coastline-travel:" + ref,
                "coastline-travel:" + ref,
                "partner:coastline-travel:" + ref,
                ref + " ",
                ref.toLowerCase(Locale.ROOT),
                "%")) {
            by(NORTHGATE).get("/v1/partner/complaints/{ref}", probe).then().statusCode(404);
        }
        creating(as("eleni"))
                .body(complaint("partner:coastline-travel:" + ref))
                .post("/v1/complaints")
                .then()
                .statusCode(400);
        creating(as("eleni"))
                .body(complaint("Partner:x:" + ref))
                .post("/v1/complaints")
                .then()
                .statusCode(400);
        creating(as("eleni")).body(complaint(ref)).post("/v1/complaints").then().statusCode(201);
    }

    @Test
    void aPartnerNamesItsOwnCustomersAndNothingThatIsOurs() {
        long before = Database.number("select count(*) from complaint where channel = 'PARTNER'");
        Map<String, Map<String, @Nullable Object>> refused = Map.of(
                "/externalRef", with("externalRef", null),
                "/channel", with("channel", "PHONE"),
                "/customerId", with("customerId", UUID.randomUUID().toString()),
                "/customer", with("customer", Map.of("name", "Nikos", "language", "en", "segment", "gold")));
        refused.forEach((pointer, body) -> creating(by(COASTLINE))
                .body(body)
                .post("/v1/complaints")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo(pointer)));
        creating(given().auth().oauth2(Tokens.ofClient("nobody-we-know")))
                .body(complaint("x"))
                .post("/v1/complaints")
                .then()
                .statusCode(403);
        assertThat(Database.number("select count(*) from complaint where channel = 'PARTNER'"))
                .isEqualTo(before);
        for (String path :
                List.of("/v1/complaints", "/v1/customers", "/v1/voices", "/v1/surveys", "/v1/surveys/summary")) {
            by(COASTLINE).get(path).then().statusCode(403);
        }
        as("eleni").get("/v1/partner/complaints/x").then().statusCode(403);
        given().get("/v1/partner/complaints/x").then().statusCode(401);
    }

    @Test
    void whereNothingIsPromisedNothingIsTold() {
        var ref = "NP-" + UUID.randomUUID();
        creating(by(COASTLINE))
                .body(complaint(ref))
                .post("/v1/complaints")
                .then()
                .statusCode(201);
        by(COASTLINE)
                .get("/v1/partner/complaints/{ref}", ref)
                .then()
                .statusCode(200)
                .body("state", equalTo("OPENED"))
                .body("nextPromise", nullValue());
    }

    private static Map<String, Object> complaint(String ref) {
        return Map.of(
                "customer",
                Map.of("name", "Nikos Papadopoulos", "language", "el"),
                "verbatim",
                "Χάλασε το ταξίδι",
                "externalRef",
                ref);
    }

    private static Map<String, @Nullable Object> with(String field, @Nullable Object value) {
        Map<String, @Nullable Object> body = new HashMap<>(complaint("W-" + UUID.randomUUID()));
        if (field.equals("customerId")) {
            body.remove("customer");
        }
        body.put(field, value);
        return body;
    }

    private static RequestSpecification by(String client) {
        return given().auth().oauth2(Tokens.ofClient(client));
    }
}

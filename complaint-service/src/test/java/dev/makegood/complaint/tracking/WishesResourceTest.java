package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Desk;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.testing.Topics.Told;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Somebody above the owner, another language, or nothing more of it: what customers ask for on their page. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class WishesResourceTest {

    @Inject
    Topics topics;

    @Inject
    CustomersPage them;

    @Test
    void somebodyAboveTheOwnerIsAskedForOnce() throws Exception {
        var id = Desk.complaint("Nikos", "en", "My car broke down");
        assertThat(them.page(id)).contains("Ask somebody above Lena to look at it", "/escalated?lang=en");
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : fingers.invokeAll(Collections.<Callable<Response>>nCopies(
                    4, () -> CustomersPage.press(them.token(id), "escalated", " Six weeks! ")))) {
                assertThat(pressed.get().statusCode()).isEqualTo(303);
                assertThat(pressed.get().header("Location"))
                        .isEqualTo("../%s?answered=escalated&lang=en".formatted(them.token(id)));
            }
        }
        assertThat(them.page(id)).contains("asked for somebody above Lena.").doesNotContain("/escalated");
        assertThat(them.answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.EscalationAsked");
            assertThat(told.body().path("words").asText()).isEqualTo("Six weeks!");
        });
        topics.tell(new JourneyEscalated(
                id,
                EscalationReason.CUSTOMER,
                List.of(new Person("x", "Marta Silva")),
                null,
                JourneyState.OPENED,
                CustomersPage.now()));
        topics.tell(new JourneyEscalated(
                id,
                EscalationReason.PROMISE_AT_RISK,
                List.of(new Person("y", "Inner Circle")),
                null,
                JourneyState.OPENED,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id))
                .contains("You asked for somebody above Lena.", "Six weeks!", "Marta looks at it too.")
                .doesNotContain("Inner"));
    }

    @Test
    void whoIsOutsideIsNamedOnceItWasRefused() {
        var id = Desk.complaint("Nikos", "en", "My car broke down");
        assertThat(them.page(id)).doesNotContain("turn to somebody outside");
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "p",
                "30 days",
                "Too late",
                "Turn to the ombudsman.",
                null,
                CustomersPage.ELENI,
                null,
                JourneyState.REFUSED,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id))
                .contains("You can also turn to somebody outside", "<blockquote dir=\"auto\">Turn to the ombudsman."));
    }

    @Test
    void aComplaintIsTakenBackInTwoStepsAndComesBackInOne() throws SQLException {
        var id = Desk.complaint("Nikos", "el", "Χάλασε");
        var before = them.rows(id);
        assertThat(them.page(id)).contains("/withdraw?lang=el");
        assertThat(given().get("/track/%s/withdraw".formatted(them.token(id))).asString())
                .contains("Απόσυρση του παραπόνου σας", "/withdrawn?lang=el", "Όχι, επιστροφή")
                .doesNotContain("<script");
        assertThat(them.rows(id)).isEqualTo(before);

        var tooMuch = CustomersPage.press(them.token(id), "withdrawn", "Ω".repeat(2_001));
        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(tooMuch.asString()).contains("Ω".repeat(2_001), "aria-invalid=\"true\"");
        assertThat(them.rows(id)).isEqualTo(before);

        CustomersPage.press(them.token(id), "withdrawn", "Το βρήκα").then().statusCode(303);
        CustomersPage.press(them.token(id), "withdrawn", "Το βρήκα").then().statusCode(303);
        assertThat(them.page(id))
                .contains("Η υπόθεση έχει κλείσει.", "/disputed?lang=el")
                .doesNotContain("/withdraw", "/escalated");
        assertThat(given().get("/track/%s/withdraw".formatted(them.token(id))).asString())
                .contains("Η υπόθεση έχει κλείσει.");
        CustomersPage.press(them.token(id), "disputed", "Χάλασε ξανά").then().statusCode(303);
        assertThat(them.answers(id))
                .extracting(Told::type, told -> told.body().path("words").asText())
                .containsExactly(
                        tuple("dev.makegood.ComplaintWithdrawn", "Το βρήκα"),
                        tuple("dev.makegood.RecoveryDisputed", "Χάλασε ξανά"));
    }

    @Test
    void theyChooseTheirLanguageAndWhatReachesThem() {
        var id = complaint(Map.of(
                "name", "Nikos", "language", "el", "email", "nikos@customers.example", "phone", "+30 210 5550114"));
        assertThat(them.page(id))
                .contains(
                        "<option value=\"el\" lang=\"el\" selected>",
                        "value=\"SMS\"",
                        "name=\"surveys\" value=\"yes\" checked");
        var saved = prefer(id, Map.of("language", "fi", "medium", "SMS"));
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(saved.header("Location")).isEqualTo("../%s?answered=changed&lang=fi".formatted(them.token(id)));
        assertThat(them.page(id))
                .contains("<html lang=\"fi\">", "value=\"SMS\" checked", "name=\"surveys\" value=\"yes\">")
                .contains("<option value=\"fi\" lang=\"fi\" selected>");
        String customer =
                as("eleni").get("/v1/complaints/" + id).then().extract().path("customer.id");
        await().untilAsserted(() -> assertThat(topics.told(Topic.COMPLAINTS, UUID.fromString(customer)))
                .singleElement()
                .satisfies(
                        told -> assertThat(told.body().at("/customer/language").asText())
                                .isEqualTo("fi")));
        for (Map<String, String> wrong : List.of(
                Map.<String, String>of(),
                Map.of("language", "xx"),
                Map.of("language", "en", "medium", "WEBHOOK"),
                Map.of("language", "en", "medium", "PIGEON"))) {
            prefer(id, wrong).then().statusCode(400);
        }
        assertThat(them.page(id)).contains("<html lang=\"fi\">");
    }

    @Test
    void whatDoesNotReachThemIsNotOffered() {
        var id = Desk.complaint("Nikos", "en", "My car broke down");
        assertThat(them.page(id)).doesNotContain("value=\"SMS\"");
        prefer(id, Map.of("language", "en", "medium", "SMS")).then().statusCode(400);
    }

    private static UUID complaint(Map<String, String> customer) {
        return UUID.fromString(creating(given())
                .body(Map.of("customer", customer, "verbatim", "My car broke down"))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private Response prefer(UUID complaint, Map<String, String> fields) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .post("/track/%s/preferences".formatted(them.token(complaint)));
    }
}

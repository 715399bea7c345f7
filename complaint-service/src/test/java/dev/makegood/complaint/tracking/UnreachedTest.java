package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.creating;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.contract.Suppression;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers whose mail comes back: the desk knows, and they can say where it should go. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class UnreachedTest {

    private static final String UNREACHED = "Our mails do not reach you at the moment.";

    @Inject
    Topics topics;

    @Inject
    CustomersPage them;

    @Inject
    Event<Erasing> erasing;

    @Test
    void whoseMailComesBackIsKnownUntilTheyHaveAnotherAddress() {
        var id = complaint("en");
        var customer = customer(id);
        dead(customer).body("items", hasSize(0));
        assertThat(them.page(id)).doesNotContain(UNREACHED);

        // That a party or a colleague hears nothing says nothing of the customer.
        topics.tell(suppressed(id, Audience.PARTY, Suppression.BOUNCED));
        topics.tell(suppressed(id, Audience.CUSTOMER, Suppression.BOUNCED));
        topics.tell(suppressed(id, Audience.CUSTOMER, Suppression.BOUNCED));
        await().untilAsserted(() -> dead(customer)
                .body("items", hasSize(1))
                .body("items[0].medium", equalTo("EMAIL"))
                .body("items[0].address", equalTo("nobody@customers.example"))
                .body("items[0].reason", equalTo("BOUNCED")));
        assertThat(them.page(id)).contains(UNREACHED, "href=\"#messages\"");
        as("eleni")
                .get("/v1/complaints/" + id + "/timeline")
                .then()
                .body("items.findAll { it.kind == 'RecipientSuppressed' }", hasSize(3));

        as("eleni")
                .contentType(ContentType.JSON)
                .header("If-Match", as("eleni").get("/v1/customers/" + customer).header("ETag"))
                .body(Map.of("name", "Nikos", "language", "en", "email", "nikos@customers.example"))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(200);
        dead(customer).body("items", hasSize(0));
        assertThat(them.page(id)).doesNotContain(UNREACHED);
    }

    @Test
    void anAddressToWhichSomethingIsSentAgainIsNotDead() {
        var id = complaint("en");
        topics.tell(suppressed(id, Audience.CUSTOMER, Suppression.COMPLAINED));
        await().untilAsserted(() -> dead(customer(id)).body("items", hasSize(1)));
        topics.tell(new NotificationSent(
                id,
                UUID.randomUUID(),
                "update",
                Medium.EMAIL,
                Language.EN,
                Audience.CUSTOMER,
                null,
                Instant.parse("2999-01-02T00:00:00Z")));
        await().untilAsserted(() -> dead(customer(id)).body("items", hasSize(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            es | En este momento nuestros correos no le llegan.
            el | Τα μηνύματά μας δεν σας φτάνουν αυτή τη στιγμή.
            fi | Sähköpostimme eivät tällä hetkellä tule perille.
            ru | Сейчас наши письма до вас не доходят.
            """)
    void theirPageSaysSoInTheirLanguage(String language, String words) {
        var id = complaint(language);
        topics.tell(suppressed(id, Audience.CUSTOMER, Suppression.BOUNCED));
        await().untilAsserted(() -> assertThat(them.page(id)).contains(words));
    }

    @Test
    void whoIsForgottenHasNoAddressHere() {
        var id = complaint("en");
        topics.tell(suppressed(id, Audience.CUSTOMER, Suppression.BOUNCED));
        var customer = customer(id);
        await().untilAsserted(() -> dead(customer).body("items", hasSize(1)));
        QuarkusTransaction.requiringNew().run(() -> erasing.fire(new Erasing(customer, List.of(id))));
        assertThat(Database.number("select count(*) from dead_address where customer_id = ?", customer))
                .isZero();
    }

    private static UUID complaint(String language) {
        return UUID.fromString(creating(given())
                .body(Map.of(
                        "customer",
                        Map.of("name", "Nikos", "language", language, "email", "nobody@customers.example"),
                        "verbatim",
                        "My car broke down"))
                .post("/v1/complaints")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static UUID customer(UUID complaint) {
        return UUID.fromString(Database.column("select customer_id from complaint where id = ?", complaint)
                .getFirst());
    }

    private static ValidatableResponse dead(UUID customer) {
        return as("eleni")
                .get("/v1/customers/" + customer + "/dead-addresses")
                .then()
                .statusCode(200);
    }

    private static RecipientSuppressed suppressed(UUID complaint, Audience audience, Suppression reason) {
        return new RecipientSuppressed(
                complaint, Medium.EMAIL, audience, reason, Instant.parse("2999-01-01T00:00:00Z"));
    }
}

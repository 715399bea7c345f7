package dev.makegood.notification.suppression;

import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static dev.makegood.notification.Mailbox.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Suppression;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Events;
import dev.makegood.notification.channel.Destination;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An address that is stopped gets nothing more, and nothing here tells which it is. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class SuppressionsResourceTest {

    @Inject
    Suppressions suppressions;

    @Inject
    AgroalDataSource database;

    @Test
    void whoIsStoppedGetsNothingUntilTheyAreLetGo() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var stopped = stop("lena", address(id).toUpperCase(java.util.Locale.ROOT), "She called and asked for it.");
        publish(received);

        var failed = await().atMost(Duration.ofSeconds(20)).until(() -> told(id), events -> !events.isEmpty());
        assertThat(failed.getFirst())
                .containsEntry("type", "dev.makegood.NotificationFailed")
                .containsEntry("reason", "suppressed: STOPPED");
        assertThat(mails(address(id))).isEmpty();

        var lifted = as("lena")
                .queryParam("because", "She wants mail again.")
                .delete("/v1/suppressions/" + stopped)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(lifted.getString("lifted.because")).isEqualTo("She wants mail again.");
        assertThat(lifted.getString("lifted.by.name")).isEqualTo("Lena Hartmann");
        publish(new UpdateGiven(id, Events.ELENI, "One.", JourneyState.RECOVERING, Events.NOW));
        assertThat(awaitMails(address(id), 1)).hasSize(1);

        assertThat(list(Map.of("address", address(id)))).isEmpty();
        assertThat(list(Map.of("address", address(id), "lifted", true))).containsExactly(stopped);
        as("lena")
                .queryParam("because", "Again.")
                .delete("/v1/suppressions/" + stopped)
                .then()
                .statusCode(404);
    }

    @Test
    void anAddressIsLookedUpHoweverItIsWrittenAndKeptNowhere() throws SQLException {
        var address = "Ann.%s@Example.org".formatted(UUID.randomUUID());
        var stopped = stop("lena", address, "No more to " + address.toUpperCase(java.util.Locale.ROOT) + ", please.");

        assertThat(list(Map.of("address", " " + address.toLowerCase(java.util.Locale.ROOT))))
                .containsExactly(stopped);
        assertThat(list(Map.of("address", address, "medium", "SMS"))).isEmpty();
        assertThat(list(Map.of("address", address, "reason", "BOUNCED"))).isEmpty();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select suppression::text from suppression where id = ?")) {
            select.setObject(1, UUID.fromString(stopped));
            try (var rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1))
                        .contains("No more to (address), please.")
                        .doesNotContainIgnoringCase(address.substring(0, 20));
            }
        }
    }

    @Test
    void whatIsStoppedAlreadyIsNotStoppedAgain() {
        var address = "ann.%s@example.org".formatted(UUID.randomUUID());
        stop("lena", address, "Once.");
        as("lena")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("address", address, "because", "Twice."))
                .post("/v1/suppressions")
                .then()
                .statusCode(409);
        assertThat(list(Map.of("address", address))).hasSize(1);

        var mailbox = new Destination.Mailbox(address);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> suppressions.add(mailbox, Suppression.BOUNCED, "550 5.1.1 unknown")))
                .isFalse();
    }

    @Test
    void numbersAreStoppedApartFromMailboxes() {
        var number = "+35840" + Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000);
        stop("lena", number, "A wrong number.");
        var phone = new Destination.Phone(number);
        var other = new Destination.Mailbox(number + "@example.org");
        assertThat(suppressions.among(List.of(phone, other))).containsExactly(Map.entry(phone, Suppression.STOPPED));
        assertThat(list(Map.of("address", number, "medium", Medium.SMS))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "@example.org", "ann@example.org,bob@example.org b@c", "0401234567", "a@b@c"})
    void whatIsNoAddressIsNotStopped(String address) {
        as("lena")
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("address", address, "because", "No reason."))
                .post("/v1/suppressions")
                .then()
                .statusCode(400);
    }

    @Test
    void agentsMayNot() {
        as("eleni").get("/v1/suppressions").then().statusCode(403);
        as("eleni")
                .queryParam("because", "No.")
                .delete("/v1/suppressions/" + UUID.randomUUID())
                .then()
                .statusCode(403);
        RestAssured.get("/v1/suppressions").then().statusCode(401);
    }

    @Test
    void theListGoesOnByItsCursor() {
        var first = stop("lena", "a-%s@example.org".formatted(UUID.randomUUID()), "One.");
        var second = stop("lena", "b-%s@example.org".formatted(UUID.randomUUID()), "Two.");
        var page = as("lena")
                .queryParam("limit", 1)
                .queryParam("reason", "STOPPED")
                .get("/v1/suppressions")
                .jsonPath();
        assertThat(page.getList("items.id")).containsExactly(second);
        assertThat(list(Map.of("cursor", page.getString("next"), "reason", "STOPPED", "limit", 1)))
                .containsExactly(first);
    }

    private static String stop(String user, String address, String because) {
        return as(user).header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("address", address, "because", because))
                .post("/v1/suppressions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static List<String> list(Map<String, ?> parameters) {
        return as("lena")
                .queryParams(parameters)
                .get("/v1/suppressions")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static RequestSpecification as(String user) {
        return RestAssured.given().auth().oauth2(Tokens.of(user)).contentType(ContentType.JSON);
    }
}

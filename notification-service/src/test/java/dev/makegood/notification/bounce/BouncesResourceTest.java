package dev.makegood.notification.bounce;

import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.Language;
import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.suppression.Suppressions;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes back is believed where it proves what it is about, and then the owner learns that the customer did not hear. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class BouncesResourceTest {

    @Inject
    Suppressions suppressions;

    /** A mail that was sent. */
    private record Sent(UUID complaint, String delivery, String path) {}

    @ParameterizedTest
    @CsvSource({
        "postfix, DEAD, FAILED, BOUNCED",
        "exchange, DEAD, FAILED, BOUNCED",
        "qmail, DEAD, FAILED, BOUNCED",
        "gmail, CAME_BACK, FAILED,",
        "delayed, DELAYED, SENT,",
        "delivered, ARRIVED, DELIVERED,",
        "feedback, UNWANTED, SENT, COMPLAINED",
        "away, IGNORED, SENT,"
    })
    void aReportHasItsEffect(String name, String effect, String state, @Nullable Suppression suppression)
            throws IOException {
        var sent = sent();
        assertThat(take(mail(name, sent)).getString("effect")).isEqualTo(effect);
        var delivery = delivery(sent);
        assertThat(delivery.getString("state")).isEqualTo(state);
        var mailbox = new Destination.Mailbox(address(sent.complaint()));
        assertThat(suppressions.among(List.of(mailbox)))
                .isEqualTo(suppression == null ? Map.of() : Map.of(mailbox, suppression));
        if (state.equals("FAILED")) {
            assertThat(delivery.getString("lastAnswer"))
                    .startsWith("came back: ")
                    .doesNotContain("maria@example.org");
        }
    }

    @Test
    void theOwnerLearnsOnceHoweverOftenItComes() throws IOException {
        var sent = sent();
        for (int i = 0; i < 3; i++) {
            take(mail("postfix", sent));
        }
        take(mail("delivered", sent));
        var told = await().atMost(Duration.ofSeconds(20)).until(() -> told(sent.complaint()), all -> all.size() >= 3);
        assertThat(told)
                .extracting(event -> event.get("type"))
                .containsExactlyInAnyOrder(
                        "dev.makegood.NotificationSent",
                        "dev.makegood.NotificationFailed",
                        "dev.makegood.RecipientSuppressed");
        assertThat(delivery(sent).getString("state")).isEqualTo("FAILED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postfix", "exchange", "qmail", "gmail", "delivered"})
    void whatIsForgedChangesNothing(String name) throws IOException {
        var sent = sent();
        int at = "bounces+".length() + 30;
        var forged = new StringBuilder(sent.path());
        forged.setCharAt(at, forged.charAt(at) == 'x' ? 'y' : 'x');
        assertThat(take(mail(name, new Sent(sent.complaint(), sent.delivery(), forged.toString())))
                        .getString("effect"))
                .isEqualTo("UNPROVEN");
        assertThat(delivery(sent).getString("state")).isEqualTo("SENT");
        assertThat(suppressions.among(List.of(new Destination.Mailbox(address(sent.complaint())))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep", "parts", "fields", "line", "nothing", "binary"})
    void whatIsHostileIsReadWithinItsBounds(String how) {
        var boundary = "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: ";
        var mail = switch (how) {
            case "deep" -> (boundary + "message/rfc822\n\n").repeat(3_000);
            case "parts" -> boundary + "text/plain\n\nx\n--b\nContent-Type: ".repeat(20_000);
            case "fields" -> boundary + "message/delivery-status\n\n" + "Action: failed\n\n".repeat(20_000);
            case "line" -> "Subject: " + "a".repeat(500_000) + "\n\n";
            case "nothing" -> "";
            default -> "\u0000\u0001\u00ff".repeat(1_000);
        };
        long before = System.nanoTime();
        var report = ReportReader.read(mail.getBytes(StandardCharsets.UTF_8));
        assertThat(report.messageId()).isEmpty();
        assertThat(report.addresses()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void onlyOperatorsMay() {
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("lena"))
                .config(rfc822())
                .contentType("message/rfc822")
                .body("x")
                .post("/v1/bounces")
                .then()
                .statusCode(403);
    }

    private static Sent sent() {
        var received = complaint(Language.EN, "Ann Ode");
        publish(received);
        var path = awaitMails(address(received.complaintId()), 1).getFirst().envelopeFrom();
        var id = await().atMost(Duration.ofSeconds(20))
                .until(() -> list(received.complaintId()), found -> "SENT".equals(found.getString("items[0].state")))
                .getString("items[0].id");
        return new Sent(received.complaintId(), id, path);
    }

    private static String mail(String name, Sent sent) throws IOException {
        try (InputStream file = BouncesResourceTest.class.getResourceAsStream("/bounce/" + name + ".eml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{path}", sent.path())
                    .replace("{id}", sent.delivery())
                    .replace("\n", "\r\n");
        }
    }

    private static JsonPath take(String mail) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("olga"))
                .config(rfc822())
                .contentType("message/rfc822")
                .body(mail)
                .post("/v1/bounces")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static io.restassured.config.RestAssuredConfig rfc822() {
        return RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("message/rfc822", ContentType.TEXT));
    }

    private static JsonPath delivery(Sent sent) {
        return get("/v1/deliveries/" + sent.delivery());
    }

    private static JsonPath list(UUID complaint) {
        return get("/v1/deliveries?complaint=" + complaint);
    }

    private static JsonPath get(String path) {
        return RestAssured.given().auth().oauth2(Tokens.of("eleni")).get(path).jsonPath();
    }
}

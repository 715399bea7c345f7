package dev.makegood.notification.suppression;

import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Mailbox.awaitMails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Events;
import dev.makegood.notification.channel.Destination.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader gets no more of what they would not miss, by their own hand alone, and hears of their complaint all the same. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class UnsubscribeResourceTest {

    @Inject
    Unsubscriptions unsubscriptions;

    @Inject
    Suppressions suppressions;

    @Inject
    Fingerprints fingerprints;

    @Inject
    LinkTokens tokens;

    @Test
    void lookingChangesNothingAndOneClickDoes() {
        var received = complaint(Language.EN, "Ann Ode");
        var mailbox = new Mailbox(address(received.complaintId()));
        var token = unsubscriptions.token(mailbox);
        for (int i = 0; i < 3; i++) {
            RestAssured.get("/unsubscribe/" + token)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .header("Referrer-Policy", "no-referrer");
            RestAssured.head("/unsubscribe/" + token).then().statusCode(200);
        }
        assertThat(suppressions.unsubscribed(List.of(mailbox))).isEmpty();

        for (int i = 0; i < 2; i++) {
            RestAssured.given()
                    .contentType("application/x-www-form-urlencoded")
                    .body("List-Unsubscribe=One-Click")
                    .post("/unsubscribe/" + token)
                    .then()
                    .statusCode(200);
        }
        assertThat(suppressions.unsubscribed(List.of(mailbox))).containsExactly(mailbox);
        assertThat(suppressions.among(List.of(mailbox))).isEmpty();

        publish(received);
        publish(new UpdateGiven(received.complaintId(), ELENI, "One.", JourneyState.RECOVERING, Events.NOW));
        assertThat(awaitMails(address(received.complaintId()), 2)).hasSize(2);
    }

    @Test
    void aTokenThatIsNotOursIsNothingWhateverIsWrongWithIt() {
        var token = unsubscriptions.token(new Mailbox("ann-%s@example.org".formatted(UUID.randomUUID())));
        for (var wrong : List.of(
                "",
                "x",
                token.toLowerCase(Locale.ROOT),
                token.substring(1),
                token + "A",
                "A".repeat(token.length()),
                token.substring(0, token.length() - 1) + (token.endsWith("x") ? "y" : "x"))) {
            var body = RestAssured.get("/unsubscribe/" + wrong)
                    .then()
                    .statusCode(404)
                    .extract()
                    .asString();
            assertThat(body).contains("There is nothing here");
            RestAssured.post("/unsubscribe/" + wrong).then().statusCode(404);
        }
    }

    @Test
    void aLinkThatIsTooOldSaysSoAndNothingElse() {
        var mailbox = new Mailbox("ann-%s@example.org".formatted(UUID.randomUUID()));
        var longAgo = Clock.offset(Clock.systemUTC(), Duration.ofDays(-366));
        var old = new Unsubscriptions(fingerprints, tokens, suppressions, () -> Duration.ofDays(365), longAgo)
                .token(mailbox);
        RestAssured.get("/unsubscribe/" + old).then().statusCode(410);
        RestAssured.post("/unsubscribe/" + old).then().statusCode(410);
        assertThat(suppressions.unsubscribed(List.of(mailbox))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "en, more such letters",
        "es, cartas así",
        "el, τέτοια γράμματα",
        "fi, tällaisia kirjeitä",
        "ru, таких писем"
    })
    void itAsksInTheReadersLanguage(String language, String words) {
        var token = unsubscriptions.token(new Mailbox("ann@example.org"));
        var page = RestAssured.given()
                .header("Accept-Language", language)
                .get("/unsubscribe/" + token)
                .asString();
        assertThat(page).contains("lang=\"" + language + "\"", words).doesNotContain("ann@example.org");
    }
}

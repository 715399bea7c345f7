package dev.makegood.complaint.tracking;

import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customer says whether it is put right, and what they think of what they are offered. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class VerdictsTest {

    @Inject
    Topics topics;

    @Inject
    CustomersPage them;

    @Test
    void anOfferIsAnsweredOnThePageOnce() throws Exception {
        var id = complaint("Nikos", "fi", "My car broke down");
        var taken = offered(id, "A night in a hotel", new Money(new BigDecimal("120.00"), "EUR"));
        var left = offered(id, "<b>An explanation</b>", null);
        var gone = offered(id, "A voucher", null);
        topics.tell(new RemedyWithdrawn(
                id,
                gone,
                RemedyKind.GESTURE,
                "A voucher",
                CustomersPage.ELENI,
                "x",
                JourneyState.RECOVERING,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("Eleni perui tarjouksen."));
        assertThat(them.page(id).replace('\u00a0', ' '))
                .contains("Eleni tarjoaa sinulle tätä", "A night in a hotel", "Sen arvo on 120,00 €.")
                .contains("action=\"/track/%s/offers/%s/accepted?lang=fi\"".formatted(them.token(id), taken))
                .contains("&lt;b&gt;An explanation&lt;/b&gt;")
                .doesNotContain("offers/" + gone);

        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : fingers.invokeAll(
                    Collections.<Callable<Response>>nCopies(6, () -> pressOffer(them.token(id), taken, "accepted")))) {
                assertThat(pressed.get().statusCode()).isEqualTo(303);
                assertThat(pressed.get().header("Location"))
                        .isEqualTo("../../../%s?answered=answered&lang=fi".formatted(them.token(id)));
            }
        }
        pressOffer(them.token(id), taken, "declined").then().statusCode(303);
        pressOffer(them.token(id), left, "declined").then().statusCode(303);
        pressOffer(them.token(id), gone, "accepted").then().statusCode(303);
        pressOffer(them.token(id), "not-an-offer", "accepted").then().statusCode(303);
        assertThat(pressOffer("A".repeat(43), taken, "accepted").statusCode()).isEqualTo(404);
        given().get("/track/%s/offers/%s/accepted".formatted(them.token(id), taken))
                .then()
                .statusCode(405);
        assertThat(them.page(id)).doesNotContain("/confirmed", "/disputed");
        assertThat(them.answers(id))
                .extracting(
                        told -> told.type(),
                        told -> told.body().path("remedyId").asText(),
                        told -> told.body().path("accepted").asBoolean())
                .containsExactly(
                        tuple("dev.makegood.OfferAnswered", taken.toString(), true),
                        tuple("dev.makegood.OfferAnswered", left.toString(), false));
    }

    private UUID offered(UUID complaint, String description, @Nullable Money value) {
        var remedy = UUID.randomUUID();
        topics.tell(new RemedyOffered(
                complaint,
                remedy,
                RemedyKind.GESTURE,
                description,
                value,
                CustomersPage.ELENI,
                JourneyState.RECOVERING,
                CustomersPage.now()));
        return remedy;
    }

    private static Response pressOffer(String token, Object remedy, String button) {
        return given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .post("/track/%s/offers/%s/%s?lang=fi".formatted(token, remedy, button));
    }

    @Test
    void itAsksOnlyWhenTheOwnerHasProposed() {
        var open = complaint("Nikos", "en", "My car broke down");
        assertThat(them.page(open)).doesNotContain("/confirmed", "/disputed");
        CustomersPage.press(them.token(open), "confirmed", "").then().statusCode(303);
        assertThat(them.page(open)).contains("We have it");

        var asked = them.proposed("Nikos", "en");
        assertThat(them.page(asked)).contains("/confirmed", "Yes, it is put right", "No, it is not");
    }

    @Test
    void yesIsHeardOnceHoweverOftenItIsPressed() throws Exception {
        var id = them.proposed("Nikos", "en");
        try (var fingers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var pressed : fingers.invokeAll(Collections.<Callable<Response>>nCopies(
                    6, () -> CustomersPage.press(them.token(id), "confirmed", " Thank you, Eleni! ")))) {
                assertThat(pressed.get().statusCode()).isEqualTo(303);
            }
        }
        CustomersPage.press(them.token(id), "disputed", "No, wait").then().statusCode(303);
        assertThat(them.page(id))
                .contains("You told us that it is put right.")
                .doesNotContain("/confirmed", "/disputed");

        assertThat(them.answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.RecoveryConfirmed");
            assertThat(told.body().path("words").asText()).isEqualTo("Thank you, Eleni!");
        });
        await().untilAsserted(() -> assertThat(them.page(id)).contains("You said: yes", "Thank you, Eleni!"));
    }

    @Test
    void noIsHeardWithItsWordsAndTheSamePersonGoesOn() {
        var id = them.proposed("Nikos", "en");
        CustomersPage.press(them.token(id), "disputed", "The bumper is\r\nstill broken")
                .then()
                .statusCode(303);
        assertThat(them.page(id)).contains("Eleni is putting it right.").doesNotContain("/confirmed", "/disputed");
        assertThat(them.answers(id)).singleElement().satisfies(told -> {
            assertThat(told.type()).isEqualTo("dev.makegood.RecoveryDisputed");
            assertThat(told.body().path("words").asText()).isEqualTo("The bumper is\nstill broken");
        });

        // What was proposed before the answer and arrives after it does not ask again; what is proposed later does.
        topics.tell(new RecoveryProposed(id, CustomersPage.ELENI, "Late", JourneyState.PROPOSED, Instant.EPOCH));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("Late"));
        assertThat(them.page(id)).doesNotContain("/confirmed", "/disputed");
        topics.tell(
                new RecoveryProposed(id, CustomersPage.ELENI, "And now?", JourneyState.PROPOSED, CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("And now?"));
        assertThat(them.page(id)).contains("<form");
        CustomersPage.press(them.token(id), "confirmed", "").then().statusCode(303);
        assertThat(them.answers(id))
                .hasSize(2)
                .last()
                .satisfies(told -> assertThat(told.body().has("words")).isFalse());
    }

    @Test
    void aNoIsNotTheEndForWhoDoesNotTakeIt() {
        var id = them.proposed("Nikos", "en");
        topics.tell(
                new JourneyReopened(id, CustomersPage.ELENI, "Not yet", JourneyState.RECOVERING, CustomersPage.now()));
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "p",
                "30 days",
                "Too late",
                "Lena",
                null,
                CustomersPage.ELENI,
                null,
                JourneyState.REFUSED,
                CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("Do you see it differently?", "Too late"));
        CustomersPage.press(them.token(id), "confirmed", "yes?").then().statusCode(303);
        assertThat(them.answers(id)).isEmpty();
        CustomersPage.press(them.token(id), "disputed", "I bought it last week")
                .then()
                .statusCode(303);
        CustomersPage.press(them.token(id), "disputed", "I bought it last week")
                .then()
                .statusCode(303);
        assertThat(them.page(id)).contains("Eleni is putting it right.").doesNotContain("/confirmed", "/disputed");
        assertThat(them.answers(id))
                .singleElement()
                .satisfies(told -> assertThat(told.type()).isEqualTo("dev.makegood.RecoveryDisputed"));
    }

    @Test
    void whoComesBackAfterItWasClosedNeedsNoNewComplaint() {
        var id = them.proposed("Nikos", "el");
        CustomersPage.press(them.token(id), "confirmed", "").then().statusCode(303);
        topics.tell(new JourneyClosed(
                id, CustomersPage.ELENI, Closing.CONFIRMED, JourneyState.CLOSED, CustomersPage.now()));
        await().untilAsserted(() -> assertThat(them.page(id)).contains("Τελικά δεν διορθώθηκε;"));
        CustomersPage.press(them.token(id), "disputed", "Χάλασε ξανά").then().statusCode(303);
        assertThat(them.answers(id))
                .hasSize(2)
                .last()
                .satisfies(
                        told -> assertThat(told.body().path("words").asText()).isEqualTo("Χάλασε ξανά"));
    }

    @Test
    void anAnswerLeadsBackToThePageInTheLanguageThatWasRead() {
        var id = them.proposed("Nikos", "el");
        assertThat(them.look(id, "?lang=fi").asString())
                .contains("action=\"/track/%s/confirmed?lang=fi\"".formatted(them.token(id)))
                .contains("formaction=\"/track/%s/disputed?lang=fi\"".formatted(them.token(id)));
        var pressed = given().redirects()
                .follow(false)
                .contentType(ContentType.URLENC)
                .post("/track/%s/confirmed?lang=fi".formatted(them.token(id)));
        // Relative, so that it holds whatever host and scheme the customer came by.
        assertThat(pressed.header("Location")).isEqualTo("../%s?answered=answered&lang=fi".formatted(them.token(id)));
        assertThat(them.look(id, "?answered=yes&lang=fi").asString())
                .contains("<html lang=\"fi\">", "Saimme vastauksesi");
    }

    @Test
    void twoThousandCharactersOfAnyScriptAreTaken() {
        for (String most : List.of("Ω".repeat(2_000), "😡".repeat(2_000), "line\r\n".repeat(333))) {
            var id = them.proposed("Nikos", "en");
            CustomersPage.press(them.token(id), "disputed", most).then().statusCode(303);
            assertThat(them.answers(id))
                    .singleElement()
                    .satisfies(told -> assertThat(told.body().path("words").asText())
                            .isEqualTo(most.replace("\r\n", "\n").strip()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2_001, 30_000})
    void whoSaysMoreIsAskedToShortenItAndLosesNoWord(int length) throws SQLException {
        var id = them.proposed("Nikos", "el");
        var before = them.rows(id);
        var words = "<b>&Ω\n" + "Ω".repeat(length - 6) + "!";
        var answer = CustomersPage.press(them.token(id), "disputed", words.replace("\n", "\r\n"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.asString())
                .contains("2.000 χαρακτήρες", "aria-invalid=\"true\"", "<form")
                .contains(">" + words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</textarea>");
        assertThat(them.rows(id)).isEqualTo(before);
        assertThat(them.answers(id)).isEmpty();
    }
}

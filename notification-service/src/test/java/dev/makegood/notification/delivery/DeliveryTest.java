package dev.makegood.notification.delivery;

import static dev.makegood.contract.JourneyState.ACKNOWLEDGED;
import static dev.makegood.contract.JourneyState.CLOSED;
import static dev.makegood.contract.JourneyState.PROPOSED;
import static dev.makegood.contract.JourneyState.RECOVERING;
import static dev.makegood.contract.JourneyState.REFUSED;
import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Events.told;
import static dev.makegood.notification.Mailbox.awaitMails;
import static dev.makegood.notification.Mailbox.mails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.chassis.testing.Tokens;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Mailbox;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Each message reaches its customer once and in its turn, whatever order and trouble it meets on the way. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class DeliveryTest {

    private static final String LINK = "https://makegood\\.example/track/[A-Za-z0-9_-]{43}";

    @Inject
    AgroalDataSource database;

    @Test
    void aCustomerHearsOfEachTurnInItsOrder() {
        var received = complaint(Language.ES, "María Fernández");
        var id = received.complaintId();
        publish(received);
        publish(new JourneyAcknowledged(id, ELENI, "Le llamo mañana.", ACKNOWLEDGED, NOW));
        publish(update(id, "La pieza llega el martes."));
        publish(new ApologyMade(id, ELENI, "Lo siento.", RECOVERING, NOW));
        publish(new RemedyOffered(
                id,
                UUID.randomUUID(),
                RemedyKind.REFUND,
                "El importe de la reparación",
                new Money(new BigDecimal("49.90"), "EUR"),
                ELENI,
                RECOVERING,
                NOW));
        publish(new RecoveryProposed(id, ELENI, "El coche funciona.", PROPOSED, NOW));
        publish(new JourneyClosed(id, ELENI, Closing.CONFIRMED, CLOSED, NOW));

        var mails = awaitMails(address(id), 7);
        assertThat(mails)
                .extracting(Mailbox.Arrived::subject)
                .containsExactly(
                        "Hemos recibido su reclamación MG-7QF3-K9MP",
                        "Me encargo de su reclamación MG-7QF3-K9MP",
                        "Cómo va su reclamación MG-7QF3-K9MP",
                        "Una disculpa mía, MG-7QF3-K9MP",
                        "Una oferta para arreglarlo, MG-7QF3-K9MP",
                        "¿Está arreglado? MG-7QF3-K9MP",
                        "Su reclamación MG-7QF3-K9MP está cerrada");
        assertThat(mails.get(1).text()).contains("Le llamo mañana.");
        assertThat(mails.get(4).text().replace('\u00A0', ' ')).contains("El importe de la reparación", "49,90 €");
        assertThat(mails.get(5).text())
                .contains("El coche funciona.", "Responder sí o no")
                .containsPattern(LINK);
        assertThat(mails.subList(1, 7))
                .allSatisfy(mail -> assertThat(mail.headers()).doesNotContainKey("Auto-Submitted"));

        var told = await().atMost(Duration.ofSeconds(20)).until(() -> told(id), events -> events.size() == 7);
        assertThat(told)
                .extracting(event -> event.get("type"), event -> event.get("message"), event -> event.get("language"))
                .containsExactly(
                        tuple("dev.makegood.NotificationSent", "receipt", "es"),
                        tuple("dev.makegood.NotificationSent", "acknowledgement", "es"),
                        tuple("dev.makegood.NotificationSent", "update", "es"),
                        tuple("dev.makegood.NotificationSent", "apology", "es"),
                        tuple("dev.makegood.NotificationSent", "remedy-offered", "es"),
                        tuple("dev.makegood.NotificationSent", "is-it-put-right", "es"),
                        tuple("dev.makegood.NotificationSent", "closed", "es"));
    }

    @Test
    void aNoComesWithItsReasonAndTheWayOn() {
        var received = complaint(Language.FI, "Aino Virtanen");
        var id = received.complaintId();
        publish(received);
        publish(new ApologyMade(id, ELENI, "Olen pahoillani.", RECOVERING, NOW));
        publish(new RemedyWithdrawn(
                id,
                UUID.randomUUID(),
                RemedyKind.REFUND,
                "Hinauksen hinta",
                ELENI,
                "Vakuutus maksaa hinauksen.",
                RECOVERING,
                NOW));
        publish(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "no-refund-after-30-days",
                "Palautus 30 päivässä",
                "Auto ostettiin toukokuussa.",
                "Kuluttajariitalautakunta\n\nHämeentie 3, Helsinki",
                "Sinulla on kuusi kuukautta aikaa.",
                ELENI,
                null,
                REFUSED,
                NOW));
        var mails = awaitMails(address(id), 4);
        assertThat(mails.get(2).text()).contains("Hinauksen hinta", "Vakuutus maksaa hinauksen.");
        assertThat(mails.get(3).subject()).isEqualTo("Vastauksemme valitukseesi MG-7QF3-K9MP");
        assertThat(mails.get(3).text())
                .contains(
                        "Palautus 30 päivässä",
                        "Auto ostettiin toukokuussa.",
                        "Kuluttajariitalautakunta",
                        "Hämeentie 3",
                        "Sinulla on kuusi kuukautta aikaa.")
                .doesNotContain("no-refund-after");
    }

    @Test
    void whatOvertakesItsComplaintWaitsAndComesAfterTheReceipt() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(new JourneyAcknowledged(id, ELENI, null, ACKNOWLEDGED, NOW));
        publish(update(id, "One."));
        publish(update(id, "Two."));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> deliveries(id).getList("items.state"), List.of("WAITING", "WAITING", "WAITING")::equals);

        publish(received);
        var mails = awaitMails(address(id), 4);
        assertThat(mails)
                .extracting(Mailbox.Arrived::subject)
                .containsExactly(
                        "We have your complaint MG-7QF3-K9MP",
                        "I have taken on your complaint MG-7QF3-K9MP",
                        "How your complaint MG-7QF3-K9MP stands",
                        "How your complaint MG-7QF3-K9MP stands");
        assertThat(mails.get(2).text()).contains("One.");
        assertThat(mails.get(3).text()).contains("Two.");
    }

    @Test
    void anEventThatComesTwiceIsToldOnce() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received, 2);
        publish(update(id, "One."), 3);
        publish(update(id, "Two."), 2);

        awaitMails(address(id), 3);
        awaitAll(id, "SENT");
        assertThat(mails(address(id))).hasSize(3);
        assertThat(mails(address(id)).getLast().text()).contains("Two.");
    }

    @Test
    void theNewestThatIsKnownOfACustomerCounts() {
        var id = UUID.randomUUID();
        var customer = UUID.randomUUID();
        publish(new CustomerChanged(customer(customer, 3, "Väinö", Language.FI, "now-" + address(id)), NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> known(customer) == 3);
        publish(complaint(id, customer(customer, 1, "Vaino", Language.EN, address(id))));
        assertThat(awaitMails("now-" + address(id), 1).getFirst().text()).contains("Hei Väinö");

        publish(new CustomerChanged(customer(customer, 4, "Väinö", Language.RU, address(id)), NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> known(customer) == 4);
        publish(update(id, "One."));
        assertThat(awaitMails(address(id), 1).getFirst().text()).contains("Здравствуйте, Väinö!");
        assertThat(mails("now-" + address(id))).hasSize(1);
    }

    @Test
    void aServerThatSaysNotNowIsAskedAgain() {
        Mailbox.fail("{\"rejectNext\": 2, \"code\": 451}");
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        publish(update(id, "One."));

        var mails = awaitMails(address(id), 2);
        awaitAll(id, "SENT");
        assertThat(mails(address(id))).hasSize(2);
        assertThat(mails.getFirst().subject()).isEqualTo("We have your complaint MG-7QF3-K9MP");
        var receipt = receipt(id);
        assertThat(receipt.getList("tried.outcome")).containsExactly("DEFERRED", "DEFERRED", "SENT");
        assertThat(receipt.getList("tried.answer", String.class))
                .satisfiesExactly(
                        first -> assertThat(first).contains("451"),
                        second -> assertThat(second).contains("451"),
                        third -> assertThat(third).contains("250"));
        assertThat(mails.getFirst().messageId()).isEqualTo("<%s@makegood.example>".formatted(receipt.getString("id")));
    }

    @Test
    void aServerThatSaysNeverIsNotAskedAgainAndTheNextMessageGoesOn() {
        Mailbox.fail("{\"rejectNext\": 1, \"code\": 550}");
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        awaitAll(id, "FAILED");
        publish(update(id, "One."));

        awaitMails(address(id), 1);
        var told = await().atMost(Duration.ofSeconds(20)).until(() -> told(id), events -> events.size() == 2);
        assertThat(told.getFirst())
                .containsEntry("type", "dev.makegood.NotificationFailed")
                .containsEntry("message", "receipt");
        assertThat(String.valueOf(told.getFirst().get("reason")))
                .startsWith("550")
                .doesNotContain(address(id));
        assertThat(told.getLast()).containsEntry("type", "dev.makegood.NotificationSent");
        assertThat(receipt(id).getList("tried.outcome")).containsExactly("FAILED");
    }

    @Test
    void aMailWhoseAnswerWasLostIsSentAgainUnderTheSameMessageId() {
        Mailbox.fail("{\"dropNext\": 1}");
        var received = complaint(Language.EN, "Ann Ode");
        publish(received);

        var mails = awaitMails(address(received.complaintId()), 2);
        assertThat(mails)
                .extracting(Mailbox.Arrived::messageId)
                .containsOnly(mails.getFirst().messageId());
    }

    @Test
    void aMessageWhoseSenderDiedIsTakenOverAndCounted() throws SQLException {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        awaitAll(id, "SENT");
        try (var connection = database.getConnection();
                var claim = connection.prepareStatement("""
                        update delivery set state = 'QUEUED', claimed_until = now() - interval '1 second',
                            next_attempt_at = now() - interval '1 second' where complaint_id = ?
                        """)) {
            claim.setObject(1, id);
            claim.executeUpdate();
        }

        var mails = awaitMails(address(id), 2);
        awaitAll(id, "SENT");
        assertThat(mails)
                .extracting(Mailbox.Arrived::messageId)
                .containsOnly(mails.getFirst().messageId());
        assertThat(deliveries(id).getInt("items[0].resentAfterCrash")).isEqualTo(1);
    }

    @Test
    void whoHasNoAddressCannotBeWrittenTo() {
        var id = UUID.randomUUID();
        publish(complaint(id, customer(UUID.randomUUID(), 0, "Ann Ode", Language.EN, null)));

        var told = await().atMost(Duration.ofSeconds(20)).until(() -> told(id), events -> !events.isEmpty());
        assertThat(told.getFirst())
                .containsEntry("type", "dev.makegood.NotificationFailed")
                .containsEntry("reason", "no address");
        assertThat(deliveries(id).getList("items.state")).containsExactly("FAILED");
    }

    @Test
    void nothingThatPeopleWriteBecomesAHeader() {
        var id = UUID.randomUUID();
        var evil = "Ann\r\nBcc: evil@example.org\r\n\r\n<b>hello</b>\u0007";
        publish(complaint(id, customer(UUID.randomUUID(), 0, evil, Language.EN, address(id))));
        publish(new UpdateGiven(
                id,
                new Person("x", "Eleni\r\nBcc: evil@example.org\nX-Evil: yes"),
                "One.\r\n.\r\nMAIL FROM:<evil@example.org>",
                RECOVERING,
                NOW));

        for (var mail : awaitMails(address(id), 2)) {
            assertThat(mail.headers()).doesNotContainKeys("Bcc", "X-Evil");
            var head = Mailbox.raw(mail).split("\r\n\r\n", 2)[0];
            assertThat(head).doesNotContainPattern("(?im)^(bcc|x-evil):");
            assertThat(mail.headers().keySet())
                    .isSubsetOf(
                            "From",
                            "To",
                            "Subject",
                            "Date",
                            "Message-ID",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Language",
                            "X-Makegood-Reference",
                            "Auto-Submitted",
                            "X-Auto-Response-Suppress",
                            "Reply-To",
                            "In-Reply-To",
                            "References",
                            "traceparent");
        }
        assertThat(mails(address(id)).getLast().from())
                .contains("care@makegood.example")
                .contains("Eleni Bcc: evil@example.org X-Evil: yes");
        assertThat(mails("evil@example.org")).isEmpty();
    }

    @Test
    void anAddressThatIsNotOneMailboxIsNotWrittenTo() {
        var id = UUID.randomUUID();
        var evil = "ann-%s@example.org\r\nRCPT TO:<evil@example.org>".formatted(id);
        publish(complaint(id, customer(UUID.randomUUID(), 0, "Ann Ode", Language.EN, evil)));

        var told = await().atMost(Duration.ofSeconds(20)).until(() -> told(id), events -> !events.isEmpty());
        assertThat(told.getFirst()).containsEntry("reason", "not an address");
        assertThat(mails("evil@example.org")).isEmpty();
    }

    private static UpdateGiven update(UUID complaint, String words) {
        return new UpdateGiven(complaint, ELENI, words, RECOVERING, NOW);
    }

    private static Customer customer(UUID id, int version, String name, Language language, @Nullable String email) {
        return new Customer(id, version, name, language, email, null, null, null, null);
    }

    private int known(UUID customer) throws SQLException {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("select version from recipient_customer where customer_id = ?")) {
            select.setObject(1, customer);
            try (var rows = select.executeQuery()) {
                return rows.next() ? rows.getInt(1) : -1;
            }
        }
    }

    private static void awaitAll(UUID complaint, String state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            List<String> states = deliveries(complaint).getList("items.state");
            return !states.isEmpty() && states.stream().allMatch(state::equals);
        });
    }

    private static JsonPath deliveries(UUID complaint) {
        return get("/v1/deliveries", Map.of("complaint", complaint));
    }

    private static JsonPath receipt(UUID complaint) {
        var receipts = get("/v1/deliveries", Map.of("complaint", complaint, "kind", "receipt"));
        return get("/v1/deliveries/" + receipts.getString("items[0].id"), Map.of());
    }

    private static JsonPath get(String path, Map<String, ?> parameters) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("eleni"))
                .queryParams(parameters)
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

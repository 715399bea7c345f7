package dev.makegood.notification.delivery;

import static dev.makegood.contract.JourneyState.OPENED;
import static dev.makegood.contract.JourneyState.RECOVERING;
import static dev.makegood.notification.Events.ELENI;
import static dev.makegood.notification.Events.NOW;
import static dev.makegood.notification.Events.address;
import static dev.makegood.notification.Events.complaint;
import static dev.makegood.notification.Events.publish;
import static dev.makegood.notification.Mailbox.awaitMails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.Channel;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.Language;
import dev.makegood.contract.LegLinked;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.Money;
import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.RemedyDelivered;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.RemedyWithdrawn;
import dev.makegood.contract.TransferOffered;
import dev.makegood.contract.TransferWithdrawn;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.notification.Mailbox;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The right person hears it, and of a remedy the customer hears after the apology, in whatever order the events come. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class WhoHearsTest {

    @Inject
    LinkTokens tokens;

    @Test
    void noRemedyIsHeardOfBeforeTheApology() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var colleague = colleague();
        var remedy = UUID.randomUUID();
        publish(received);
        publish(new JourneyOpened(id, colleague, OPENED, NOW.plusSeconds(1)));
        publish(offer(id, remedy));
        publish(new RemedyDelivered(id, remedy, RemedyKind.REFUND, "A refund", RECOVERING, NOW));
        publish(new UpdateGiven(id, ELENI, "The part is here.", RECOVERING, NOW));
        assertThat(subjects(id, 2))
                .containsExactly("We have your complaint MG-7QF3-K9MP", "How your complaint MG-7QF3-K9MP stands");
        // Whoever offers it learns why it is not heard of.
        assertThat(Database.number("select count(*) from held_message where complaint_id = ?", id))
                .isEqualTo(2);
        assertThat(awaitMails(mailOf(colleague), 3))
                .extracting(Mailbox.Arrived::subject)
                .containsExactlyInAnyOrder(
                        "MG-7QF3-K9MP is yours", "Apologise first, MG-7QF3-K9MP", "Apologise first, MG-7QF3-K9MP");

        publish(new ApologyMade(id, ELENI, "I am sorry.", RECOVERING, NOW));
        publish(offer(id, UUID.randomUUID()));
        assertThat(subjects(id, 6))
                .endsWith(
                        "An apology from me, MG-7QF3-K9MP",
                        "An offer to put it right, MG-7QF3-K9MP",
                        "It is done, MG-7QF3-K9MP",
                        "An offer to put it right, MG-7QF3-K9MP");
        assertThat(awaitMails(address(id), 6).get(2).text()).contains("    I am sorry.");
        assertThat(Database.number("select count(*) from held_message where complaint_id = ?", id))
                .isZero();
    }

    @Test
    void whatIsTakenBackBeforeItWasHeardOfIsNeverHeardOf() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var remedy = UUID.randomUUID();
        publish(received);
        publish(offer(id, remedy));
        publish(new RemedyWithdrawn(id, remedy, RemedyKind.REFUND, "A refund", ELENI, "No.", RECOVERING, NOW));
        publish(new ApologyMade(id, ELENI, "I am sorry.", RECOVERING, NOW));
        publish(new UpdateGiven(id, ELENI, "The part is here.", RECOVERING, NOW));
        assertThat(subjects(id, 3))
                .containsExactly(
                        "We have your complaint MG-7QF3-K9MP",
                        "An apology from me, MG-7QF3-K9MP",
                        "How your complaint MG-7QF3-K9MP stands");
    }

    @Test
    void whatIsHeldBackGoesWithTheCustomer() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        publish(received);
        awaitMails(address(id), 1);
        publish(offer(id, UUID.randomUUID()));
        await().atMost(Duration.ofSeconds(20)).until(() -> held(id) == 1);
        publish(new CustomerErased(received.customer().id(), id, NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> held(id) == 0);
    }

    @Test
    void whoOwnsItHearsWhatTheCustomerWrote() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var first = colleague();
        var second = colleague();
        publish(received);
        publish(new JourneyOpened(id, first, OPENED, NOW.plusSeconds(1)));
        publish(new OwnerChanged(id, first, second, null, "She speaks Greek", RECOVERING, NOW.plusSeconds(2)));
        assertThat(awaitMails(address(id), 2).getLast().text())
                .contains("I am Second Somebody, and from now on I own this", "Until now Second Somebody did.")
                .doesNotContain("She speaks Greek");
        publish(new CustomerWrote(id, UUID.randomUUID(), Channel.WEB, "It is back.", 2, NOW));
        assertThat(awaitMails(mailOf(second), 2))
                .filteredOn(mail -> mail.subject().equals("The customer wrote, MG-7QF3-K9MP"))
                .singleElement()
                .extracting(Mailbox.Arrived::text)
                .asString()
                .contains("The customer wrote this, with 2 files:", "    It is back.");
        assertThat(awaitMails(mailOf(first), 2))
                .extracting(Mailbox.Arrived::subject)
                .containsExactlyInAnyOrder("MG-7QF3-K9MP is yours", "MG-7QF3-K9MP has another owner");
    }

    @Test
    void whoWasOfferedAJourneyLearnsThatTheyAreNoLonger() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var offered = colleague();
        var transfer = UUID.randomUUID();
        publish(received);
        awaitMails(address(id), 1);
        publish(new TransferOffered(
                id, transfer, ELENI, offered, "She speaks Greek", NOW.plusSeconds(3600), RECOVERING, NOW));
        publish(new TransferWithdrawn(id, transfer, ELENI, RECOVERING, NOW));
        assertThat(awaitMails(mailOf(offered), 2))
                .extracting(Mailbox.Arrived::subject)
                .containsExactlyInAnyOrder("You are offered MG-7QF3-K9MP", "MG-7QF3-K9MP is offered to you no longer");
    }

    @Test
    void aPartyIsAskedAndGetsTheLinkThatOpensItsLeg() {
        var received = complaint(Language.EN, "Ann Ode");
        var id = received.complaintId();
        var leg = UUID.randomUUID();
        var party = new Party("garage-" + UUID.randomUUID(), "Harbour Motors");
        reached("PARTY", party.id());
        publish(received);
        awaitMails(address(id), 1);
        publish(new LegRequested(id, leg, party, "Mend the axle.", NOW.plusSeconds(86_400), RECOVERING, NOW));
        publish(new LegLinked(id, leg, party, 2, NOW.plusSeconds(86_400), RECOVERING, NOW));
        var mails = awaitMails(party.id() + "@example.org", 2);
        assertThat(mails)
                .extracting(Mailbox.Arrived::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("Hello Harbour Motors,", "    Mend the axle.")
                        .doesNotContain("Ann Ode", "It broke."))
                .anySatisfy(text -> assertThat(text)
                        .contains("https://makegood.example/legs/"
                                + tokens.derive("leg until " + NOW.plusSeconds(86_400), leg, 2)));
        assertThat(Database.number("select count(*) from delivery where about = ?", leg))
                .isEqualTo(2);
    }

    private static long held(UUID complaint) {
        return Database.number("select count(*) from held_message where complaint_id = ?", complaint);
    }

    private static RemedyOffered offer(UUID complaint, UUID remedy) {
        var value = new Money(new BigDecimal("49.90"), "EUR");
        return new RemedyOffered(complaint, remedy, RemedyKind.REFUND, "A refund", value, ELENI, RECOVERING, NOW);
    }

    private static List<String> subjects(UUID complaint, int count) {
        return awaitMails(address(complaint), count).stream()
                .map(Mailbox.Arrived::subject)
                .toList();
    }

    /** Somebody who works here, and is reached by mail. */
    private static Person colleague() {
        var id = UUID.randomUUID().toString();
        reached("COLLEAGUE", id);
        return new Person(id, "Second Somebody");
    }

    private static String mailOf(Person person) {
        return person.id() + "@example.org";
    }

    private static void reached(String audience, String id) {
        Database.run(
                "insert into preference (audience, person_id, email) values (?, ?, ?)",
                audience,
                id,
                id + "@example.org");
    }
}

package dev.makegood.recovery.reach;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Audience;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.RecipientSuppressed;
import dev.makegood.contract.Suppression;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Notifications;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class ReachTest {

    private static final String GONE = "550 5.1.1 There is nobody of that name.";

    @Test
    void anAcknowledgementIsKeptOnceTheCustomersServerHasTakenIt() {
        var journey = acknowledged();
        assertThat(promise(journey)).isEqualTo("PENDING");
        var version = Database.column("select version from journey where id = ?", journey);
        var at = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.MICROS);
        Notifications.arrives(journey, "receipt", at);
        Notifications.arrives(journey, "acknowledgement", at);
        Notifications.arrives(journey, "acknowledgement", Instant.now());
        heard(journey, 3);
        Published.await(
                journey,
                "JourneyOpened",
                "PromiseMade",
                "PromiseMade",
                "PromiseMade",
                "JourneyAcknowledged",
                "PromiseKept");
        assertThat(Published.bodies(journey, "PromiseKept"))
                .singleElement()
                .asString()
                .contains("ACKNOWLEDGEMENT")
                .contains("\"at\":\"" + at + "\"");
        assertThat(Database.number("""
                        select count(*) from journey join promise on journey_id = journey.id
                        where journey.id = ? and kind = 'NEXT_UPDATE' and next_promise_at = due_at
                        """, journey)).isEqualTo(1);
        // Nobody at the desk has missed anything by it.
        assertThat(Database.column("select version from journey where id = ?", journey))
                .isEqualTo(version);
    }

    @Test
    void theReceiptIsNoAcknowledgementAndWhatWasNotAcknowledgedIsNotKept() {
        var journey = Complaints.takenByEleni();
        Notifications.arrives(journey, "receipt", Instant.now());
        Notifications.arrives(journey, "reply", Instant.now());
        heard(journey, 2);
        assertThat(promise(journey)).isEqualTo("PENDING");
    }

    @Test
    void whatTheirServerTookAfterItsTimeWasNotKept() {
        var journey = acknowledged();
        Notifications.arrives(journey, "acknowledgement", Instant.now().plus(Duration.ofHours(25)));
        await().untilAsserted(() -> assertThat(promise(journey)).isEqualTo("BROKEN"));
        await().untilAsserted(() ->
                assertThat(Published.types(journey)).endsWith("JourneyAcknowledged", "PromiseBroken", "RightBreached"));
    }

    @Test
    void whoHasNoAddressIsAcknowledgedInPerson() {
        var complaint = Complaints.complaint(
                ELENI, true, new Customer(UUID.randomUUID(), 1, "Nikos", Language.EL, null, null, null, null, null));
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        assertThat(promise(journey)).isEqualTo("KEPT");
    }

    @Test
    void whatNeverReachesThemIsTheOwnersAtOnceAndAConversationKeepsIt() {
        var journey = acknowledged();
        Notifications.isLost(journey, "acknowledgement", GONE, null);
        Notifications.isLost(journey, "acknowledgement", GONE, null);
        heard(journey, 2);
        assertThat(open(journey))
                .singleElement()
                .asString()
                .isEqualTo(
                        "CALL Eleni Papadaki: \"acknowledgement\" did not reach Νίκος Παπαδόπουλος (EMAIL: %s). Tell them another way, and write down that you did: MG-7QF3-K9MP."
                                .formatted(GONE));
        assertThat(promise(journey)).isEqualTo("PENDING");
        attempt(journey, null).body("reached", equalTo(false));
        assertThat(promise(journey)).isEqualTo("PENDING");
        assertThat(open(journey)).hasSize(1);
        attempt(journey, true).body("reached", equalTo(true));
        assertThat(promise(journey)).isEqualTo("KEPT");
        assertThat(open(journey)).isEmpty();
        // What comes through after that keeps nothing twice.
        Notifications.arrives(journey, "acknowledgement", Instant.now());
        heard(journey, 3);
        assertThat(Published.bodies(journey, "PromiseKept")).hasSize(1);
    }

    @Test
    void whatTheOwnerTellsThemAfterAnAcknowledgementWasLostKeepsItAndAReceiptDoesNot() {
        var journey = acknowledged();
        Notifications.isLost(journey, "acknowledgement", GONE, null);
        Notifications.arrives(journey, "receipt", Instant.now());
        heard(journey, 2);
        assertThat(promise(journey)).isEqualTo("PENDING");
        Notifications.isLost(journey, "update", GONE, null);
        heard(journey, 3);
        assertThat(open(journey)).hasSize(1);
        Notifications.arrives(journey, "update", Instant.now());
        await().untilAsserted(() -> assertThat(promise(journey)).isEqualTo("KEPT"));
        assertThat(open(journey)).isEmpty();
    }

    @Test
    void anUpdateKeepsNoAcknowledgementThatIsStillOnItsWay() {
        var journey = acknowledged();
        Notifications.arrives(journey, "update", Instant.now());
        heard(journey, 1);
        assertThat(promise(journey)).isEqualTo("PENDING");
    }

    @Test
    void whatIsTriedAnotherWayIsNotLostYet() {
        var journey = acknowledged();
        Notifications.isLost(journey, "acknowledgement", GONE, Medium.SMS);
        heard(journey, 1);
        assertThat(open(journey)).isEmpty();
        Notifications.arrives(journey, "acknowledgement", Medium.SMS, Instant.now());
        await().untilAsserted(() -> assertThat(promise(journey)).isEqualTo("KEPT"));
    }

    @Test
    void aDeadMailboxIsToldOnceAndUntilMailReachesThemAgain() {
        var journey = acknowledged();
        for (int i = 0; i < 2; i++) {
            Events.publish(new RecipientSuppressed(
                    journey, Medium.EMAIL, Audience.CUSTOMER, Suppression.BOUNCED, Instant.now()));
        }
        Notifications.arrives(journey, "acknowledgement", Medium.SMS, Instant.now());
        heard(journey, 3);
        assertThat(open(journey))
                .singleElement()
                .asString()
                .contains("Nothing more reaches Νίκος Παπαδόπουλος by EMAIL (BOUNCED)");
        Notifications.arrives(journey, "update", Instant.now());
        heard(journey, 4);
        assertThat(open(journey)).isEmpty();
    }

    @Test
    void aMessageThatArrivedAfterAllIsNotLost() {
        var journey = acknowledged();
        Notifications.isLost(journey, "update", "no word of it", null);
        Notifications.isLost(journey, "question", "no word of it", null);
        Events.publish(new NotificationDelivered(
                journey, UUID.randomUUID(), "update", Medium.SMS, Audience.CUSTOMER, null, Instant.now()));
        heard(journey, 3);
        assertThat(open(journey)).singleElement().asString().contains("question");
    }

    @Test
    void aPartyThatWasNotToldIsTheOwnersToTell() {
        Walkers.areKnown();
        var journey = Desk.recovering();
        var leg = UUID.fromString(Walkers.id(Walkers.request(journey, Walkers.DEALER, Duration.ofDays(2))));
        party(journey, leg);
        party(journey, leg);
        await().untilAsserted(() -> assertThat(open(journey))
                .singleElement()
                .asString()
                .startsWith("LOOK Eleni Papadaki: \"leg-requested\" did not reach Harbour Motors (EMAIL: " + GONE));
        // What reaches the customer tells the party nothing.
        Notifications.arrives(journey, "update", Instant.now());
        heard(journey, 4);
        assertThat(open(journey)).hasSize(1);
    }

    @Test
    void aReceiptThatComesBackBeforeItsJourneyBeganIsHandedOverThen() {
        var complaint = Complaints.complaint(ELENI, true);
        Notifications.isLost(complaint.complaintId(), "receipt", GONE, null);
        heard(complaint.complaintId(), 1);
        Complaints.receive(complaint);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(open(complaint.complaintId()))
                        .singleElement()
                        .asString()
                        .contains("receipt"));
    }

    @Test
    void whatIsLostOfAMergedOneIsForWhoGoesOnWithItAndAnEndOwesNothing() {
        var absorbed = acknowledged();
        var survivor = Desk.recovering();
        Events.publish(new ComplaintsMerged(absorbed, survivor, "MG-1111-2222", ELENI, "One car", Instant.now()));
        Complaints.awaitState(absorbed, "CLOSED");
        Notifications.isLost(absorbed, "acknowledgement", GONE, null);
        await().untilAsserted(() -> assertThat(open(survivor))
                .anySatisfy(task -> assertThat(task).contains("\"acknowledgement\" did not reach")));
        step("eleni", path(survivor), "withdraw", null).statusCode(200);
        Notifications.isLost(survivor, "closed", GONE, null);
        heard(survivor, 2);
        assertThat(open(survivor)).isEmpty();
    }

    @Test
    void whatReachedThemWhileItWasMergedIsNotOwedAnewWhenItIsOnItsOwnAgain() {
        var absorbed = acknowledged();
        var survivor = Desk.recovering();
        Events.publish(new ComplaintsMerged(absorbed, survivor, "MG-1111-2222", ELENI, "One car", Instant.now()));
        Complaints.awaitState(absorbed, "CLOSED");
        assertThat(promise(absorbed)).isEqualTo("LAPSED");
        Notifications.arrives(absorbed, "acknowledgement", Instant.now());
        heard(absorbed, 1);
        Events.publish(new ComplaintsUnmerged(absorbed, survivor, ELENI, "Two cars", Instant.now()));
        Complaints.awaitState(absorbed, "ACKNOWLEDGED");
        assertThat(Database.column(
                        "select state from promise where journey_id = ? and kind = 'ACKNOWLEDGEMENT'", absorbed))
                .containsExactly("LAPSED");
    }

    @Test
    void whoIsForgottenIsForgottenHereAndNobodyIsToReachThem() {
        var complaint = Complaints.complaint(ELENI, true);
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        Notifications.isLost(journey, "receipt", GONE, null);
        heard(journey, 1);
        Events.publish(new CustomerErased(complaint.customer().id(), journey, Instant.now()));
        await().untilAsserted(() -> assertThat(
                        Database.column("select reason from lost_message where journey_id = ?", journey))
                .containsExactly("(erased)"));
        Notifications.isLost(journey, "closed", GONE, null);
        heard(journey, 2);
        assertThat(open(journey)).isEmpty();
        assertThat(Database.number("select count(*) from lost_message where journey_id = ?", journey))
                .isEqualTo(1);
    }

    private static UUID acknowledged() {
        var journey = Complaints.takenByEleni();
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        return journey;
    }

    private static String promise(UUID journey) {
        return read(journey).getString("promises.find { it.kind == 'ACKNOWLEDGEMENT' }.state");
    }

    private static void party(UUID journey, UUID leg) {
        Events.publish(new NotificationFailed(
                journey,
                UUID.randomUUID(),
                "leg-requested",
                Medium.EMAIL,
                Language.EN,
                GONE,
                Audience.PARTY,
                leg,
                null,
                Instant.now()));
    }

    private static io.restassured.response.ValidatableResponse attempt(UUID journey, @Nullable Boolean reached) {
        Map<String, Object> body = new HashMap<>(Map.of("channel", "PHONE"));
        if (reached != null) {
            body.put("reached", reached);
        }
        return make("eleni", path(journey) + "/attempts", body).statusCode(201);
    }

    /** Waits until so many of notification-service's events about this are known. */
    private static void heard(UUID journey, int events) {
        await().untilAsserted(
                        () -> assertThat(Database.column("""
                        select sequence from inbox_position
                        where key = ? and consumer like '%notifications%' and not blocked and parked = 0
                        """, journey)).containsExactly(Integer.toString(events)));
    }

    private static List<String> open(UUID journey) {
        return Database.column("""
                select kind || ' ' || person_name || ': ' || what from task
                where journey_id = ? and done_at is null and what not like '%was merged into this%' order by made_at
                """, journey);
    }
}

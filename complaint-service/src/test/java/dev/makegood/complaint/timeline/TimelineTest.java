package dev.makegood.complaint.timeline;

import static dev.makegood.complaint.testing.Desk.as;
import static dev.makegood.complaint.testing.Desk.complaint;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.testing.Topics;
import dev.makegood.complaint.timeline.Timeline.PromiseState;
import dev.makegood.complaint.timeline.Timeline.Promised;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.LegAccepted;
import dev.makegood.contract.LegCompleted;
import dev.makegood.contract.LegDeclined;
import dev.makegood.contract.LegRequested;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Money;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.NotificationSent;
import dev.makegood.contract.Party;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.RefusalRecorded;
import dev.makegood.contract.RemedyAnswered;
import dev.makegood.contract.RemedyDelivered;
import dev.makegood.contract.RemedyKind;
import dev.makegood.contract.RemedyOffered;
import dev.makegood.contract.UpdateGiven;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class TimelineTest {

    private static final Person LENA = new Person("00000000-0000-4000-8000-000000000001", "Lena Hartmann");
    private static final Person ELENI = new Person("00000000-0000-4000-8000-000000000002", "Eleni Papadaki");
    private static final Party TOW = new Party("tow", "Swift Towing");
    private static final Party DEALER = new Party("dealer", "Riverside Motors");

    /** Events happen after the complaint that they are about, a second apart. */
    private Instant now = Instant.parse("2999-03-01T08:00:00Z");

    @Inject
    Topics topics;

    @Inject
    Timeline timeline;

    @Inject
    Event<Erasing> erasing;

    @Test
    void aWholeJourneyIsToldInItsOrder() {
        var id = complaint("Νίκος", "el", "Το αυτοκίνητό μου έπαθε βλάβη.");
        var leg = UUID.randomUUID();
        var other = UUID.randomUUID();
        var remedy = UUID.randomUUID();
        var promise = UUID.randomUUID();
        var due = Instant.parse("2999-04-01T00:00:00Z");

        topics.tell(new JourneyOpened(id, LENA, JourneyState.OPENED, later()));
        topics.tell(new PromiseMade(
                id,
                promise,
                PromiseKind.ACKNOWLEDGEMENT,
                due,
                null,
                null,
                null,
                null,
                null,
                JourneyState.OPENED,
                later()));
        topics.tell(new JourneyAcknowledged(id, LENA, "Το αναλαμβάνω.", JourneyState.ACKNOWLEDGED, later()));
        topics.tell(new PromiseKept(id, promise, PromiseKind.ACKNOWLEDGEMENT, due, JourneyState.ACKNOWLEDGED, later()));
        topics.tell(new LegRequested(id, leg, TOW, "Pay for the bumper", due, JourneyState.RECOVERING, later()));
        topics.tell(new LegDeclined(id, leg, TOW, "Not ours", JourneyState.RECOVERING, later()));
        topics.tell(new LegRequested(id, other, DEALER, "Mend it", due, JourneyState.RECOVERING, later()));
        topics.tell(new LegAccepted(id, other, DEALER, JourneyState.RECOVERING, later()));
        topics.tell(new LegCompleted(id, other, DEALER, "Mended", JourneyState.RECOVERING, later()));
        topics.tell(new ApologyMade(id, LENA, "Λυπάμαι.", JourneyState.RECOVERING, later()));
        topics.tell(new RemedyOffered(
                id,
                remedy,
                RemedyKind.REFUND,
                "The towing fee back",
                new Money(new BigDecimal("150.00"), "EUR"),
                LENA,
                JourneyState.RECOVERING,
                later()));
        topics.tell(new RemedyAnswered(id, remedy, true, JourneyState.RECOVERING, later()));
        topics.tell(new RemedyDelivered(
                id, remedy, RemedyKind.REFUND, "The towing fee back", JourneyState.RECOVERING, later()));
        topics.tell(new UpdateGiven(id, LENA, "Αύριο είναι έτοιμο.", JourneyState.RECOVERING, later()));
        topics.tell(new CauseClassified(id, CauseClass.SUPPLIER, null, JourneyState.RECOVERING, later()));
        topics.tell(new RecoveryProposed(id, LENA, "Είναι έτοιμο;", JourneyState.PROPOSED, later()));
        topics.tell(new JourneyReopened(id, LENA, "Όχι", JourneyState.RECOVERING, later()));
        topics.tell(new JourneyClosed(id, LENA, Closing.UNANSWERED, JourneyState.CLOSED, later()));

        await().untilAsserted(() -> assertThat(kinds(id))
                .containsExactly(
                        "ComplaintReceived",
                        "JourneyOpened",
                        "PromiseMade",
                        "JourneyAcknowledged",
                        "PromiseKept",
                        "LegRequested",
                        "LegDeclined",
                        "LegRequested",
                        "LegAccepted",
                        "LegCompleted",
                        "ApologyMade",
                        "RemedyOffered",
                        "RemedyAnswered",
                        "RemedyDelivered",
                        "UpdateGiven",
                        "CauseClassified",
                        "RecoveryProposed",
                        "JourneyReopened",
                        "JourneyClosed"));
        as("eleni")
                .get("/v1/complaints/%s/timeline".formatted(id))
                .then()
                .body("items[6].details.party.name", equalTo("Swift Towing"))
                .body("items[6].details.reason", equalTo("Not ours"))
                .body("items[10].details.words", equalTo("Λυπάμαι."))
                .body("items[11].details.value.amount", equalTo("150.00"))
                .body("items[18].details.closing", equalTo("UNANSWERED"));
        as("eleni").get("/v1/complaints/" + id).then().body("state", equalTo("CLOSED"));
    }

    @Test
    void theComplaintFollowsWhereTheJourneyStandsAndWhoseItIs() {
        var id = complaint("Ana", "es", "No funciona");
        as("eleni").get("/v1/complaints/" + id).then().body("state", equalTo("OPENED"));

        topics.tell(new JourneyOpened(id, ELENI, JourneyState.OPENED, later()));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id)
                .then()
                .body("owner.id", equalTo(ELENI.id()))
                .body("owner.name", equalTo("Eleni Papadaki")));

        topics.tell(new JourneyAcknowledged(id, ELENI, null, JourneyState.ACKNOWLEDGED, later()));
        await().untilAsserted(
                        () -> as("eleni").get("/v1/complaints/" + id).then().body("state", equalTo("ACKNOWLEDGED")));

        topics.tell(new UpdateGiven(id, ELENI, "Hoy", JourneyState.RECOVERING, later()));
        topics.tell(new JourneyReopened(id, LENA, "No", JourneyState.RECOVERING, later()));
        await().untilAsserted(() -> as("eleni")
                .get("/v1/complaints/" + id)
                .then()
                .body("state", equalTo("RECOVERING"))
                .body("owner.id", equalTo(LENA.id())));
    }

    @Test
    void promisesAreCopiedWithWhatBecameOfThem() {
        var id = complaint("Maija", "fi", "Rikki");
        var kept = UUID.randomUUID();
        var broken = UUID.randomUUID();
        var open = UUID.randomUUID();
        var soon = Instant.parse("2999-05-01T08:00:00Z");
        var late = Instant.parse("2999-06-01T08:00:00Z");
        topics.tell(new PromiseMade(
                id,
                open,
                PromiseKind.RESOLUTION,
                late.plusSeconds(1),
                null,
                null,
                null,
                null,
                null,
                JourneyState.OPENED,
                later()));
        topics.tell(new PromiseMade(
                id, broken, PromiseKind.CALL_BACK, late, null, null, null, null, null, JourneyState.OPENED, later()));
        topics.tell(new PromiseMade(
                id, kept, PromiseKind.NEXT_UPDATE, soon, null, null, null, null, null, JourneyState.OPENED, later()));
        topics.tell(new PromiseKept(id, kept, PromiseKind.NEXT_UPDATE, soon, JourneyState.OPENED, later()));
        topics.tell(new PromiseBroken(id, broken, PromiseKind.CALL_BACK, late, JourneyState.OPENED, later()));

        await().untilAsserted(() -> assertThat(timeline.promises(id))
                .containsExactly(
                        new Promised(PromiseKind.NEXT_UPDATE, soon, PromiseState.KEPT),
                        new Promised(PromiseKind.CALL_BACK, late, PromiseState.BROKEN),
                        new Promised(PromiseKind.RESOLUTION, late.plusSeconds(1), PromiseState.PENDING)));
    }

    @Test
    void aPromiseWhoseClockStoodStillIsDueLater() {
        var id = complaint("Maija", "fi", "Rikki");
        var promise = UUID.randomUUID();
        var due = Instant.parse("2999-05-01T08:00:00Z");
        var later = Instant.parse("2999-05-04T08:00:00Z");
        topics.tell(new PromiseMade(
                id, promise, PromiseKind.CALL_BACK, due, null, null, null, null, null, JourneyState.OPENED, later()));
        topics.tell(new PromiseMoved(id, promise, PromiseKind.CALL_BACK, later, JourneyState.OPENED, later()));
        await().untilAsserted(() -> assertThat(timeline.promises(id))
                .containsExactly(new Promised(PromiseKind.CALL_BACK, later, PromiseState.PENDING)));
        topics.tell(new JourneyClosed(id, LENA, Closing.WITHDRAWN, JourneyState.CLOSED, later()));
        await().untilAsserted(() -> assertThat(timeline.promises(id)).isEmpty());
    }

    @Test
    void whoIsToldNoIsNotPromisedAnyMoreThatItWillBePutRight() {
        var id = complaint("Maija", "fi", "Rikki");
        var due = Instant.parse("2999-05-01T08:00:00Z");
        for (var kind : List.of(PromiseKind.RESOLUTION, PromiseKind.CALL_BACK)) {
            topics.tell(new PromiseMade(
                    id, UUID.randomUUID(), kind, due, null, null, null, null, null, JourneyState.OPENED, later()));
        }
        topics.tell(new RefusalRecorded(
                id,
                UUID.randomUUID(),
                "returns",
                "Returns",
                "Kuukausi on kulunut.",
                "Lena Hartmann",
                null,
                LENA,
                null,
                JourneyState.REFUSED,
                later()));

        await().untilAsserted(() -> assertThat(timeline.promises(id))
                .containsExactly(new Promised(PromiseKind.CALL_BACK, due, PromiseState.PENDING)));
    }

    @Test
    void whoIsForgottenHasAStoryWithoutWords() {
        var id = complaint("Maija", "fi", "Rikki");
        topics.tell(new UpdateGiven(id, LENA, "Soitin teille, Maija.", JourneyState.OPENED, later()));
        await().untilAsserted(() -> assertThat(kinds(id)).contains("UpdateGiven"));

        QuarkusTransaction.requiringNew().run(() -> {
            Database.run("update complaint set erased_at = now() where id = ?", id);
            erasing.fire(new Erasing(UUID.randomUUID(), List.of(id)));
        });
        topics.tell(new UpdateGiven(id, LENA, "Maija, vielä yksi asia.", JourneyState.OPENED, later()));

        await().untilAsserted(
                        () -> assertThat(kinds(id)).containsExactly("ComplaintReceived", "UpdateGiven", "UpdateGiven"));
        assertThat(timeline.of(id, null, 10))
                .allSatisfy(entry -> assertThat(entry.details()).isEmpty());
    }

    @Test
    void whatTheCustomerWasToldIsPartOfTheStory() {
        var id = complaint("Ivan", "ru", "Сломалось");
        topics.tell(
                new NotificationSent(id, UUID.randomUUID(), "receipt", Medium.EMAIL, Language.RU, null, null, later()));
        topics.tell(new NotificationFailed(
                id,
                UUID.randomUUID(),
                "acknowledgement",
                Medium.EMAIL,
                Language.RU,
                "550 no such user",
                null,
                null,
                null,
                later()));
        await().untilAsserted(() ->
                assertThat(kinds(id)).containsExactly("ComplaintReceived", "NotificationSent", "NotificationFailed"));
    }

    @Test
    void whatComesTwiceOrOutOfOrderIsToldOnceAndInOrder() {
        var id = complaint("Ben", "en", "Broken");
        var second = UUID.randomUUID();
        var update = new UpdateGiven(id, LENA, "two", JourneyState.RECOVERING, later());
        topics.publish(update, second, 2);
        topics.publish(new UpdateGiven(id, LENA, "three", JourneyState.PROPOSED, later()), UUID.randomUUID(), 3);
        topics.publish(update, second, 2);
        topics.publish(new JourneyOpened(id, LENA, JourneyState.OPENED, later()), UUID.randomUUID(), 1);
        topics.publish(update, second, 2);

        await().untilAsserted(() -> assertThat(kinds(id)).hasSize(4));
        assertThat(timeline.of(id, null, 100).stream()
                        .filter(entry -> entry.id().equals(second)))
                .hasSize(1);
        as("eleni").get("/v1/complaints/" + id).then().body("state", equalTo("PROPOSED"));
    }

    @Test
    void nothingPersonalThatStandsOnTheComplaintIsKeptAgain() {
        var id = complaint("Eleftheria Papathanasiou", "en", "A very private matter");
        await().untilAsserted(() -> assertThat(kinds(id)).containsExactly("ComplaintReceived"));
        var details = timeline.of(id, null, 10).getFirst().details();
        assertThat(details.path("reference").asText()).startsWith("MG-");
        assertThat(details.path("channel").asText()).isEqualTo("WEB");
        assertThat(details.has("customer")).isFalse();
        assertThat(details.toString()).doesNotContain("Eleftheria", "private");
    }

    @Test
    void itIsReadPageByPage() {
        var id = complaint("Ana", "en", "Slow");
        for (int i = 1; i <= 4; i++) {
            topics.tell(new UpdateGiven(id, LENA, "news " + i, JourneyState.RECOVERING, later()));
        }
        await().untilAsserted(() -> assertThat(kinds(id)).hasSize(5));
        List<String> read = new ArrayList<>();
        String next = null;
        do {
            var request = as("eleni").queryParam("limit", 2);
            var page = (next == null ? request : request.queryParam("cursor", next))
                    .get("/v1/complaints/%s/timeline".formatted(id));
            assertThat(page.jsonPath().getList("items")).hasSizeBetween(1, 2);
            read.addAll(page.jsonPath().getList("items.id"));
            next = page.jsonPath().getString("next");
            assertThat(page.header("Link") == null).isEqualTo(next == null);
        } while (next != null);
        assertThat(read)
                .isEqualTo(timeline.of(id, null, 100).stream()
                        .map(entry -> entry.id().toString())
                        .toList());
    }

    @Test
    void onlyTheDeskReadsIt() {
        var id = complaint("Ana", "en", "Mine");
        given().get("/v1/complaints/%s/timeline".formatted(id)).then().statusCode(401);
        as("dealer").get("/v1/complaints/%s/timeline".formatted(id)).then().statusCode(403);
        as("eleni")
                .get("/v1/complaints/%s/timeline".formatted(UUID.randomUUID()))
                .then()
                .statusCode(404);
        as("eleni")
                .get("/v1/complaints/%s/timeline?limit=1000".formatted(id))
                .then()
                .statusCode(400);
    }

    private Instant later() {
        now = now.plusSeconds(1);
        return now;
    }

    private static List<String> kinds(UUID complaint) {
        return as("eleni")
                .get("/v1/complaints/%s/timeline?limit=100".formatted(complaint))
                .then()
                .statusCode(200)
                .extract()
                .path("items.kind");
    }
}

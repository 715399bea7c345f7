package dev.makegood.recovery.journey;

import static dev.makegood.recovery.testing.Complaints.ELENI;
import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintsMerged;
import dev.makegood.contract.ComplaintsUnmerged;
import dev.makegood.contract.Customer;
import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.testing.Colleagues;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Desk;
import dev.makegood.recovery.testing.Published;
import dev.makegood.recovery.testing.Walkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two complaints about one thing are answered as one, nothing that was promised is lost, and it can be undone. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class MergesTest {

    @Inject
    Merges merges;

    @BeforeEach
    void everybodyIsKnown() {
        Colleagues.known("eleni", "sofia", "lena", "marcus");
        Walkers.areKnown();
    }

    @AfterEach
    void nobodyIsInTheWay() {
        Colleagues.nobodyIsAway();
    }

    @Test
    void whatWasPromisedInOneHoldsInTheOtherNoLaterThanWasSaid() {
        var absorbed = Desk.recovering();
        var survivor = Desk.recovering();
        // The law's own clock, as it is under another regime.
        Database.run("""
                insert into promise (id, journey_id, kind, calendar_id, calendar_version, made_at, agreed_at, due_at,
                    warn_at, escalate_at, state, stage, next_at)
                select gen_random_uuid(), journey_id, 'STATUTORY', calendar_id, calendar_version, made_at, agreed_at, due_at,
                    warn_at, escalate_at, state, stage, next_at
                from promise where journey_id in (?, ?) and kind = 'RESOLUTION'
                """, absorbed, survivor);
        // The one that goes on was promised its end later, and an update sooner.
        Database.run(
                "update promise set due_at = due_at + interval '20 days', escalate_at = escalate_at + interval '20 days' where journey_id = ? and kind in ('RESOLUTION', 'STATUTORY')",
                survivor);
        Database.run(
                "update promise set warn_at = made_at, due_at = due_at - interval '1 hour' where journey_id = ? and kind = 'NEXT_UPDATE' and state = 'PENDING'",
                survivor);
        var call = make(
                        "eleni",
                        path(absorbed) + "/promises",
                        Map.of("kind", "CALL_BACK", "term", "2 days", "words", "I call."))
                .statusCode(201)
                .extract()
                .<String>path("dueAt");
        var sooner = Instant.parse(due(absorbed, "RESOLUTION"));
        var statutory = Instant.parse(due(absorbed, "STATUTORY"));
        merge(absorbed, survivor);
        Complaints.awaitState(absorbed, "CLOSED");
        await().untilAsserted(() ->
                assertThat(Instant.parse(due(survivor, "RESOLUTION"))).isEqualTo(sooner));
        assertThat(Instant.parse(due(survivor, "STATUTORY"))).isEqualTo(statutory);
        assertThat(Instant.parse(due(survivor, "CALL_BACK"))).isEqualTo(Instant.parse(call));
        assertThat(pending(survivor, "NEXT_UPDATE")).isEqualTo(1);
        assertThat(Database.number("select count(*) from promise where journey_id = ? and state = 'PENDING'", absorbed))
                .isZero();
        as("eleni")
                .get(path(absorbed))
                .then()
                .body("closing", equalTo("MERGED"))
                .body("mergedInto", equalTo(survivor.toString()));
        await().untilAsserted(() -> assertThat(Published.types(absorbed)).endsWith("JourneyClosed"));
        assertThat(Published.bodies(absorbed, "JourneyClosed").getFirst()).contains("\"MERGED\"");
    }

    @Test
    void whatPartiesWereAskedForIsTakenBackAndListedToWhoGoesOn() {
        var absorbed = Desk.recovering();
        var survivor = Desk.recovering();
        var leg = Walkers.request(absorbed, Walkers.DEALER, Duration.ofDays(2));
        merge(absorbed, survivor);
        await().untilAsserted(() -> as("eleni").get(leg).then().body("state", equalTo("WITHDRAWN")));
        as("eleni").get(leg).then().body("answer", equalTo("It goes on as MG-1111-2222."));
        await().untilAsserted(() -> assertThat(looks(survivor))
                .anySatisfy(what -> assertThat(what).contains("Harbour Motors: Mend the gearbox")));
        assertThat(read(absorbed).getInt("openLegs")).isZero();
    }

    @Test
    void whatWasSaidInOneIsKnownInTheOtherAndWhatIsWrittenToEitherArrives() {
        var absorbed = Desk.recovering();
        var survivor = Desk.recovering();
        var question = make("eleni", path(absorbed) + "/questions", Map.of("fact", "plate", "words", "Which plate?"))
                .statusCode(201)
                .extract()
                .<String>path("id");
        merge(absorbed, survivor);
        Complaints.awaitState(absorbed, "CLOSED");
        make("eleni", path(survivor) + "/questions", Map.of("fact", "plate", "words", "What plate?"))
                .statusCode(409)
                .body("type", equalTo("urn:makegood:problem:already-asked"));
        wrote(absorbed, "ΙΚΑ-1234");
        await().untilAsserted(() -> as("eleni")
                .get(path(survivor) + "/questions/" + question)
                .then()
                .body("answer", equalTo("ΙΚΑ-1234")));
        as("eleni").get(path(survivor) + "/facts").then().body("items.value", hasItem("ΙΚΑ-1234"));
        assertThat(read(absorbed).getString("state")).isEqualTo("CLOSED");
        assertThat(Database.number(
                        "select count(*) from task where journey_id = ? and kind = 'READ' and done_at is null",
                        survivor))
                .isEqualTo(1);
    }

    @Test
    void whichOfTheTwoIsHeardOfFirstMakesNoDifference() {
        var absorbed = Desk.recovering();
        var late = Complaints.complaint(ELENI, true);
        merge(absorbed, late.complaintId());
        Complaints.awaitState(absorbed, "CLOSED");
        Database.run(
                "update promise set due_at = now() + interval '1 hour', warn_at = made_at where journey_id = ? and kind = 'RESOLUTION'",
                absorbed);
        merges.sweep();
        Complaints.receive(late);
        merges.sweep();
        await().untilAsserted(() -> assertThat(looks(late.complaintId())).hasSize(1));
        assertThat(Instant.parse(due(late.complaintId(), "RESOLUTION")))
                .isBefore(Instant.now().plus(Duration.ofHours(2)));
        merges.sweep();
        assertThat(looks(late.complaintId())).hasSize(1);
    }

    @Test
    void apartAgainItIsWhereItWasWithWhoIsThereForItsOwner() {
        var absorbed = Desk.apologised();
        var survivor = Desk.recovering();
        var promised = due(absorbed, "RESOLUTION");
        merge(absorbed, survivor);
        Complaints.awaitState(absorbed, "CLOSED");
        Colleagues.away(
                "eleni", "sofia", Instant.now().plusMillis(300), Instant.now().plusSeconds(3600));
        await().until(() ->
                Database.number("select count(*) from absence where from_at <= now() and until_at > now()") == 1);
        Events.publish(new ComplaintsUnmerged(absorbed, survivor, ELENI, "Two cars", Instant.now()));
        Complaints.awaitState(absorbed, "RECOVERING");
        as("eleni")
                .get(path(absorbed))
                .then()
                .body("owner.id", equalTo(Colleagues.ID.get("sofia")))
                .body("holder.id", equalTo(ELENI.id()))
                .body("mergedInto", nullValue())
                .body("closing", nullValue())
                .body("closedAt", nullValue());
        assertThat(due(absorbed, "RESOLUTION")).isEqualTo(promised);
        as("eleni").get(path(absorbed) + "/ownership").then().body("unownedSeconds", equalTo(0));
        await().untilAsserted(() -> assertThat(Published.types(absorbed)).contains("JourneyReopened"));
        // Once more, for who has second thoughts twice.
        merge(absorbed, survivor);
        Complaints.awaitState(absorbed, "CLOSED");
    }

    @Test
    void whoComplainedTwiceAboutOneThingWasLetDownOnce() {
        var first = Complaints.complaint(ELENI, true);
        Complaints.receive(first);
        var second = Complaints.complaint(ELENI, true, first.customer());
        Complaints.receive(second);
        for (UUID journey : List.of(first.complaintId(), second.complaintId())) {
            Desk.acknowledge(journey);
        }
        Desk.classify(first.complaintId());
        merge(first.complaintId(), second.complaintId());
        Complaints.awaitState(first.complaintId(), "CLOSED");
        Desk.classify(second.complaintId());
        as("eleni").get(path(second.complaintId())).then().body("earlier", nullValue());
    }

    @Test
    void whatIsMergedIntoAnEndIsNone() {
        var survivor = Desk.recovering();
        step("eleni", path(survivor), "withdraw", null).statusCode(200);
        merge(Desk.recovering(), survivor);
        Complaints.awaitState(survivor, "RECOVERING");
        var closed = Desk.recovering();
        step("eleni", path(closed), "withdraw", null).statusCode(200);
        merge(closed, survivor);
        await().untilAsserted(
                        () -> assertThat(read(closed).getString("mergedInto")).isEqualTo(survivor.toString()));
        assertThat(read(closed).getString("closing")).isEqualTo("WITHDRAWN");
        Events.publish(new ComplaintsUnmerged(closed, survivor, ELENI, "Two cars", Instant.now()));
        await().untilAsserted(
                        () -> assertThat(read(closed).getString("mergedInto")).isNull());
        assertThat(read(closed).getString("state")).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsTakenOverThatCannotBeKept(JourneyState state) {
        var kinds = Merges.canBeKept(state);
        assertThat(kinds).contains(PromiseKind.CALL_BACK, PromiseKind.REMEDY_DELIVERY);
        assertThat(kinds.contains(PromiseKind.ACKNOWLEDGEMENT)).isEqualTo(state == JourneyState.OPENED);
        assertThat(kinds.contains(PromiseKind.RESOLUTION))
                .isEqualTo(state == JourneyState.OPENED
                        || state == JourneyState.ACKNOWLEDGED
                        || state == JourneyState.RECOVERING);
    }

    @Test
    void whoseItIsAndWhoSpeaksForThemFollowsWhatIsSaid() {
        var journey = Desk.recovering();
        var mother = person("Μαρία Παπαδοπούλου", new Money(new BigDecimal("120.00"), "EUR"));
        var son = person("Άρης Παπαδόπουλος", null);
        Events.publish(new ComplaintAmended(journey, mother, son, "Towing", null, Instant.now()));
        await().untilAsserted(() -> as("eleni")
                .get(path(journey))
                .then()
                .body("customer.id", equalTo(mother.id().toString()))
                .body("customer.lifetimeValue.amount", equalTo("120.00"))
                .body("representative.name", equalTo("Άρης Παπαδόπουλος"))
                .body("product", equalTo("Towing")));
        Events.publish(new dev.makegood.contract.CustomerChanged(
                new Customer(son.id(), 9, "Άρης Π.", Language.EL, null, null, null, null, null), Instant.now()));
        await().untilAsserted(
                        () -> as("eleni").get(path(journey)).then().body("representative.name", equalTo("Άρης Π.")));
        Events.publish(new ComplaintAmended(journey, mother, null, null, null, Instant.now()));
        await().untilAsserted(() -> as("eleni")
                .get(path(journey))
                .then()
                .body("representative", nullValue())
                .body("product", nullValue()));
    }

    private static Customer person(String name, @org.jspecify.annotations.Nullable Money value) {
        return new Customer(UUID.randomUUID(), 3, name, Language.EL, "who@customers.example", null, null, value, null);
    }

    private static void merge(UUID absorbed, UUID into) {
        Events.publish(new ComplaintsMerged(absorbed, into, "MG-1111-2222", ELENI, "The same car", Instant.now()));
    }

    private static void wrote(UUID journey, String words) {
        Events.publish(new CustomerWrote(journey, UUID.randomUUID(), Channel.EMAIL, words, 0, Instant.now()));
    }

    /** When the soonest of a kind that is still to be kept is due. */
    private static String due(UUID journey, String kind) {
        return read(journey).<Map<String, Object>>getList("promises").stream()
                .filter(promise -> kind.equals(promise.get("kind")) && "PENDING".equals(promise.get("state")))
                .map(promise -> String.valueOf(promise.get("dueAt")))
                .sorted(java.util.Comparator.comparing(Instant::parse))
                .findFirst()
                .orElseThrow();
    }

    private static long pending(UUID journey, String kind) {
        return Database.number(
                "select count(*) from promise where journey_id = ? and kind = ? and state = 'PENDING'", journey, kind);
    }

    private static List<String> looks(UUID journey) {
        return Database.column(
                "select what from task where journey_id = ? and kind = 'LOOK' and what like '%merged%'", journey);
    }
}

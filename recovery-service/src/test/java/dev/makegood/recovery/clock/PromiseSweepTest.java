package dev.makegood.recovery.clock;

import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.read;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.Events;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Customer;
import dev.makegood.contract.Language;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Notifications;
import dev.makegood.recovery.testing.Published;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
class PromiseSweepTest {

    /** Its time has passed, and nobody was there to warn of it. */
    private static final String PAST = """
            update promise set warn_at = now() - interval '1 second', due_at = now() - interval '1 second',
                next_at = now() - interval '1 second'
            where journey_id = any(?) and kind like ?
            """;

    @Inject
    PromiseSweep sweep;

    @Inject
    Journeys journeys;

    @Inject
    Promises promises;

    @Test
    void aPromiseWhoseTimeHasPassedIsBrokenAndToldOfOnce() {
        var journey = Complaints.takenByEleni();
        Database.run(PAST, new UUID[] {journey}, "ACKNOWLEDGEMENT");
        await().untilAsserted(
                        () -> assertThat(state(journey, "ACKNOWLEDGEMENT")).isEqualTo("BROKEN"));
        sweep.sweep();
        Published.await(
                journey,
                "JourneyOpened",
                "PromiseMade",
                "PromiseMade",
                "PromiseMade",
                "PromiseBroken",
                "JourneyEscalated",
                "RightBreached");
        assertThat(Published.bodies(journey, "PromiseBroken"))
                .singleElement()
                .asString()
                .contains("\"kind\":\"ACKNOWLEDGEMENT\"")
                .contains("\"state\":\"OPENED\"");
        assertThat(Published.bodies(journey, "JourneyEscalated"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"PROMISE_BROKEN\"")
                .contains("Eleni Papadaki");
        assertThat(Published.bodies(journey, "RightBreached"))
                .singleElement()
                .asString()
                .contains("\"right\":\"acknowledged\"")
                .contains("\"amount\":\"10.00\"");
        // An apology in person is owed, and nothing makes it but an apology.
        assertThat(Database.column(
                        "select person_name from task where journey_id = ? and kind = 'APOLOGISE' and done_at is null",
                        journey))
                .containsExactly("Eleni Papadaki");
        // The next one is what the queue is sorted by now.
        assertThat(looksAheadTo(journey, "NEXT_UPDATE")).isTrue();
        assertThat(read(journey).getList("promises.findAll { it.state == 'BROKEN' }.settledAt"))
                .hasSize(1);
    }

    @Test
    void whatHadLeftInTimeIsWaitedForAMomentAndThenBroken() {
        var journey = Complaints.takenByEleni();
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        due(journey, 10, 60);
        sweep.sweep();
        assertThat(state(journey, "ACKNOWLEDGEMENT")).isEqualTo("PENDING");
        var at = Instant.now().minusSeconds(15);
        Notifications.acknowledgementArrives(journey, at);
        assertThat(state(journey, "ACKNOWLEDGEMENT")).isEqualTo("KEPT");

        var other = Complaints.takenByEleni();
        step("eleni", path(other), "acknowledge", Map.of()).statusCode(200);
        due(other, 31, 60);
        sweep.sweep();
        assertThat(state(other, "ACKNOWLEDGEMENT")).isEqualTo("BROKEN");
        // News that comes later still says that it happened, and nobody has to be told that it still has not.
        Notifications.arrives(other, "acknowledgement", at);
        await().untilAsserted(() -> assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and done_at is not null and next_at is null",
                        other))
                .isEqualTo(1));
        assertThat(state(other, "ACKNOWLEDGEMENT")).isEqualTo("BROKEN");
    }

    @Test
    void whatWasAcknowledgedTooLateIsWaitedForNoMoment() {
        var journey = Complaints.takenByEleni();
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        due(journey, 10, 5);
        sweep.sweep();
        assertThat(state(journey, "ACKNOWLEDGEMENT")).isEqualTo("BROKEN");
    }

    /** What the customer was to be told by so many seconds ago was said so many seconds ago. */
    private static void due(UUID journey, int due, int said) {
        Database.run("""
                with said as (update journey set acknowledged_at = now() - make_interval(secs => ?) where id = ?)
                update promise set warn_at = now() - interval '1 hour', due_at = now() - make_interval(secs => ?),
                    next_at = now() - make_interval(secs => ?), stage = 'BREAK'
                where journey_id = ? and kind = 'ACKNOWLEDGEMENT'
                """, said, journey, due, due, journey);
    }

    @Test
    void manySweepsAtTheSameInstantBreakEachPromiseOnce() {
        var ids = IntStream.range(0, 40)
                .mapToObj(i -> Complaints.complaint(Complaints.ELENI, true))
                .peek(Events::publish)
                .map(complaint -> complaint.complaintId())
                .toList();
        ids.forEach(id -> Complaints.awaitState(id, "OPENED"));
        var barrier = new CyclicBarrier(4);
        Database.run(PAST, ids.toArray(UUID[]::new), "%");
        IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> {
                    try {
                        barrier.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    sweep.sweep();
                }))
                .toList()
                .forEach(CompletableFuture::join);
        for (UUID id : ids) {
            await().untilAsserted(() -> assertThat(Published.types(id))
                    .filteredOn("PromiseBroken"::equals)
                    .hasSize(3));
            await().untilAsserted(() -> assertThat(Published.types(id)).hasSize(1 + 3 + 3 * 3));
        }
    }

    @Test
    void aJourneyThatIsBeingChangedIsPassedOverAndFoundAgain() throws SQLException {
        var journey = Complaints.takenByEleni();
        try (var change = Database.connect();
                var lock = change.prepareStatement("select 1 from journey where id = ? for update")) {
            change.setAutoCommit(false);
            lock.setObject(1, journey);
            lock.execute();
            Database.run(PAST, new UUID[] {journey}, "NEXT_UPDATE");
            sweep.sweep();
            assertThat(state(journey, "NEXT_UPDATE")).isEqualTo("PENDING");
            change.rollback();
        }
        await().untilAsserted(() -> assertThat(state(journey, "NEXT_UPDATE")).isEqualTo("BROKEN"));
        await().untilAsserted(() -> assertThat(Published.types(journey)).contains("PromiseBroken"));
    }

    @Test
    void aWarningIsTheOwnersAndBreaksNothing() {
        var journey = Complaints.takenByEleni();
        Database.run("""
                update promise set warn_at = now() - interval '1 second', next_at = now() - interval '1 second'
                where journey_id = ? and kind = 'NEXT_UPDATE'
                """, journey);
        sweep.sweep();
        sweep.sweep();
        Published.await(journey, "JourneyOpened", "PromiseMade", "PromiseMade", "PromiseMade", "JourneyEscalated");
        assertThat(Published.bodies(journey, "JourneyEscalated"))
                .singleElement()
                .asString()
                .contains("\"reason\":\"PROMISE_AT_RISK\"")
                .contains("\"to\":[{\"id\":\"" + Complaints.ELENI.id());
        assertThat(state(journey, "NEXT_UPDATE")).isEqualTo("PENDING");
        assertThat(Database.number(
                        "select count(*) from promise where journey_id = ? and stage = 'BREAK' and next_at = due_at",
                        journey))
                .isEqualTo(1);
    }

    @Test
    void newsOfTheCustomerDoesNotBringBackAPromiseThatWasBrokenMeanwhile() {
        var complaint = Complaints.complaint(Complaints.ELENI, true);
        Complaints.receive(complaint);
        var journey = complaint.complaintId();
        QuarkusTransaction.requiringNew().run(() -> {
            journeys.know(
                    new Customer(complaint.customer().id(), 2, "Nikos", Language.EN, null, null, null, null, null));
            CompletableFuture.runAsync(() -> {
                        Database.run(PAST, new UUID[] {journey}, "ACKNOWLEDGEMENT");
                        sweep.sweep();
                    })
                    .join();
        });
        await().untilAsserted(
                        () -> assertThat(state(journey, "ACKNOWLEDGEMENT")).isEqualTo("BROKEN"));
        assertThat(read(journey).getString("customer.name")).isEqualTo("Nikos");
        assertThat(looksAheadTo(journey, "NEXT_UPDATE")).isTrue();
    }

    @Test
    void whatIsNotDueStaysPending() {
        var journey = Complaints.takenByEleni();
        sweep.sweep();
        assertThat(List.of(
                        state(journey, "ACKNOWLEDGEMENT"), state(journey, "NEXT_UPDATE"), state(journey, "RESOLUTION")))
                .containsOnly("PENDING");
        assertThat(promises.resolution(journey)).isPresent();
    }

    private static boolean looksAheadTo(UUID journey, String kind) {
        return Database.number("""
                        select count(*) from journey join promise on promise.journey_id = journey.id
                        where journey.id = ? and kind = ? and next_promise_at = due_at
                        """, journey, kind) == 1;
    }

    private static String state(UUID journey, String kind) {
        return Database.column("select state from promise where journey_id = ? and kind = ?", journey, kind)
                .getFirst();
    }
}

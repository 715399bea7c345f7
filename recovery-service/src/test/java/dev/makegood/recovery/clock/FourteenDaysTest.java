package dev.makegood.recovery.clock;

import static dev.makegood.recovery.testing.Desk.as;
import static dev.makegood.recovery.testing.Desk.make;
import static dev.makegood.recovery.testing.Desk.path;
import static dev.makegood.recovery.testing.Desk.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.JourneyPaused;
import dev.makegood.contract.JourneyResumed;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKept;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.PromiseMade;
import dev.makegood.contract.PromiseMoved;
import dev.makegood.contract.RightBreached;
import dev.makegood.recovery.calendar.Calendars;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.evidence.Evidence;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.promise.Rebuilt;
import dev.makegood.recovery.testing.Complaints;
import dev.makegood.recovery.testing.Notifications;
import dev.makegood.recovery.testing.SimulatedClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Fourteen days in Athens, to the second: from Tuesday 16 March 2027, over a holiday on Thursday the 25th, and over the night to
 * Sunday the 28th in which clocks go forward.
 */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "recovery"))
@TestProfile(FourteenDaysTest.Simulated.class)
class FourteenDaysTest {

    /** Time is what the test says. */
    public static class Simulated implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SimulatedClock.class, SimulatedSweepTime.class);
        }
    }

    private static final String CALENDAR = "athens-in-march";

    private final UUID journey = UUID.randomUUID();

    @Inject
    SimulatedClock clock;

    @Inject
    PromiseSweep promiseSweep;

    @Inject
    PauseSweep pauseSweep;

    @Inject
    Journeys journeys;

    @Inject
    Promises promises;

    @Inject
    Calendars calendars;

    @Inject
    Evidence evidence;

    @Test
    void fourteenDays() {
        // Tuesday the 16th: four promises.
        at("16T10:00:00");
        begin();
        var call = promise(Map.of("kind", "CALL_BACK", "term", "4 working hours", "calendar", CALENDAR));
        var delivery = promise(Map.of("kind", "REMEDY_DELIVERY", "term", "5 working days", "calendar", CALENDAR));
        var contact = promise(Map.of("kind", "FIRST_CONTACT", "term", "24 hours"));
        var law = statutory("14 days");
        assertClock(call, "16T13:00", "16T15:00");
        assertClock(delivery, "22T12:45", "23T17:00");
        assertClock(contact, "17T04:00", "17T10:00");
        assertClock(law, "26T21:15", "30T10:00");

        // A warning at three quarters, and not a second before; the owner's alone.
        at("16T13:00:00");
        nothingOf(call, JourneyEscalated.class);
        at("16T13:00:01");
        assertThat(escalated(call, EscalationReason.PROMISE_AT_RISK).to()).containsExactly(Complaints.ELENI);
        make("eleni", path(journey) + "/updates", Map.of("words", "I am on it."))
                .statusCode(201);
        assertThat(only(PromiseKept.class, contact).at()).isEqualTo(athens("16T13:00:01"));

        // It breaks after its last instant, once, and owner and lead are told. The owner owes an apology.
        at("16T15:00:00");
        nothingOf(call, PromiseBroken.class);
        at("16T15:00:01");
        assertThat(only(PromiseBroken.class, call).at()).isEqualTo(athens("16T15:00:01"));
        assertThat(escalated(call, EscalationReason.PROMISE_BROKEN).to())
                .startsWith(Complaints.ELENI)
                .hasSizeLessThanOrEqualTo(2);
        assertThat(only(RightBreached.class, call).owner()).isEqualTo(Complaints.ELENI);
        assertThat(Database.number(
                        "select count(*) from task where journey_id = ? and kind = 'APOLOGISE' and done_at is null",
                        journey))
                .isEqualTo(1);

        // Still broken a working day later: the manager's.
        at("17T15:00:00");
        assertThat(of(JourneyEscalated.class, call)).hasSize(2);
        at("17T15:00:01");
        assertThat(escalated(call, EscalationReason.PROMISE_STILL_BROKEN).at()).isEqualTo(athens("17T15:00:01"));

        // Promised anew, and kept.
        var anew =
                promise(Map.of("kind", "CALL_BACK", "dueAt", athens("18T12:00").toString(), "replaces", call));
        at("18T11:00:00");
        keep(anew);
        assertThat(only(PromiseKept.class, anew).dueAt()).isEqualTo(athens("18T12:00"));
        assertThat(only(PromiseBroken.class, call).dueAt()).isEqualTo(athens("16T15:00"));

        // Friday noon the customer asks us to wait, until Wednesday noon at the latest: 21 working hours.
        at("19T12:00:00");
        pause("WAITING_FOR_CUSTOMER", "24T12:00");
        assertClock(delivery, "26T12:45", "29T17:00");
        assertClock(law, "26T21:15", "30T10:00");
        assertThat(only(PromiseMoved.class, delivery).dueAt()).isEqualTo(athens("29T17:00"));

        // They answer on Monday at half past ten: it was five hours and a half.
        at("22T10:30:00");
        step("eleni", path(journey), "resume", null).statusCode(200);
        assertClock(delivery, "23T11:15", "24T15:30");
        at("23T11:15:00");
        nothingOf(delivery, JourneyEscalated.class);
        at("23T11:15:01");
        assertThat(escalated(delivery, EscalationReason.PROMISE_AT_RISK).at()).isEqualTo(athens("23T11:15:01"));

        // A pause over the holiday, which ends by itself on Friday at ten, whenever the sweep comes by.
        at("24T12:00:00");
        pause("WAITING_FOR_AUTHORITY", "26T10:00");
        assertClock(delivery, "23T11:15", "26T12:30");
        at("24T15:30:01");
        nothingOf(delivery, PromiseBroken.class);
        at("26T10:00:05");
        var resumed = await().until(() -> of(JourneyResumed.class), events -> events.size() == 2)
                .getLast();
        assertThat(resumed.at()).isEqualTo(athens("26T10:00"));
        assertThat(resumed.by()).isNull();
        assertClock(delivery, "23T11:15", "26T12:30");

        // It will not be in time: promised anew, and the old one breaks by its own time.
        at("26T11:00:00");
        var second = promise(
                Map.of("kind", "REMEDY_DELIVERY", "term", "1 working day", "calendar", CALENDAR, "replaces", delivery));
        assertClock(second, "29T13:00", "29T17:00");
        at("26T12:30:00");
        nothingOf(delivery, PromiseBroken.class);
        at("26T12:30:01");
        assertThat(only(PromiseBroken.class, delivery).dueAt()).isEqualTo(athens("26T12:30"));
        at("26T21:15:01");
        assertThat(escalated(law, EscalationReason.PROMISE_AT_RISK).at()).isEqualTo(athens("26T21:15:01"));

        // Twenty-four hours over the night in which one is skipped, kept in the last instant.
        at("27T12:00:00");
        var weekend = promise(Map.of("kind", "CALL_BACK", "term", "24 hours", "calendar", CALENDAR));
        assertClock(weekend, "28T07:00", "28T13:00");
        at("28T13:00:00");
        keep(weekend);
        assertThat(only(PromiseKept.class, weekend).at()).isEqualTo(athens("28T13:00"));

        // A working day after Friday is Monday, by the clock on the wall; an hour less by any other.
        at("29T12:30:00");
        assertThat(of(JourneyEscalated.class, delivery)).hasSize(2);
        at("29T12:30:01");
        assertThat(escalated(delivery, EscalationReason.PROMISE_STILL_BROKEN).at())
                .isEqualTo(Instant.parse("2027-03-29T09:30:01Z"));
        at("29T16:59:59");
        keep(second);
        assertThat(only(PromiseKept.class, second).at()).isEqualTo(athens("29T16:59:59"));

        // The law's clock has never stood still.
        at("30T10:00:00");
        nothingOf(law, PromiseBroken.class);
        nothingOf(law, PromiseMoved.class);
        at("30T10:00:01");
        assertThat(only(PromiseBroken.class, law).at()).isEqualTo(athens("30T10:00:01"));

        assertThat(of(JourneyPaused.class)).hasSize(2);
        assertThat(rebuilt()).isEqualTo(kept());
    }

    private void begin() {
        var athens = """
                {"name": "Athens", "zone": "Europe/Athens", "region": "gr",
                 "week": {"MONDAY": ["09:00-13:00", "14:00-17:00"], "TUESDAY": ["09:00-13:00", "14:00-17:00"],
                          "WEDNESDAY": ["09:00-13:00", "14:00-17:00"], "THURSDAY": ["09:00-13:00", "14:00-17:00"],
                          "FRIDAY": ["09:00-13:00", "14:00-17:00"]}}
                """;
        as("marcus")
                .contentType(ContentType.JSON)
                .body(athens)
                .put("/v1/calendars/{id}", CALENDAR)
                .then()
                .statusCode(201);
        var complaint = Complaints.complaint(Complaints.ELENI, true);
        Complaints.receive(new ComplaintReceived(
                journey,
                complaint.reference(),
                complaint.linkGeneration(),
                complaint.customer(),
                complaint.verbatim(),
                complaint.desiredOutcome(),
                complaint.channel(),
                complaint.product(),
                complaint.occurredAt(),
                complaint.takenInPerson(),
                complaint.owner(),
                null,
                null,
                null,
                clock.instant()));
        step("eleni", path(journey), "acknowledge", Map.of()).statusCode(200);
        Notifications.acknowledgementArrives(journey, clock.instant());
    }

    /** It is that time, on a day of March 2027 in Athens, and the sweeps come by. */
    private void at(String time) {
        clock.set(athens(time));
        promiseSweep.sweep();
        pauseSweep.sweep();
    }

    private static Instant athens(String time) {
        return LocalDateTime.parse("2027-03-" + time)
                .atZone(ZoneId.of("Europe/Athens"))
                .toInstant();
    }

    private UUID promise(Map<String, ?> body) {
        return UUID.fromString(make("eleni", path(journey) + "/promises", body)
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** What people cannot promise, the charter does. */
    private UUID statutory(String term) {
        return QuarkusTransaction.requiringNew().call(() -> {
            var changed = journeys.change(journey);
            var made = promises.make(
                    journey,
                    Commitment.within(Term.of(term), CALENDAR, PromiseKind.STATUTORY),
                    JourneyState.RECOVERING);
            journeys.tell(changed, List.of(made));
            return made.promiseId();
        });
    }

    private void keep(UUID promise) {
        step(
                        "eleni",
                        path(journey) + "/promises/" + promise,
                        "keep",
                        Map.of("proof", "It was done."),
                        as("eleni").get(path(journey)).header("ETag"))
                .statusCode(200);
    }

    private void pause(String reason, String until) {
        step(
                        "eleni",
                        path(journey),
                        "pause",
                        Map.of("reason", reason, "until", athens(until).toString()))
                .statusCode(200);
    }

    private void assertClock(UUID promise, String warnAt, String dueAt) {
        assertThat(times("warn_at", promise)).isEqualTo(athens(warnAt));
        assertThat(times("due_at", promise)).isEqualTo(athens(dueAt));
    }

    private static Instant times(String column, UUID promise) {
        return Instant.parse(Database.column(
                        "select to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from promise where id = ?"
                                .formatted(column),
                        promise)
                .getFirst());
    }

    private JourneyEscalated escalated(UUID promise, EscalationReason reason) {
        return await().until(
                        () -> of(JourneyEscalated.class, promise).stream()
                                .filter(event -> event.reason() == reason)
                                .toList(),
                        events -> events.size() == 1)
                .getFirst();
    }

    private <T extends JourneyEvent> T only(Class<T> type, UUID promise) {
        return await().until(() -> of(type, promise), events -> events.size() == 1)
                .getFirst();
    }

    private void nothingOf(UUID promise, Class<? extends JourneyEvent> type) {
        assertThat(of(type, promise)).isEmpty();
    }

    private <T extends JourneyEvent> List<T> of(Class<T> type, UUID promise) {
        return of(type).stream().filter(event -> promise.equals(about(event))).toList();
    }

    private <T extends JourneyEvent> List<T> of(Class<T> type) {
        return history().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<JourneyEvent> history() {
        return QuarkusTransaction.requiringNew().call(() -> evidence.history(journey));
    }

    @SuppressWarnings("NullAway") // what is about no promise is about null, which equals none
    private static UUID about(JourneyEvent event) {
        return switch (event) {
            case PromiseMade made -> made.promiseId();
            case PromiseMoved moved -> moved.promiseId();
            case PromiseKept kept -> kept.promiseId();
            case PromiseBroken broken -> broken.promiseId();
            case JourneyEscalated escalated -> escalated.promiseId();
            case RightBreached breached -> breached.promiseId();
            default -> null;
        };
    }

    private Map<UUID, Rebuilt> rebuilt() {
        var history = history();
        return QuarkusTransaction.requiringNew().call(() -> Rebuilt.from(history, calendars::require));
    }

    /** The clocks as they stand in the table. */
    private Map<UUID, Rebuilt> kept() {
        Map<UUID, Rebuilt> kept = new LinkedHashMap<>();
        Database.column("select id from promise where journey_id = ? order by id", journey).stream()
                .map(UUID::fromString)
                .forEach(id -> {
                    var state = Promise.State.valueOf(Database.column("select state from promise where id = ?", id)
                            .getFirst());
                    kept.put(
                            id,
                            new Rebuilt(
                                    state,
                                    times("due_at", id),
                                    times("warn_at", id),
                                    times("escalate_at", id),
                                    state == Promise.State.PENDING ? times("next_at", id) : null));
                });
        return kept;
    }
}

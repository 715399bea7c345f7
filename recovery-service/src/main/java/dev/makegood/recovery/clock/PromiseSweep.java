package dev.makegood.recovery.clock;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseBroken;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.agent.Directory;
import dev.makegood.recovery.breach.Breaches;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.PromiseSettings;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds promises whose timer fires: warns of them, breaks them, and tells the manager when what was broken still has not happened.
 * Each once, however many replicas sweep, since a row that another has locked is passed over. A journey that someone is changing at
 * the moment is passed over as well, and found again a second later.
 */
@ApplicationScoped
class PromiseSweep {

    private static final Logger LOG = Logger.getLogger(PromiseSweep.class);

    /**
     * Who sweeps late does not warn of what is broken already. Where the owner has acknowledged in time, the news that the customer's
     * server took it may be on its way.
     */
    private static final String FIRE = """
            with due as (
                select promise.id, promise.next_at,
                    case when promise.stage = 'WARN' and promise.due_at < ? then 'BREAK' else promise.stage end as fires,
                    journey.state as journey_state, journey.owner_id, journey.owner_name,
                    journey.customer_name, journey.reference, journey.charter_version, journey.value_currency
                from promise join journey on journey.id = promise.journey_id
                where promise.next_at < ?
                and not coalesce(promise.kind = 'ACKNOWLEDGEMENT' and promise.state = 'PENDING'
                    and journey.acknowledged_at <= promise.due_at and promise.due_at < ? and promise.due_at >= ?, false)
                order by promise.next_at limit ?
                for update of promise, journey skip locked)
            update promise set
                state = case fires when 'BREAK' then 'BROKEN' else promise.state end,
                settled_at = case fires when 'BREAK' then ? else promise.settled_at end,
                stage = case fires when 'WARN' then 'BREAK' when 'BREAK' then 'ESCALATE' end,
                next_at = case fires when 'WARN' then promise.due_at when 'BREAK' then promise.escalate_at end
            from due where promise.id = due.id
            returning promise.id, promise.journey_id, promise.kind, promise.due_at, due.*
            """;

    private static final String LOOK_AHEAD = """
            update journey set next_promise_at = coalesce(
                (select min(due_at) from promise where journey_id = journey.id and state = 'PENDING'), '9999-12-31')
            where id = any(?)
            """;

    private final AgroalDataSource database;
    private final SweepTime time;
    private final Outbox outbox;
    private final Agents agents;
    private final Breaches breaches;
    private final Tasks tasks;
    private final PromiseSettings settings;

    PromiseSweep(
            AgroalDataSource database,
            SweepTime time,
            Outbox outbox,
            Agents agents,
            Breaches breaches,
            Tasks tasks,
            PromiseSettings settings) {
        this.database = database;
        this.time = time;
        this.outbox = outbox;
        this.agents = agents;
        this.breaches = breaches;
        this.tasks = tasks;
        this.settings = settings;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        while (QuarkusTransaction.requiringNew().call(this::fireDue) == settings.sweepBatch()) {
            LOG.debug("More promises are due");
        }
    }

    private int fireDue() throws SQLException {
        Instant now;
        List<Fired> fired;
        try (var connection = database.getConnection()) {
            now = time.now(connection);
            fired = fire(connection, now);
            lookAhead(connection, fired);
        }
        if (!fired.isEmpty()) {
            var told = new Told(agents.directory(), now);
            fired.forEach(promise -> outbox.add(told.of(promise).toArray(Event[]::new)));
        }
        return fired.size();
    }

    private List<Fired> fire(Connection connection, Instant now) throws SQLException {
        List<Fired> fired = new ArrayList<>();
        try (var update = connection.prepareStatement(FIRE)) {
            var at = now.atOffset(ZoneOffset.UTC);
            update.setObject(1, at);
            update.setObject(2, at);
            update.setObject(3, at);
            update.setObject(4, now.minus(settings.newsUnderWay()).atOffset(ZoneOffset.UTC));
            update.setInt(5, settings.sweepBatch());
            update.setObject(6, at);
            try (var rows = update.executeQuery()) {
                while (rows.next()) {
                    fired.add(Fired.of(rows));
                }
            }
        }
        fired.sort(Comparator.comparing(Fired::nextAt).thenComparing(Fired::promise));
        return fired;
    }

    private static void lookAhead(Connection connection, List<Fired> fired) throws SQLException {
        var journeys = fired.stream()
                .filter(promise -> promise.fires() == Promise.Stage.BREAK)
                .map(Fired::journey)
                .distinct()
                .toArray();
        if (journeys.length > 0) {
            try (var update = connection.prepareStatement(LOOK_AHEAD)) {
                update.setArray(1, connection.createArrayOf("uuid", journeys));
                update.executeUpdate();
            }
        }
    }

    /** A promise whose timer fired, and the journey that it is about. */
    private record Fired(
            UUID promise,
            UUID journey,
            PromiseKind kind,
            Promise.Stage fires,
            Instant nextAt,
            Instant dueAt,
            JourneyState state,
            Breaches.Setting setting) {

        static Fired of(ResultSet row) throws SQLException {
            return new Fired(
                    row.getObject("id", UUID.class),
                    row.getObject("journey_id", UUID.class),
                    PromiseKind.valueOf(row.getString("kind")),
                    Promise.Stage.valueOf(row.getString("fires")),
                    row.getObject("next_at", OffsetDateTime.class).toInstant(),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    JourneyState.valueOf(row.getString("journey_state")),
                    new Breaches.Setting(
                            new Person(row.getString("owner_id"), row.getString("owner_name")),
                            row.getString("customer_name"),
                            row.getString("reference"),
                            row.getInt("charter_version"),
                            row.getString("value_currency")));
        }

        Person owner() {
            return setting.owner();
        }
    }

    /** Who is told what, at one instant. */
    private final class Told {

        private final Directory directory;
        private final Instant now;
        private final Map<Person, List<Person>> above = new HashMap<>();
        private @Nullable List<Person> managers;

        Told(Directory directory, Instant now) {
            this.directory = directory;
            this.now = now;
        }

        List<Event> of(Fired promise) {
            return switch (promise.fires()) {
                case WARN -> List.of(escalated(promise, EscalationReason.PROMISE_AT_RISK, List.of(promise.owner())));
                case BREAK -> broken(promise);
                case ESCALATE -> stillBroken(promise);
            };
        }

        private List<Event> broken(Fired promise) {
            var broken = new PromiseBroken(
                    promise.journey(), promise.promise(), promise.kind(), promise.dueAt(), promise.state(), now);
            var lead = above.computeIfAbsent(promise.owner(), owner -> directory.above(owner, now));
            lead.forEach(person -> look(person, promise, "A promise to %s is broken: %s."));
            List<Event> events = new ArrayList<>(List.of(
                    broken,
                    escalated(
                            promise,
                            EscalationReason.PROMISE_BROKEN,
                            Stream.concat(Stream.of(promise.owner()), lead.stream())
                                    .toList())));
            breaches.promiseBroken(broken, promise.setting()).ifPresent(events::add);
            return events;
        }

        private List<Event> stillBroken(Fired promise) {
            if (managers == null) {
                managers = directory.with(Agent.Role.MANAGER, now);
            }
            managers.forEach(person -> look(person, promise, "A promise to %s has been broken for a working day: %s."));
            return List.of(escalated(promise, EscalationReason.PROMISE_STILL_BROKEN, managers));
        }

        private JourneyEscalated escalated(Fired promise, EscalationReason reason, List<Person> to) {
            return new JourneyEscalated(promise.journey(), reason, to, promise.promise(), promise.state(), now);
        }

        private void look(Person person, Fired promise, String what) {
            tasks.add(new Task(
                    promise.journey(),
                    person,
                    Task.Kind.LOOK,
                    what.formatted(
                            promise.setting().customerName(), promise.setting().reference()),
                    now,
                    now));
        }
    }
}

package dev.makegood.recovery.journey;

import static java.util.Objects.requireNonNull;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.apology.Apologies;
import dev.makegood.recovery.cause.SubCauses;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The moves of those who make it good, whoever asks for them: one by one, on many at once, or by macro. Each needs the journey locked
 * for the caller, as {@link Journeys#changeByOwner} gives it, and passes the same guards.
 */
@ApplicationScoped
public class JourneyMoves {

    private final Journeys journeys;
    private final Agents agents;
    private final Apologies apologies;
    private final Tasks tasks;
    private final SubCauses subCauses;
    private final DoubleDeviations deviations;
    private final jakarta.enterprise.event.Event<CustomerReached> reachings;
    private final JourneySettings settings;
    private final Caller caller;
    private final Clock clock;

    JourneyMoves(
            Journeys journeys,
            Agents agents,
            Apologies apologies,
            Tasks tasks,
            SubCauses subCauses,
            DoubleDeviations deviations,
            jakarta.enterprise.event.Event<CustomerReached> reachings,
            JourneySettings settings,
            Caller caller,
            Clock clock) {
        this.journeys = journeys;
        this.agents = agents;
        this.apologies = apologies;
        this.tasks = tasks;
        this.subCauses = subCauses;
        this.deviations = deviations;
        this.reachings = reachings;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    /** Makes a move that is stated as a whole; it has to be complete. */
    public void make(Journey journey, MoveRequest request) {
        request.requireComplete();
        var words = request.words();
        switch (request.move()) {
            case ACKNOWLEDGE -> acknowledge(journey, words);
            case GIVE_UPDATE -> giveUpdate(journey, requireNonNull(words));
            case CLASSIFY_CAUSE ->
                classify(journey, requireNonNull(request.cause()), request.subCause(), request.evidence());
            case LOG_ATTEMPT -> logAttempt(journey, requireNonNull(request.channel()), words, false);
            case CHANGE_OWNER -> assign(journey, requireNonNull(request.to()), requireNonNull(request.reason()));
            case PROPOSE -> propose(journey, requireNonNull(words));
            case CLOSE -> close(journey);
            case CLOSE_UNANSWERED -> closeUnanswered(journey);
            case WITHDRAW -> withdraw(journey);
            case REOPEN -> reopen(journey, requireNonNull(words));
            default -> throw new IllegalStateException("Not possible on many: " + request.move());
        }
    }

    /**
     * The owner takes it on, by name. That the customer is told so was promised, and is kept once they were: when their server has
     * taken the message, or at once where there is nothing to send it to, since then they are told in person.
     */
    public void acknowledge(Journey journey, @Nullable String words) {
        var acknowledged = journey.acknowledge(caller.person(), words, clock.instant());
        journeys.tell(
                journey,
                journey.isAddressed()
                        ? journeys.settling(journey, acknowledged, PromiseKind.FIRST_CONTACT)
                        : journeys.settling(
                                journey, acknowledged, PromiseKind.ACKNOWLEDGEMENT, PromiseKind.FIRST_CONTACT));
    }

    /** The customer is told how things stand. */
    public void giveUpdate(Journey journey, String words) {
        var given = journey.update(caller.person(), words, clock.instant());
        var events = journeys.settling(journey, given, PromiseKind.NEXT_UPDATE, PromiseKind.FIRST_CONTACT);
        if (journey.state() == JourneyState.RECOVERING) {
            // Where an answer of ours is out, it is the customer's that is awaited, and no more news of ours.
            events.addAll(journeys.promiseUpdate(journey));
        }
        journeys.tell(journey, events);
    }

    /** Why it happened; where that has let the same customer down before, whoever owned it then is recalled. */
    public void classify(Journey journey, CauseClass cause, @Nullable String subCause, @Nullable String evidence) {
        subCauses.require(cause, subCause, "/subCause");
        List<Event> events = new ArrayList<>();
        events.add(journey.classify(cause, subCause, evidence, clock.instant()));
        events.addAll(deviations.raise(journey));
        journeys.tell(journey, events);
    }

    /** It is another customer's than was thought: whether that one was let down before is looked at anew. */
    void reconsider(Journey journey) {
        journeys.tell(journey, deviations.raise(journey));
    }

    /** A personal apology, by the caller. Whatever apology was owed is made by it. */
    Apology apologise(Journey journey, String words) {
        var made = journey.apologise(caller.person(), words, clock.instant());
        apologies.hear(journey.id(), journey.customerName(), made.by(), words, journey.earlier() != null);
        var apology = new Apology(journey.id(), made.by(), made.words(), made.at());
        journeys.getEntityManager().persist(apology);
        tasks.done(journey.id(), Task.Kind.APOLOGISE, made.at());
        journeys.tell(journey, List.of(made));
        return apology;
    }

    /**
     * Someone tried to reach the customer.
     *
     * @param reached whether they did: then the customer has been told whatever a message had not brought them
     */
    Attempt logAttempt(Journey journey, Attempt.Channel channel, @Nullable String words, boolean reached) {
        journey.tried(channel);
        var attempt = new Attempt(journey.id(), channel, caller.person(), words, reached, clock.instant());
        journeys.getEntityManager().persist(attempt);
        if (reached) {
            journeys.tell(journey, journeys.acknowledgementReached(journey, attempt.madeAt()));
            reachings.fire(new CustomerReached(journey, attempt.madeAt()));
        }
        return attempt;
    }

    /**
     * A lead gives it to someone.
     *
     * @throws Forbidden if the caller is no lead: others offer it, and whoever they offer it to accepts
     */
    public void assign(Journey journey, String to, String reason) {
        if (!caller.has("lead")) {
            throw new Forbidden("A lead gives a journey to someone; offer it as a transfer.");
        }
        var person = agents.named(to, "/to");
        journey.require(Move.CHANGE_OWNER);
        journeys.tell(journey, journeys.give(journey, person, reason));
    }

    /** It is said to be put right, and the customer is asked. */
    public void propose(Journey journey, String words) {
        var proposed = journey.propose(caller.person(), words, clock.instant());
        // A proposal is news as well, and from here on it is the customer's answer that is awaited, not ours.
        journeys.tell(
                journey,
                journeys.settling(
                        journey, proposed, PromiseKind.RESOLUTION, PromiseKind.NEXT_UPDATE, PromiseKind.STATUTORY));
    }

    /** What the customer has confirmed is closed. */
    public void close(Journey journey) {
        journeys.tell(journey, journeys.end(journey, journey.close(caller.person(), clock.instant())));
    }

    /** The customer did not answer, however often they were tried. */
    public void closeUnanswered(Journey journey) {
        journeys.tell(
                journey,
                journeys.end(journey, journey.closeUnanswered(caller.person(), settings.waiting(), clock.instant())));
    }

    /** The customer wants nothing more done, as they told the caller. */
    public void withdraw(Journey journey) {
        journeys.tell(journey, journeys.end(journey, journey.withdraw(caller.person(), clock.instant())));
    }

    /** The customer comes back, as they told the caller. */
    public void reopen(Journey journey, String words) {
        goOn(journey, journey.reopen(words, clock.instant()), true);
    }

    /** The customer says that it is not put right, before or after it was closed. */
    void dispute(Journey journey, String words) {
        var now = clock.instant();
        if (journey.state() == JourneyState.CLOSED) {
            goOn(journey, journey.reopen(words, now), true);
        } else {
            goOn(journey, journey.dispute(words, now), false);
        }
    }

    private void goOn(Journey journey, Event reopened, boolean wasClosed) {
        List<Event> events = new ArrayList<>(List.of(reopened));
        if (wasClosed) {
            events.addAll(tellAbove(journey));
        }
        events.addAll(journeys.promiseUpdate(journey));
        events.addAll(journeys.promiseResolution(journey));
        journeys.tell(journey, events);
    }

    /** One level up learns that a customer had to come back. */
    private List<Event> tellAbove(Journey journey) {
        Instant now = clock.instant();
        var above = agents.directory().above(journey.owner(), now);
        above.forEach(person -> tasks.add(new Task(
                journey.id(),
                person,
                Task.Kind.LOOK,
                "%s came back: %s.".formatted(journey.customerName(), journey.reference()),
                now,
                now)));
        return List.of(
                new JourneyEscalated(journey.id(), EscalationReason.REOPENED, above, null, journey.state(), now));
    }
}

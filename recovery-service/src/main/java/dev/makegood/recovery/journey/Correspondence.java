package dev.makegood.recovery.journey;

import dev.makegood.contract.CustomerWrote;
import dev.makegood.contract.EscalationAsked;
import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEscalated;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.ReplyWritten;
import dev.makegood.recovery.agent.Agent;
import dev.makegood.recovery.agent.Agents;
import dev.makegood.recovery.agent.Directory;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What customers write, and what that does to their journey. Their words are kept where the conversation is; here only that they
 * wrote, and what of it answers a question.
 */
@ApplicationScoped
class Correspondence {

    private final Journeys journeys;
    private final JourneyMoves moves;
    private final Promises promises;
    private final Agents agents;
    private final Tasks tasks;
    private final jakarta.enterprise.event.Event<CustomerHeard> heard;
    private final JourneySettings settings;
    private final Clock clock;

    Correspondence(
            Journeys journeys,
            JourneyMoves moves,
            Promises promises,
            Agents agents,
            Tasks tasks,
            jakarta.enterprise.event.Event<CustomerHeard> heard,
            JourneySettings settings,
            Clock clock) {
        this.journeys = journeys;
        this.moves = moves;
        this.promises = promises;
        this.agents = agents;
        this.tasks = tasks;
        this.heard = heard;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The customer wrote. What we wait for goes on; a no that they do not take, or an end that was none, goes on as if they had said
     * so on their page. Whether it is put right is answered by yes or no alone. In each case the owner is to read it.
     */
    void wrote(CustomerWrote wrote) {
        var journey = journeys.changeSurviving(wrote.complaintId());
        if (journey.isErased()) {
            return;
        }
        var now = clock.instant();
        journey.heard(now);
        heard.fire(new CustomerHeard(journey, wrote, now));
        if (journey.pausedUntil() != null) {
            var resumed = promises.resumeByCustomer(journey.id(), journey.state());
            if (!resumed.isEmpty()) {
                journey.resume();
                journeys.tell(journey, resumed);
            }
        }
        if (journey.state() == JourneyState.CLOSED || journey.state() == JourneyState.REFUSED) {
            moves.dispute(journey, "The customer wrote.");
        }
        // One for all that they write until it is read.
        if (!tasks.isOpen(journey.id(), Task.Kind.READ)) {
            tasks.add(new Task(
                    journey.id(),
                    journey.owner(),
                    Task.Kind.READ,
                    "%s wrote: %s.".formatted(journey.customerName(), journey.reference()),
                    now,
                    now));
        }
    }

    /** Somebody here answered: so they have read what the customer wrote, and the customer has heard from a person. */
    void replied(ReplyWritten reply) {
        var journey = journeys.changeSurviving(reply.complaintId());
        tasks.done(journey.id(), Task.Kind.READ, clock.instant());
        if (journey.state() != JourneyState.CLOSED) {
            journeys.tell(journey, promises.settle(journey.id(), journey.state(), PromiseKind.FIRST_CONTACT));
        }
    }

    /**
     * The customer wants somebody above the owner to look: the lead first, then a manager, each level once. The owner stays the owner.
     */
    void escalate(EscalationAsked asked) {
        var journey = journeys.changeSurviving(asked.complaintId());
        var now = clock.instant();
        if (journey.isErased() || !journey.canEscalate(settings.perLevel(), now)) {
            return;
        }
        var to = level(journey, now);
        if (to.isEmpty() && journey.escalations() > 0) {
            // Nobody is above them: from here on it is for those outside, whom the charter names.
            return;
        }
        if (journey.state() == JourneyState.CLOSED) {
            moves.dispute(journey, "The customer asked for somebody above.");
        }
        journey.escalated(now);
        for (Person person : to) {
            tasks.add(new Task(
                    journey.id(),
                    person,
                    Task.Kind.RESPOND,
                    "%s asks that somebody above %s look at %s."
                            .formatted(journey.customerName(), journey.owner().name(), journey.reference()),
                    now.plus(settings.perLevel()),
                    now));
        }
        tasks.add(new Task(
                journey.id(),
                journey.owner(),
                Task.Kind.LOOK,
                "%s asked for somebody above: %s.".formatted(journey.customerName(), journey.reference()),
                now,
                now));
        List<Event> events = new ArrayList<>();
        events.add(new JourneyEscalated(journey.id(), EscalationReason.CUSTOMER, to, null, journey.state(), now));
        journeys.tell(journey, events);
    }

    private List<Person> level(Journey journey, Instant now) {
        Directory directory = agents.directory();
        var lead = directory.above(journey.owner(), now);
        if (journey.escalations() == 0) {
            return lead;
        }
        return journey.escalations() > 1
                ? List.of()
                : directory.with(Agent.Role.MANAGER, now).stream()
                        .filter(person -> Stream.concat(lead.stream(), Stream.of(journey.owner()))
                                .noneMatch(told -> told.id().equals(person.id())))
                        .toList();
    }
}

package dev.makegood.recovery.leg;

import dev.makegood.contract.JourneyEvent;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.JourneyEnded;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** What is done with a leg, whichever way its party came here: by an account of its own, or by a link. */
@ApplicationScoped
public class LegSteps {

    /** A step of a leg, on a journey that nobody else changes meanwhile. */
    @FunctionalInterface
    public interface Step {
        JourneyEvent take(Leg leg, Journey journey, Instant now);
    }

    private final Legs legs;
    private final Journeys journeys;
    private final Tasks tasks;
    private final Clock clock;

    LegSteps(Legs legs, Journeys journeys, Tasks tasks, Clock clock) {
        this.legs = legs;
        this.journeys = journeys;
        this.tasks = tasks;
        this.clock = clock;
    }

    /**
     * The party takes the leg.
     *
     * @param guard looks at the leg before the step is taken, and refuses if it is not as it should be
     */
    public void accept(Leg leg, Consumer<Leg> guard) {
        byParty(leg, guard, (one, journey, now) -> one.accept(journey.state(), now));
    }

    /** The party does not take the leg; it is the owner's again. */
    public void decline(Leg leg, Consumer<Leg> guard, String reason) {
        byParty(leg, guard, (one, journey, now) -> {
            var declined = one.decline(reason, journey.state(), now);
            journey.legEnded();
            tasks.add(new Task(
                    journey.id(),
                    journey.owner(),
                    Task.Kind.LOOK,
                    "%s declined %s: %s".formatted(one.party().name(), journey.reference(), reason),
                    now,
                    now));
            return declined;
        });
    }

    /** The party did its part. */
    public void complete(Leg leg, Consumer<Leg> guard, String outcome, List<LegEvidence> evidence) {
        byParty(leg, guard, (one, journey, now) -> {
            LegEvidence.require(evidence);
            var completed = one.complete(outcome, evidence, journey.state(), now);
            journey.legEnded();
            return completed;
        });
    }

    /** A step of the leg's party. */
    public void byParty(Leg leg, Consumer<Leg> guard, Step step) {
        take(leg, journeys::change, guard, step);
    }

    /** A step of the journey's owner. */
    public void byOwner(Leg leg, Consumer<Leg> guard, Step step) {
        take(leg, journeys::changeByOwner, guard, step);
    }

    /** What hangs on a journey ends with it: no party works for a customer who wants nothing more. */
    void end(@Observes JourneyEnded ended) {
        var journey = ended.journey();
        legs.of(journey.id()).stream().filter(Leg::isOpen).forEach(leg -> {
            var withdrawn = leg.withdraw(journey.owner(), ended.because(), journey.state(), ended.at());
            ended.open().add("%s: %s".formatted(leg.party().name(), leg.work()));
            journey.legEnded();
            journeys.tell(journey, List.of(withdrawn));
        });
    }

    private void take(Leg leg, Function<UUID, Journey> change, Consumer<Leg> guard, Step step) {
        // The journey's lock comes first, everywhere: so that two steps never wait for each other.
        var journey = change.apply(leg.journeyId());
        legs.getEntityManager().refresh(leg);
        guard.accept(leg);
        journeys.tell(journey, List.of(step.take(leg, journey, clock.instant())));
        legs.flush();
    }
}

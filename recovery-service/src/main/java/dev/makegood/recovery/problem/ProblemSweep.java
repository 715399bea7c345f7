package dev.makegood.recovery.problem;

import dev.makegood.contract.FixVerified;
import dev.makegood.contract.Language;
import dev.makegood.recovery.journey.Journeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Measures what came in since problems were fixed, and tells every linked customer of what is proven. However many replicas
 * sweep, each problem is measured by one, and each customer is told once.
 */
@ApplicationScoped
class ProblemSweep {

    private final Problems problems;
    private final Journeys journeys;
    private final ProblemSettings settings;
    private final Clock clock;

    ProblemSweep(Problems problems, Journeys journeys, ProblemSettings settings, Clock clock) {
        this.problems = problems;
        this.journeys = journeys;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(
            every = "${makegood.problem.sweep:60s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        var begun = clock.instant();
        while (QuarkusTransaction.requiringNew().call(() -> measureNext(begun))) {
            // One a transaction, so that one problem's numbers are of one instant.
        }
        while (QuarkusTransaction.requiringNew().call(this::tell) == settings.tellBatch()) {
            // Until everybody is told.
        }
    }

    private boolean measureNext(Instant begun) {
        var next = problems.nextToMeasure(begun);
        next.ifPresent(this::measure);
        return next.isPresent();
    }

    private void measure(Problem problem) {
        var proof = problem.proof().orElseThrow();
        problem.measure(
                problems.count(problem, proof.fixedAt(), proof.until()),
                problems.undecided(problem, proof.fixedAt(), proof.until()),
                clock.instant());
        problems.flush();
    }

    private int tell() {
        List<UUID[]> untold = problems.untold(settings.tellBatch());
        for (UUID[] link : untold) {
            var problem = problems.require(link[0]);
            var journey = journeys.change(link[1]);
            var language = Language.valueOf(journey.language().toUpperCase(Locale.ROOT));
            var now = clock.instant();
            journeys.tell(
                    journey,
                    List.of(new FixVerified(
                            journey.id(),
                            problem.id(),
                            Objects.requireNonNull(problem.said()).in(language),
                            Objects.requireNonNull(problem.fixed()).in(language),
                            journey.owner(),
                            journey.state(),
                            now)));
            problems.told(problem.id(), journey.id(), now);
        }
        return untold.size();
    }
}

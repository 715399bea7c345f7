package dev.makegood.recovery.question;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import dev.makegood.recovery.leg.Leg;
import dev.makegood.recovery.leg.LegSteps;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every question that a party asked an owner. */
@ApplicationScoped
public class LegQuestions implements PanacheRepositoryBase<LegQuestion, UUID> {

    private static final List<String> FORGET = List.of("""
            update leg_question set question = '(erased)',
                answer = case when answer is not null then '(erased)' end
            where leg_id in (select id from leg
            where journey_id = :journey)
            """);

    /** A question and its answer, as both sides read them. */
    public record Asked(String question, @Nullable String answer) {}

    private final LegSteps steps;
    private final Tasks tasks;

    LegQuestions(LegSteps steps, Tasks tasks) {
        this.steps = steps;
        this.tasks = tasks;
    }

    /** The party asks the owner: never the customer. */
    public void ask(Leg leg, Consumer<Leg> guard, String question) {
        put(leg, guard, question);
    }

    LegQuestion put(Leg leg, Consumer<Leg> guard, String words) {
        List<LegQuestion> made = new ArrayList<>();
        steps.byParty(leg, guard, (one, journey, now) -> {
            one.requireOpen();
            // The leg's own clock runs on meanwhile: whoever is asked answers at once.
            var task = new Task(
                    journey.id(),
                    journey.owner(),
                    Task.Kind.RESPOND,
                    "%s asks about %s: %s".formatted(one.party().name(), journey.reference(), words),
                    now,
                    now);
            tasks.add(task);
            var question = new LegQuestion(one, words, task.id(), now);
            persist(question);
            made.add(question);
            return question.asked(one, journey.state());
        });
        return made.getFirst();
    }

    /** What was asked on a leg, in order. */
    public List<Asked> on(UUID leg) {
        return of(leg).stream()
                .map(question -> new Asked(question.question(), question.answer()))
                .toList();
    }

    List<LegQuestion> of(UUID leg) {
        return list("legId = ?1 order by askedAt, id", leg);
    }

    /**
     * @throws NotFound if this leg has no such question
     */
    LegQuestion require(UUID leg, UUID id) {
        return findByIdOptional(id)
                .filter(question -> question.legId().equals(leg))
                .orElseThrow(NotFound::new);
    }

    /** That was asked, and answered, stays; what was does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}

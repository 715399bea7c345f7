package dev.makegood.recovery.emotion;

import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Event;
import dev.makegood.contract.LegRated;
import dev.makegood.contract.PromiseKind;
import dev.makegood.contract.SurveyAnswered;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Promises;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what customers say that they feel, for what can be counted by it; and where it is low, has the owner come back to them: a
 * score that nobody answers is one that nobody should have asked for.
 */
@ApplicationScoped
class Feelings {

    private static final String INTAKE = """
            insert into intake_emotion (journey_id, emotions, at) values (:journey, :emotions, :at) on conflict do nothing
            """;

    /** Somebody who changes their mind is counted once, as they feel now. */
    private static final String RATED = """
            insert into leg_rating (leg_id, journey_id, satisfaction, emotions, at)
            values (:leg, :journey, :satisfaction, :emotions, :at)
            on conflict (leg_id) do update
            set satisfaction = excluded.satisfaction, emotions = excluded.emotions, at = excluded.at
            """;

    private static final String SURVEY = """
            insert into survey_copy
                (survey_id, journey_id, resolution, owner_id, satisfaction, effort, emotions, job_restored, low, at)
            values (:survey, :journey, :resolution, :owner, :satisfaction, :effort, :emotions, cast(:restored as boolean), :low, :at)
            on conflict (survey_id) do update
            set satisfaction = excluded.satisfaction, effort = excluded.effort, emotions = excluded.emotions,
                job_restored = excluded.job_restored, low = excluded.low, at = excluded.at
            """;

    private final EntityManager entities;
    private final Journeys journeys;
    private final Promises promises;
    private final Tasks tasks;
    private final EmotionSettings settings;
    private final Clock clock;

    Feelings(
            EntityManager entities,
            Journeys journeys,
            Promises promises,
            Tasks tasks,
            EmotionSettings settings,
            Clock clock) {
        this.entities = entities;
        this.journeys = journeys;
        this.promises = promises;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    void received(@Observes ComplaintReceived received) {
        var emotions = received.emotions();
        if (emotions != null && !emotions.isEmpty()) {
            entities.createNativeQuery(INTAKE)
                    .setParameter("journey", received.complaintId())
                    .setParameter("emotions", names(emotions))
                    .setParameter("at", received.at())
                    .executeUpdate();
        }
    }

    void rated(@Observes LegRated rated) {
        entities.createNativeQuery(RATED)
                .setParameter("leg", rated.legId())
                .setParameter("journey", rated.complaintId())
                .setParameter("satisfaction", rated.satisfaction())
                .setParameter("emotions", names(rated.emotions()))
                .setParameter("at", rated.at())
                .executeUpdate();
    }

    void answered(@Observes SurveyAnswered answered) {
        var journey = journeys.change(answered.complaintId());
        if (journey.isErased()) {
            return;
        }
        entities.createNativeQuery(SURVEY)
                .setParameter("survey", answered.surveyId())
                .setParameter("journey", journey.id())
                .setParameter("resolution", answered.resolution())
                .setParameter("owner", journey.owner().id())
                .setParameter("satisfaction", answered.satisfaction())
                .setParameter("effort", answered.effort())
                .setParameter("emotions", names(answered.emotions()))
                .setParameter("restored", answered.jobRestored())
                .setParameter("low", answered.low())
                .setParameter("at", answered.at())
                .executeUpdate();
        if (answered.low() && followUp(answered.surveyId()) == null) {
            comeBack(journey, answered.surveyId());
        }
    }

    /**
     * The owner calls them. The journey may be closed, and stays so: whether it has to be opened again is for the customer to say,
     * and perhaps on that call.
     */
    private void comeBack(Journey journey, UUID survey) {
        var now = clock.instant();
        var promised = promises.make(
                journey.id(),
                Commitment.within(
                        Term.of(settings.followUpWithin()), settings.followUpCalendar(), PromiseKind.CALL_BACK),
                journey.state());
        entities.createNativeQuery("update survey_copy set follow_up = :promise where survey_id = :survey")
                .setParameter("promise", promised.promiseId())
                .setParameter("survey", survey)
                .executeUpdate();
        tasks.add(new Task(
                journey.id(),
                journey.owner(),
                Task.Kind.CALL,
                "%s was not content: call them about %s, and keep the promise of it."
                        .formatted(journey.customerName(), journey.reference()),
                promised.dueAt(),
                now));
        journeys.tell(journey, List.<Event>of(promised));
    }

    private @Nullable UUID followUp(UUID survey) {
        return (UUID)
                entities.createNativeQuery("select follow_up from survey_copy where survey_id = :survey", UUID.class)
                        .setParameter("survey", survey)
                        .getSingleResult();
    }

    private static String[] names(List<Emotion> emotions) {
        return emotions.stream().distinct().map(Emotion::name).toArray(String[]::new);
    }
}

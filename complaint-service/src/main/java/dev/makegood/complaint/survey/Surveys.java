package dev.makegood.complaint.survey;

import static java.util.Objects.requireNonNull;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.RecoveryConfirmed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Asks customers how it was, once for each resolution of their complaint: when they confirm that it is put right, and however else
 * it ends. Who was told no, or took it back, or was never reached is asked too: their answers are the ones that teach most.
 */
@ApplicationScoped
public class Surveys implements PanacheRepositoryBase<Survey, UUID> {

    private final Complaints complaints;
    private final NamedEmotions emotions;
    private final Outbox outbox;
    private final SurveySettings settings;
    private final Clock clock;

    Surveys(Complaints complaints, NamedEmotions emotions, Outbox outbox, SurveySettings settings, Clock clock) {
        this.complaints = complaints;
        this.emotions = emotions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What a customer is asked now, or may still change.
     *
     * @param resolution which resolution of their complaint it is about
     * @param answered whether they have answered, and would amend it
     * @param until when it can no longer be answered or amended
     */
    public record Asked(int resolution, boolean answered, Instant until) {}

    /** What the customer of this complaint is asked now, or may still change; absent if nothing. */
    public Optional<Asked> openFor(Complaint complaint) {
        var now = clock.instant();
        return latest(complaint.id())
                .filter(survey -> survey.isOpen(settings, now))
                .map(survey -> new Asked(survey.resolution(), survey.answeredAt() != null, survey.openUntil(settings)));
    }

    /**
     * Asks how this resolution was, unless it is asked already. The next one is asked after the journey was reopened.
     *
     * @param closing how it ended; absent while only the customer has said that it is put right
     */
    public void ask(Complaint complaint, @Nullable Closing closing, Instant now) {
        if (complaint.isErased() || complaint.mergedInto() != null || closing == Closing.MERGED) {
            return;
        }
        flush();
        getEntityManager()
                .unwrap(Session.class)
                .createNativeMutationQuery("""
                        insert into survey (id, version, complaint_id, resolution, asked_at, closing, product, channel, language,
                            segment, owner_id, owner_name, emotions_before, answers, emotions, low)
                        select :id, 0, :complaint, coalesce(max(resolution), 0) + 1, :now, :closing, :product, :channel,
                            :language, :segment, :ownerId, :ownerName, :before, 0, '{}', false
                        from survey where complaint_id = :complaint
                        having coalesce(bool_and(reopened_at is not null), true)
                        on conflict do nothing
                        """)
                .setParameter("id", UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .setParameter("complaint", complaint.id())
                .setParameter("now", now)
                .setParameter("closing", closing == null ? null : closing.name(), String.class)
                .setParameter("product", complaint.said().product(), String.class)
                .setParameter("channel", complaint.said().channel().name())
                .setParameter("language", complaint.customer().language().code())
                .setParameter("segment", complaint.customer().copy().segment(), String.class)
                .setParameter("ownerId", complaint.owner().id())
                .setParameter("ownerName", complaint.owner().name())
                .setParameter(
                        "before",
                        emotions.of(complaint).stream().map(Emotion::name).toArray(String[]::new))
                .executeUpdate();
        if (closing != null) {
            getEntityManager()
                    .createNativeQuery("""
                            update survey set closing = :closing where complaint_id = :complaint and reopened_at is null
                            and closing is null
                            """)
                    .setParameter("closing", closing.name())
                    .setParameter("complaint", complaint.id())
                    .executeUpdate();
        }
    }

    void confirmed(@Observes RecoveryConfirmed confirmed) {
        complaints
                .findByIdOptional(confirmed.complaintId())
                .ifPresent(complaint -> ask(complaint, null, confirmed.at()));
    }

    void closed(@Observes JourneyClosed closed) {
        complaints
                .findByIdOptional(closed.complaintId())
                .ifPresent(complaint -> ask(complaint, closed.closing(), closed.at()));
    }

    void reopened(@Observes JourneyReopened reopened) {
        getEntityManager()
                .createNativeQuery(
                        "update survey set reopened_at = :at where complaint_id = :complaint and reopened_at is null")
                .setParameter("at", reopened.at())
                .setParameter("complaint", reopened.complaintId())
                .executeUpdate();
    }

    /**
     * Takes an answer; the same one again is the same one.
     *
     * @throws SurveyOver if the time for it has passed
     */
    void answer(Survey survey, Answer answer) {
        if (lastOf(survey).filter(answer::equals).isPresent()) {
            return;
        }
        var now = clock.instant();
        var answered = survey.answer(answer, settings, now);
        getEntityManager().persist(new SurveyAnswer(survey, answer, now));
        outbox.add(answered);
    }

    /** What was answered last. */
    Optional<Answer> lastOf(Survey survey) {
        return Optional.ofNullable(getEntityManager()
                        .find(SurveyAnswer.class, new SurveyAnswer.Place(survey.id(), survey.answers())))
                .map(SurveyAnswer::answer);
    }

    boolean isOpen(Survey survey) {
        return survey.isOpen(settings, clock.instant());
    }

    Instant openUntil(Survey survey) {
        return survey.openUntil(settings);
    }

    /**
     * @throws NotFound if there is no such survey
     */
    Survey require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    Optional<Survey> latest(UUID complaint) {
        return find("complaintId = ?1 order by resolution desc", complaint).firstResultOptional();
    }

    Optional<Survey> of(UUID complaint, int resolution) {
        return find("complaintId = ?1 and resolution = ?2", complaint, resolution)
                .firstResultOptional();
    }

    /** How many resolutions of it have been asked about; without reading what is about to be locked. */
    Optional<Integer> resolutions(UUID complaint) {
        return Optional.ofNullable(getEntityManager()
                .createQuery("select max(resolution) from Survey where complaintId = :complaint", Integer.class)
                .setParameter("complaint", complaint)
                .getSingleResult());
    }

    /** The same, for an answer: who presses twice answers once. */
    Optional<Survey> answered(UUID complaint, int resolution) {
        return find("complaintId = ?1 and resolution = ?2", complaint, resolution)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    List<Survey> on(UUID complaint) {
        return list("complaintId = ?1 order by resolution", complaint);
    }

    /** Every answer to these surveys, oldest first. */
    List<SurveyAnswer> answers(List<UUID> surveys) {
        return getEntityManager()
                .createQuery(
                        "from SurveyAnswer where place.surveyId in :surveys order by place.surveyId, place.place",
                        SurveyAnswer.class)
                .setParameter("surveys", surveys)
                .getResultList();
    }

    /** A survey, its latest answer and the reference of its complaint. */
    record Heard(Survey survey, SurveyAnswer last, String reference) {}

    /** Answered surveys, newest first. */
    List<Heard> newest(SurveyFilter filter, @Nullable String owner, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("s.answeredAt is not null"));
        Map<String, Object> values = new LinkedHashMap<>();
        narrow(conditions, values, "s.low = :low", "low", filter.low());
        narrow(conditions, values, "s.product = :product", "product", filter.product);
        narrow(conditions, values, "s.ownerId = :owner", "owner", owner);
        narrow(conditions, values, "s.answeredAt >= :from", "from", filter.from);
        narrow(conditions, values, "s.answeredAt < :to", "to", filter.to);
        if (after != null) {
            conditions.add("(s.answeredAt < :at or (s.answeredAt = :at and s.id < :id))");
            values.put("at", after.at());
            values.put("id", after.id());
        }
        var found = getEntityManager()
                .createQuery("""
                        select s, a, c.reference from Survey s
                        join SurveyAnswer a on a.place.surveyId = s.id and a.place.place = s.answers
                        join Complaint c on c.id = s.complaintId
                        where %s order by s.answeredAt desc, s.id desc
                        """.formatted(String.join(" and ", conditions)), Object[].class)
                .setMaxResults(limit);
        values.forEach(found::setParameter);
        return found.getResultList().stream()
                .map(row -> new Heard((Survey) row[0], (SurveyAnswer) row[1], (String) row[2]))
                .toList();
    }

    private static void narrow(
            List<String> conditions,
            Map<String, Object> values,
            String condition,
            String name,
            @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.put(name, value);
        }
    }

    void forget(@Observes Erasing erasing) {
        for (String forgetting : List.of(
                "update survey_answer set words = null where survey_id in (select id from survey where complaint_id = any(:complaints))",
                "update survey set excluded_reason = '' where complaint_id = any(:complaints) and excluded_reason is not null",
                "update survey_exclusion set reason = '' where survey_id in (select id from survey where complaint_id = any(:complaints))")) {
            getEntityManager()
                    .createNativeQuery(forgetting)
                    .setParameter("complaints", erasing.complaints().toArray(UUID[]::new))
                    .executeUpdate();
        }
    }

    void tell(@Observes Exporting exporting) {
        record Told(UUID complaint, int resolution, Instant askedAt, Instant answeredAt, Answer answer) {}
        Map<UUID, Survey> surveys = new LinkedHashMap<>();
        list("complaintId in ?1 order by askedAt, id", exporting.complaints())
                .forEach(survey -> surveys.put(survey.id(), survey));
        exporting.add(
                "surveys",
                answers(List.copyOf(surveys.keySet())).stream()
                        .map(given -> {
                            var survey = requireNonNull(surveys.get(given.survey()));
                            return new Told(
                                    survey.complaintId(),
                                    survey.resolution(),
                                    survey.askedAt(),
                                    given.answeredAt(),
                                    given.answer());
                        })
                        .toList());
    }
}

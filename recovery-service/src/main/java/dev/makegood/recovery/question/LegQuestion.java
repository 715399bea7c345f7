package dev.makegood.recovery.question;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegQuestionAnswered;
import dev.makegood.contract.LegQuestionAsked;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.IllegalStep;
import dev.makegood.recovery.leg.Leg;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that a leg's party asks the journey's owner. */
@Entity
class LegQuestion {

    /** Whether it waits for its answer. */
    enum State {
        ASKED,
        ANSWERED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID legId;
    private String question;
    private Instant askedAt;
    private UUID taskId;
    private @Nullable String answer;
    private @Nullable String answeredById;
    private @Nullable String answeredByName;
    private @Nullable Instant answeredAt;

    protected LegQuestion() {}

    LegQuestion(Leg leg, String question, UUID taskId, Instant now) {
        this.legId = leg.id();
        this.taskId = taskId;
        this.question = question;
        this.askedAt = now;
    }

    LegQuestionAsked asked(Leg leg, JourneyState state) {
        return new LegQuestionAsked(leg.journeyId(), legId, id, leg.party(), question, state, askedAt);
    }

    LegQuestionAnswered answer(Leg leg, Person by, String words, JourneyState state, Instant now) {
        if (answer != null) {
            throw new IllegalStep("question", State.ANSWERED, List.of());
        }
        answer = words;
        answeredById = by.id();
        answeredByName = by.name();
        answeredAt = now;
        return new LegQuestionAnswered(leg.journeyId(), legId, id, leg.party(), by, words, state, now);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID legId() {
        return legId;
    }

    /** What the owner has to do about it. */
    UUID taskId() {
        return taskId;
    }

    String question() {
        return question;
    }

    Instant askedAt() {
        return askedAt;
    }

    State state() {
        return answer == null ? State.ASKED : State.ANSWERED;
    }

    @Nullable
    String answer() {
        return answer;
    }

    @Nullable
    Person answeredBy() {
        return answeredById == null || answeredByName == null ? null : new Person(answeredById, answeredByName);
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }
}

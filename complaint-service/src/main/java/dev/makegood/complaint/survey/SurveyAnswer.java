package dev.makegood.complaint.survey;

import dev.makegood.contract.Emotion;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An answer as it was given. An amendment is another one, and this stays. */
@Entity
@Immutable
class SurveyAnswer {

    @EmbeddedId
    private Place place;

    private Instant answeredAt;
    private int satisfaction;
    private int effort;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    private @Nullable Boolean jobRestored;
    private boolean low;
    private @Nullable String words;

    protected SurveyAnswer() {}

    /** The latest answer of this survey. */
    SurveyAnswer(Survey survey, Answer answer, Instant now) {
        this.place = new Place(survey.id(), survey.answers());
        this.answeredAt = now;
        this.satisfaction = answer.satisfaction();
        this.effort = answer.effort();
        this.emotions = answer.emotions().stream().map(Emotion::name).toList();
        this.jobRestored = answer.jobRestored();
        this.low = survey.isLow();
        this.words = answer.words();
    }

    Answer answer() {
        return new Answer(
                satisfaction, effort, emotions.stream().map(Emotion::valueOf).toList(), jobRestored, words);
    }

    UUID survey() {
        return place.surveyId();
    }

    Instant answeredAt() {
        return answeredAt;
    }

    boolean isLow() {
        return low;
    }

    /** Which survey's, and which of its answers. */
    @Embeddable
    record Place(UUID surveyId, int place) implements Serializable {}
}

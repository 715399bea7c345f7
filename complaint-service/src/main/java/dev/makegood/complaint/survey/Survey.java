package dev.makegood.complaint.survey;

import dev.makegood.complaint.customer.LanguageCode;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.contract.SurveyAnswered;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer is asked how one resolution of their complaint was: once, and what they answer can be amended for a while. */
@Entity
class Survey {

    @Id
    private UUID id;

    @Version
    private int version;

    private UUID complaintId;
    private int resolution;
    private Instant askedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Closing closing;

    private @Nullable String product;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    @Convert(converter = LanguageCode.class)
    private Language language;

    private @Nullable String segment;
    private String ownerId;
    private String ownerName;

    private int answers;
    private @Nullable Instant answeredAt;
    private @Nullable Instant amendedAt;
    private @Nullable Integer satisfaction;
    private @Nullable Integer effort;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    private @Nullable Boolean jobRestored;
    private boolean low;
    private @Nullable Instant excludedAt;
    private @Nullable String excludedById;
    private @Nullable String excludedByName;
    private @Nullable String excludedReason;

    protected Survey() {}

    /**
     * Takes an answer.
     *
     * @throws SurveyOver if the time for it has passed
     */
    SurveyAnswered answer(Answer answer, SurveySettings settings, Instant now) {
        if (!isOpen(settings, now)) {
            throw new SurveyOver();
        }
        boolean amended = answeredAt != null;
        if (amended) {
            amendedAt = now;
        } else {
            answeredAt = now;
        }
        answers++;
        satisfaction = answer.satisfaction();
        effort = answer.effort();
        emotions = answer.emotions().stream().map(Emotion::name).toList();
        jobRestored = answer.jobRestored();
        low = settings.isLow(answer.satisfaction(), answer.effort(), answer.jobRestored());
        return new SurveyAnswered(
                complaintId,
                id,
                resolution,
                answer.satisfaction(),
                answer.effort(),
                answer.emotions(),
                answer.jobRestored(),
                answer.words(),
                low,
                amended,
                now);
    }

    /** Whether an answer is taken: a first one, or another within the time for second thoughts. */
    boolean isOpen(SurveySettings settings, Instant now) {
        return now.isBefore(openUntil(settings));
    }

    Instant openUntil(SurveySettings settings) {
        return answeredAt == null ? askedAt.plus(settings.answerable()) : answeredAt.plus(settings.amendable());
    }

    /** Left out of the figures, and counted beside them. */
    void exclude(Person by, String reason, Instant now) {
        if (excludedAt != null) {
            throw new SurveyExcluded("It is left out already.");
        }
        excludedAt = now;
        excludedById = by.id();
        excludedByName = by.name();
        excludedReason = reason;
    }

    /** Taken in again. */
    void include() {
        if (excludedAt == null) {
            throw new SurveyExcluded("It is not left out.");
        }
        excludedAt = null;
        excludedById = null;
        excludedByName = null;
        excludedReason = null;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID complaintId() {
        return complaintId;
    }

    int resolution() {
        return resolution;
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    Closing closing() {
        return closing;
    }

    @Nullable
    String product() {
        return product;
    }

    Channel channel() {
        return channel;
    }

    Language language() {
        return language;
    }

    @Nullable
    String segment() {
        return segment;
    }

    Person owner() {
        return new Person(ownerId, ownerName);
    }

    /** How many answers there have been. */
    int answers() {
        return answers;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }

    @Nullable
    Instant amendedAt() {
        return amendedAt;
    }

    @Nullable
    Integer satisfaction() {
        return satisfaction;
    }

    @Nullable
    Integer effort() {
        return effort;
    }

    List<Emotion> emotions() {
        return emotions.stream().map(Emotion::valueOf).toList();
    }

    @Nullable
    Boolean jobRestored() {
        return jobRestored;
    }

    boolean isLow() {
        return low;
    }

    @Nullable
    Exclusion exclusion() {
        if (excludedAt == null || excludedById == null || excludedByName == null || excludedReason == null) {
            return null;
        }
        return new Exclusion(new Person(excludedById, excludedByName), excludedReason, excludedAt);
    }

    /** Who left it out of the figures, and why. */
    record Exclusion(Person by, String reason, Instant at) {}
}

package dev.makegood.complaint.survey;

import dev.makegood.contract.Emotion;
import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A customer said what they feel: on their page, or to somebody who wrote down how they put it. */
@Entity
@Immutable
class NamedEmotion {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @SuppressWarnings("UnusedVariable") // looked up by it
    private UUID complaintId;

    private Instant namedAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    private @Nullable String heardById;
    private @Nullable String heardByName;
    private @Nullable String inTheirWords;

    protected NamedEmotion() {}

    NamedEmotion(
            UUID complaint,
            List<Emotion> emotions,
            @Nullable Person heardBy,
            @Nullable String inTheirWords,
            Instant now) {
        this.complaintId = complaint;
        this.namedAt = now;
        this.emotions = emotions.stream().map(Emotion::name).toList();
        this.heardById = heardBy == null ? null : heardBy.id();
        this.heardByName = heardBy == null ? null : heardBy.name();
        this.inTheirWords = inTheirWords;
    }

    UUID id() {
        return id;
    }

    Instant namedAt() {
        return namedAt;
    }

    List<Emotion> emotions() {
        return emotions.stream().map(Emotion::valueOf).toList();
    }

    @Nullable
    Person heardBy() {
        return heardById == null || heardByName == null ? null : new Person(heardById, heardByName);
    }

    @Nullable
    String inTheirWords() {
        return inTheirWords;
    }
}

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

/** One tap, as it was made. */
@Entity
@Immutable
class LegRating {

    @SuppressWarnings("UnusedVariable") // kept for who asks how an opinion came about
    @EmbeddedId
    private Place place;

    @SuppressWarnings("UnusedVariable")
    private Instant ratedAt;

    @SuppressWarnings("UnusedVariable")
    private @Nullable Integer satisfaction;

    @SuppressWarnings("UnusedVariable")
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    protected LegRating() {}

    /** The latest of this leg. */
    LegRating(WalkedLeg leg, Instant now) {
        this.place = new Place(leg.id(), leg.ratings());
        this.ratedAt = now;
        this.satisfaction = leg.satisfaction();
        this.emotions = leg.emotions().stream().map(Emotion::name).toList();
    }

    /** Which leg's, and which of its ratings. */
    @Embeddable
    record Place(UUID walkedLegId, int place) implements Serializable {}
}

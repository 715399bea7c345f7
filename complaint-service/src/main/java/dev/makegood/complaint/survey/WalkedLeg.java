package dev.makegood.complaint.survey;

import dev.makegood.contract.Emotion;
import dev.makegood.contract.LegRated;
import dev.makegood.contract.Party;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A leg that a party walked, and how that was for the customer: one tap, amendable for a while. */
@Entity
class WalkedLeg {

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // two taps at once are one after the other
    @Version
    private int version;

    private UUID legId;
    private UUID complaintId;
    private String partyId;
    private String partyName;
    private Instant completedAt;
    private int ratings;
    private @Nullable Instant ratedAt;
    private @Nullable Integer satisfaction;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    protected WalkedLeg() {}

    /**
     * Takes a tap: what it does not say stays as it was. Others are told as soon as the customer has said how satisfied they are.
     *
     * @throws SurveyOver if the time for it has passed
     */
    Optional<LegRated> rate(@Nullable Integer satisfied, List<Emotion> felt, SurveySettings settings, Instant now) {
        if (!isOpen(settings, now)) {
            throw new SurveyOver();
        }
        ratedAt = ratedAt == null ? now : ratedAt;
        ratings++;
        satisfaction = satisfied == null ? satisfaction : satisfied;
        emotions = felt.isEmpty() ? emotions : felt.stream().map(Emotion::name).toList();
        return Optional.ofNullable(satisfaction).map(known -> new LegRated(complaintId, legId, known, emotions(), now));
    }

    boolean isOpen(SurveySettings settings, Instant now) {
        return now.isBefore(openUntil(settings));
    }

    Instant openUntil(SurveySettings settings) {
        return ratedAt == null ? completedAt.plus(settings.answerable()) : ratedAt.plus(settings.amendable());
    }

    UUID id() {
        return id;
    }

    UUID legId() {
        return legId;
    }

    Party party() {
        return new Party(partyId, partyName);
    }

    Instant completedAt() {
        return completedAt;
    }

    int ratings() {
        return ratings;
    }

    @Nullable
    Instant ratedAt() {
        return ratedAt;
    }

    @Nullable
    Integer satisfaction() {
        return satisfaction;
    }

    List<Emotion> emotions() {
        return emotions.stream().map(Emotion::valueOf).toList();
    }
}

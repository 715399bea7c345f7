package dev.makegood.complaint.survey;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.LegCompleted;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Asks customers how each leg was, when its party has done its part: on their page, with one tap. */
@ApplicationScoped
public class WalkedLegs implements PanacheRepositoryBase<WalkedLeg, UUID> {

    private final Outbox outbox;
    private final SurveySettings settings;
    private final Clock clock;

    WalkedLegs(Outbox outbox, SurveySettings settings, Clock clock) {
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A leg that the customer can say something about now.
     *
     * @param party who walked it
     * @param satisfaction what they said so far, from 1 to 5
     * @param emotions what they said so far that they felt
     */
    public record Asked(
            UUID leg, String party, @Nullable Integer satisfaction, List<Emotion> emotions, Instant until) {}

    /** The legs that this complaint's customer can say something about now, oldest first. */
    public List<Asked> openFor(Complaint complaint) {
        var now = clock.instant();
        Map<UUID, WalkedLeg> latest = new LinkedHashMap<>();
        list("complaintId = ?1 order by completedAt, id", complaint.id())
                .forEach(walked -> latest.put(walked.legId(), walked));
        return latest.values().stream()
                .filter(walked -> walked.isOpen(settings, now))
                .map(walked -> new Asked(
                        walked.legId(),
                        walked.party().name(),
                        walked.satisfaction(),
                        walked.emotions(),
                        walked.openUntil(settings)))
                .toList();
    }

    List<WalkedLeg> on(UUID complaint) {
        return list("complaintId = ?1 order by completedAt, id", complaint);
    }

    /** Each round of a leg is another one to say something about. */
    void walked(@Observes LegCompleted completed) {
        getEntityManager()
                .createNativeQuery("""
                        insert into walked_leg (id, version, leg_id, round, complaint_id, party_id, party_name, completed_at,
                            ratings, emotions)
                        select :id, 0, :leg, 1 + (select count(*) from walked_leg where leg_id = :leg), complaint.id,
                            :partyId, :partyName, :at, 0, '{}'
                        from complaint where complaint.id = :complaint and erased_at is null
                        """)
                .setParameter("id", UuidVersion7Strategy.INSTANCE.generateUuid(null))
                .setParameter("leg", completed.legId())
                .setParameter("complaint", completed.complaintId())
                .setParameter("partyId", completed.party().id())
                .setParameter("partyName", completed.party().name())
                .setParameter("at", completed.at())
                .executeUpdate();
    }

    /** The latest round of a leg of this complaint, for a tap. */
    Optional<WalkedLeg> rated(UUID complaint, UUID leg) {
        return find("complaintId = ?1 and legId = ?2 order by completedAt desc, id desc", complaint, leg)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /**
     * Takes a tap; the same one again is the same one.
     *
     * @throws SurveyOver if the time for it has passed
     */
    void rate(WalkedLeg leg, @Nullable Integer satisfaction, List<Emotion> emotions) {
        boolean nothingNew = (satisfaction == null || satisfaction.equals(leg.satisfaction()))
                && (emotions.isEmpty() || emotions.equals(leg.emotions()));
        if (nothingNew) {
            return;
        }
        var now = clock.instant();
        var rated = leg.rate(satisfaction, emotions, settings, now);
        getEntityManager().persist(new LegRating(leg, now));
        rated.ifPresent(outbox::add);
    }

    void tell(@Observes Exporting exporting) {
        record Told(
                UUID leg,
                String party,
                Instant completedAt,
                @Nullable Instant ratedAt,
                @Nullable Integer satisfaction,
                List<Emotion> emotions) {}
        exporting.add(
                "legRatings",
                list("complaintId in ?1 and ratedAt is not null order by completedAt, id", exporting.complaints())
                        .stream()
                        .map(walked -> new Told(
                                walked.legId(),
                                walked.party().name(),
                                walked.completedAt(),
                                walked.ratedAt(),
                                walked.satisfaction(),
                                walked.emotions()))
                        .toList());
    }
}

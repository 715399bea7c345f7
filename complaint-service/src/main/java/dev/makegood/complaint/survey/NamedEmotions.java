package dev.makegood.complaint.survey;

import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What customers say that they feel, when they complain and until it is put right. They name it; nothing here reads it out of what
 * they wrote.
 */
@ApplicationScoped
public class NamedEmotions implements PanacheRepositoryBase<NamedEmotion, UUID> {

    private final Clock clock;

    NamedEmotions(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is asked now: while it is not put right yet. */
    public boolean areAsked(Complaint complaint) {
        return complaint.state() != JourneyState.CONFIRMED && complaint.state() != JourneyState.CLOSED;
    }

    /** All that the customer named so far, each once: with the complaint, and since. */
    public List<Emotion> of(Complaint complaint) {
        return Stream.concat(
                        complaint.emotions().stream(),
                        on(complaint.id()).stream().flatMap(named -> named.emotions().stream()))
                .distinct()
                .toList();
    }

    List<NamedEmotion> on(UUID complaint) {
        return list("complaintId = ?1 order by namedAt, id", complaint);
    }

    NamedEmotion name(
            Complaint complaint, List<Emotion> emotions, @Nullable Person heardBy, @Nullable String inTheirWords) {
        var named = new NamedEmotion(
                complaint.id(), emotions.stream().distinct().toList(), heardBy, inTheirWords, clock.instant());
        persist(named);
        return named;
    }

    void forget(@Observes Erasing erasing) {
        getEntityManager()
                .createNativeQuery(
                        "update named_emotion set in_their_words = null where complaint_id = any(:complaints)")
                .setParameter("complaints", erasing.complaints().toArray(UUID[]::new))
                .executeUpdate();
    }

    void tell(@Observes Exporting exporting) {
        record Told(
                Instant at,
                List<Emotion> emotions,
                @Nullable String inTheirWords) {}
        exporting.add(
                "namedEmotions",
                list("complaintId in ?1 order by namedAt, id", exporting.complaints()).stream()
                        .map(named -> new Told(named.namedAt(), named.emotions(), named.inTheirWords()))
                        .toList());
    }
}

package dev.makegood.complaint.consent;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.complaint.consent.Representation.Ended;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who speaks for whom, and who did. */
@ApplicationScoped
public class Representations implements PanacheRepositoryBase<Representation, UUID> {

    private static final int MOST_AT_ONCE = 100;

    private final Clock clock;

    Representations(Clock clock) {
        this.clock = clock;
    }

    /** A representation as the person whom it is about may know it. */
    private record Told(
            UUID complaint,
            UUID representative,
            Consent consent,
            Instant recordedAt,
            @Nullable Instant endedAt,
            @Nullable Ended ended) {}

    /**
     * This one speaks for the customer of this complaint from now on; whoever did until now does so no more.
     *
     * @param pointer where in the request the consent stands
     */
    public Representation begin(UUID complaint, Customer representative, Consent consent, String pointer, Person by) {
        var now = clock.instant();
        if (consent.until() != null && !consent.until().isAfter(now)) {
            throw new Unprocessable(pointer + "/until", "in-the-past", "A consent that is over is none.");
        }
        end(complaint, Ended.REPLACED);
        flush();
        var begun = new Representation(complaint, representative.id(), consent, by, now);
        persist(begun);
        return begun;
    }

    /** Nobody speaks for them any more. Returns whether anybody did. */
    public boolean end(UUID complaint, Ended why) {
        var standing = standing(complaint);
        standing.ifPresent(representation -> representation.end(why, clock.instant()));
        return standing.isPresent();
    }

    public Optional<Representation> standing(UUID complaint) {
        return find("complaintId = ?1 and endedAt is null", complaint).firstResultOptional();
    }

    /** Who spoke for them and who does, the latest first. */
    public List<Representation> of(UUID complaint) {
        return find("complaintId = ?1 order by recordedAt desc, id desc", complaint)
                .page(0, MOST_AT_ONCE)
                .list();
    }

    /** Complaints of others about which any of these speaks or spoke. */
    public List<UUID> spokenForBy(Collection<UUID> representatives) {
        return getEntityManager()
                .createQuery(
                        "select distinct complaintId from Representation where representativeId in :representatives",
                        UUID.class)
                .setParameter("representatives", representatives)
                .getResultList();
    }

    /** Complaints about which somebody speaks whose consent has ended by now. */
    public List<UUID> expired() {
        return getEntityManager()
                .createQuery(
                        "select complaintId from Representation where endedAt is null and until <= :now order by until",
                        UUID.class)
                .setParameter("now", clock.instant())
                .setMaxResults(MOST_AT_ONCE)
                .getResultList();
    }

    void forget(@Observes Erasing erasing) {
        getEntityManager()
                .createNativeQuery("""
                        update representation
                        set evidence = '', ended_at = coalesce(ended_at, now()), ended = coalesce(ended, 'ERASED')
                        where complaint_id = any(:complaints) or representative_id = :customer
                        """)
                .setParameter("complaints", erasing.complaints().toArray(UUID[]::new))
                .setParameter("customer", erasing.customer())
                .executeUpdate();
    }

    void tell(@Observes Exporting exporting) {
        exporting.add(
                "representations",
                find(
                                "complaintId in ?1 or representativeId = ?2 order by recordedAt, id",
                                exporting.complaints(),
                                exporting.customer())
                        .stream()
                        .map(one -> new Told(
                                one.complaint(),
                                one.representative(),
                                one.consent(),
                                one.recordedAt(),
                                one.endedAt(),
                                one.ended()))
                        .toList());
    }
}

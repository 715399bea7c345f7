package dev.makegood.complaint.duplicate;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Merges of complaints. The one that goes on answers the other, and whatever the other absorbed before: all of it stays where it
 * was written, so that a merge can be undone at any time and in any order. Complaints that are in another are not merged
 * themselves, so there are no circles.
 */
@ApplicationScoped
class Merges implements PanacheRepositoryBase<Merge, UUID> {

    private static final String FORGOTTEN = "—";

    private final Complaints complaints;
    private final Outbox outbox;
    private final Clock clock;

    Merges(Complaints complaints, Outbox outbox, Clock clock) {
        this.complaints = complaints;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Lets one complaint answer another.
     *
     * @param ifMatch the version of the one that goes on
     * @param acrossCustomers whether it is meant that they are two people's
     */
    Merge merge(
            UUID survivorId,
            @Nullable String ifMatch,
            UUID absorbedId,
            String reason,
            boolean acrossCustomers,
            Person by) {
        if (survivorId.equals(absorbedId)) {
            throw new Unprocessable("/absorbed", "itself", "A complaint cannot be merged into itself.");
        }
        complaints.require(survivorId);
        if (complaints.findByIdOptional(absorbedId).isEmpty()) {
            throw new Unprocessable("/absorbed", "unknown", "There is no such complaint.");
        }
        var both = locked(survivorId, absorbedId);
        var survivor = both.getFirst();
        var absorbed = both.getLast();
        Versions.require(ifMatch, survivor.version());
        for (Complaint complaint : both) {
            if (complaint.mergedInto() != null) {
                throw new AlreadyMerged(complaint, complaints.surviving(complaint));
            }
            if (complaint.isErased()) {
                throw new Conflict("The customer of %s is forgotten.".formatted(complaint.reference()));
            }
        }
        boolean across = !arePeopleTheSame(survivor, absorbed);
        if (across && !acrossCustomers) {
            throw new CustomersDiffer();
        }
        var merge = new Merge(survivor, absorbed, across, reason, by, clock.instant());
        persist(merge);
        absorbed.mergeInto(survivor);
        outbox.add(merge.merged(survivor));
        touch(survivor);
        return merge;
    }

    /** Parts the two again. What the absorbed one had absorbed itself goes with it. */
    Merge undo(UUID survivorId, UUID id, @Nullable String ifMatch, String reason, Person by) {
        var merge = findByIdOptional(id)
                .filter(found -> found.survivorId().equals(survivorId))
                .orElseThrow(NotFound::new);
        var both = locked(survivorId, merge.absorbedId());
        getEntityManager().refresh(merge);
        Versions.require(ifMatch, both.getFirst().version());
        outbox.add(merge.undo(reason, by, clock.instant()));
        both.getLast().part();
        touch(both.getFirst());
        return merge;
    }

    /** The complaint that a merge was into, as it is now. */
    Complaint survivor(Merge merge) {
        return complaints.require(merge.survivorId());
    }

    /** Every merge that a complaint had a part in, newest first. */
    List<Merge> of(UUID complaint, @Nullable Cursor after, int limit) {
        complaints.require(complaint);
        return getEntityManager()
                .createQuery("""
                        from ComplaintMerge where (survivorId = :complaint or absorbedId = :complaint)
                        and (:id is null or at < :at or (at = :at and id < :id)) order by at desc, id desc
                        """, Merge.class)
                .setParameter("complaint", complaint)
                .setParameter("at", after == null ? clock.instant() : after.at())
                .setParameter("id", after == null ? null : after.id())
                .setMaxResults(limit)
                .getResultList();
    }

    /** The two, in this order, as they are now; whoever else merges one of them waits. */
    private List<Complaint> locked(UUID survivor, UUID absorbed) {
        var locked = complaints.locked(Set.of(survivor, absorbed));
        var first = locked.getFirst();
        return first.id().equals(survivor) ? locked : locked.reversed();
    }

    /** Who read the survivor before has not seen what belongs to it now. */
    private void touch(Complaint survivor) {
        flush();
        getEntityManager().lock(survivor, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    }

    private static boolean arePeopleTheSame(Complaint one, Complaint other) {
        return isOneOf(one.customer(), other) || isOneOf(one.representative(), other);
    }

    private static boolean isOneOf(@Nullable Customer person, Complaint complaint) {
        var representative = complaint.representative();
        return person != null
                && (person.id().equals(complaint.customer().id())
                        || (representative != null && person.id().equals(representative.id())));
    }

    /** Reasons are words about somebody; that two were merged, when and by whom, stays. */
    void forget(@Observes Erasing erasing) {
        update(
                "update ComplaintMerge set reason = ?2, undoneReason = case when undoneReason is null then null else ?2 end"
                        + " where survivorId in ?1 or absorbedId in ?1",
                erasing.complaints(),
                FORGOTTEN);
    }

    void tell(@Observes Exporting exporting) {
        exporting.add(
                "mergedComplaints",
                find("survivorId in ?1 or absorbedId in ?1 order by at", exporting.complaints()).stream()
                        .filter(merge -> !merge.acrossCustomers())
                        .map(MergesResource.ComplaintMergeView::of)
                        .toList());
    }
}

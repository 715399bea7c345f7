package dev.makegood.complaint.intake;

import dev.makegood.chassis.link.ReplyAddresses;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.customer.Erasing;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every complaint on file. */
@ApplicationScoped
public class Complaints implements PanacheRepositoryBase<Complaint, UUID> {

    /** Where a journey stands when the customer can say something against it. */
    private static final Set<JourneyState> ANSWERABLE =
            Set.of(JourneyState.PROPOSED, JourneyState.REFUSED, JourneyState.CLOSED);

    private final ReplyAddresses replies;

    Complaints(ReplyAddresses replies) {
        this.replies = replies;
    }

    /**
     * A complaint with its customer.
     *
     * @throws NotFound if there is no such complaint
     */
    public Complaint require(UUID id) {
        return withCustomer("c.id = ?1", id).orElseThrow(NotFound::new);
    }

    Optional<Complaint> of(Reference reference) {
        return withCustomer("c.reference = ?1", reference.text());
    }

    /** The complaint that a link's token opens, by the token's hash. */
    public Optional<Complaint> openedBy(byte[] linkHash) {
        return withCustomer("c.linkHash = ?1", linkHash);
    }

    /**
     * The complaint that answers to this address belong to, if it is genuine: the one that goes on, where two were merged.
     */
    public Optional<Complaint> addressedBy(String address) {
        return replies.read(address)
                .flatMap(claimed -> withCustomer("c.reference = ?1", claimed.reference())
                        .filter(complaint -> !complaint.isErased()
                                && replies.isGenuine(claimed, complaint.id(), complaint.linkGeneration())))
                .map(this::followed);
    }

    /**
     * The complaint that this one's customer has in its place: the one that answers it, as far as that is theirs too. What one
     * customer writes or sees never goes to another, whoever works on both.
     */
    public Complaint followed(Complaint complaint) {
        var into = complaint.mergedInto();
        if (into == null) {
            return complaint;
        }
        var next = require(into);
        return next.customer().id().equals(complaint.customer().id()) ? followed(next) : complaint;
    }

    /** The complaint that answers this one: itself, unless it was merged into another. Of another customer's, perhaps. */
    public Complaint surviving(Complaint complaint) {
        var into = complaint.mergedInto();
        return into == null ? complaint : surviving(require(into));
    }

    /** The same, for an answer: who presses twice, or while the journey moves on, answers one after the other. */
    public Optional<Complaint> answeredBy(byte[] linkHash) {
        return find("linkHash", linkHash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    private Optional<Complaint> withCustomer(String condition, Object value) {
        return find("from Complaint c join fetch c.customer left join fetch c.representative where " + condition, value)
                .firstResultOptional();
    }

    /** The complaint that this partner took in and calls so. */
    public Optional<Complaint> filedBy(String partner, String externalRef) {
        return withCustomer("c.externalRef = ?1", new PartnerReference(partner, externalRef).text());
    }

    Optional<UUID> idOf(String externalRef) {
        return Optional.ofNullable(idsOf(List.of(externalRef)).get(externalRef));
    }

    /**
     * Which of these external references are on file, and as which complaint. Until the end of this transaction nobody else files
     * one of them: who asks about the same one waits, and then finds it.
     */
    public Map<String, UUID> idsOf(Collection<String> externalRefs) {
        getEntityManager()
                .createNativeQuery("""
                        select count(pg_advisory_xact_lock(hash)) from (
                            select distinct hashtextextended(ref, 0) as hash from unnest(:refs) as ref order by 1) as refs
                        """)
                .setParameter("refs", externalRefs.toArray(String[]::new))
                .getSingleResult();
        Map<String, UUID> ids = new HashMap<>();
        List<?> rows = getEntityManager()
                .createNativeQuery(
                        "select external_ref, id from complaint where external_ref = any(:refs)", Object[].class)
                .setParameter("refs", externalRefs.toArray(String[]::new))
                .getResultList();
        for (Object row : rows) {
            var columns = (Object[]) row;
            ids.put((String) columns[0], (UUID) columns[1]);
        }
        return ids;
    }

    /**
     * Its journey stands here now. What was proposed, refused or closed before the customer's last answer is answered already.
     *
     * @param at when the journey came to stand here
     */
    public void stands(UUID id, JourneyState state, Instant at) {
        update("""
                update Complaint set state = ?2, version = version + 1 where id = ?1 and state <> ?2
                and not (?2 in ?3 and answeredAt is not null and answeredAt >= ?4)
                """, id, state, ANSWERABLE, at);
    }

    /** This person owns it now. */
    public void owned(UUID id, Person owner) {
        update(
                "update Complaint set ownerId = ?2, ownerName = ?3, version = version + 1 where id = ?1 and ownerId <> ?2",
                id,
                owner.id(),
                owner.name());
    }

    /** Why it happened, as far as it is known. */
    public void classified(UUID id, CauseClass cause, @Nullable String subCause) {
        getEntityManager()
                .createNativeQuery("""
                        update complaint set cause = :cause, sub_cause = cast(:subCause as text), version = version + 1
                        where id = :id and (cause, sub_cause) is distinct from (:cause, cast(:subCause as text))
                        """)
                .setParameter("id", id)
                .setParameter("cause", cause.name())
                .setParameter("subCause", subCause)
                .executeUpdate();
    }

    /** All that these complained of, under whichever of their ids, oldest first. */
    public List<UUID> idsOfAll(Collection<UUID> customers) {
        return getEntityManager()
                .createQuery(
                        "select id from Complaint where customer.id in :customers order by receivedAt, id", UUID.class)
                .setParameter("customers", customers)
                .getResultList();
    }

    /** What was said is forgotten; what it was about, when it was and what became of it stays. The link leads to nothing. */
    void forget(@Observes Erasing erasing) {
        getEntityManager()
                .createNativeQuery("""
                        update complaint set verbatim = '', desired_outcome = null, external_ref = null,
                            representative_id = null, erased_at = coalesce(erased_at, now()), version = version + 1
                        where id = any(:complaints) and (erased_at is null or verbatim <> '')
                        """)
                .setParameter("complaints", erasing.complaints().toArray(UUID[]::new))
                .executeUpdate();
    }

    /** What they complained of, word for word. */
    void tell(@Observes Exporting exporting) {
        if (!exporting.complaints().isEmpty()) {
            exporting.add(
                    "complaints",
                    find(
                                    "from Complaint c join fetch c.customer left join fetch c.representative where c.id in ?1 order by c.receivedAt, c.id",
                                    exporting.complaints())
                            .stream()
                            .map(ComplaintsResource.ComplaintView::of)
                            .toList());
        }
    }

    /** These, in the order of their ids, locked in it until the end of this transaction, and as they are now. */
    public List<Complaint> locked(Collection<UUID> ids) {
        var locked = getEntityManager()
                .createQuery("from Complaint where id in :ids order by id", Complaint.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        locked.forEach(getEntityManager()::refresh);
        return locked;
    }

    /** These complaints with their customers, in any order. */
    public List<Complaint> withCustomers(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : find("from Complaint c join fetch c.customer left join fetch c.representative where c.id in ?1", ids)
                        .list();
    }

    /** The complaint of this name: its reference, as people say and type it, or what another system calls it. */
    public Optional<Complaint> named(String name) {
        return Reference.readable(name).flatMap(this::of).or(() -> withCustomer("c.externalRef = ?1", name));
    }
}

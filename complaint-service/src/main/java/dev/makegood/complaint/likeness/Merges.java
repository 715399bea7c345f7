package dev.makegood.complaint.likeness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
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
import java.util.UUID;

/** Makes one of two customers who are one person, and two again of those who are not. */
@ApplicationScoped
class Merges implements PanacheRepositoryBase<Merge, UUID> {

    private enum Role {
        CUSTOMER,
        REPRESENTATIVE
    }

    private final Customers customers;
    private final Complaints complaints;
    private final Outbox outbox;
    private final ObjectMapper json;
    private final Clock clock;

    Merges(Customers customers, Complaints complaints, Outbox outbox, ObjectMapper json, Clock clock) {
        this.customers = customers;
        this.complaints = complaints;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The other is this one: from now on this one is served, and whatever the other complained of is theirs.
     *
     * @throws dev.makegood.complaint.customer.MergedAway if either was merged into somebody already: so nobody is merged in a circle
     */
    Merge merge(UUID survivorId, UUID otherId, String reason, Person by) {
        if (survivorId.equals(otherId)) {
            throw new Unprocessable("/other", "the-same", "Nobody is merged with themselves.");
        }
        var both = customers.locked(List.of(survivorId, otherId));
        var survivor = of(both, survivorId);
        if (both.size() < 2) {
            throw new Unprocessable("/other", "unknown", "There is no such customer.");
        }
        var other = of(both, otherId);
        var given = survivor.absorb(other);
        customers.flush();
        int moved = 0;
        for (var role : Role.values()) {
            for (var complaint : complaintsOf(other, role)) {
                note(other, complaint, role);
                hand(complaint, survivor, role);
                moved++;
            }
        }
        var merge = new Merge(survivor, other, reason, write(given), moved, by, clock.instant());
        persist(merge);
        customers.tell(survivor);
        return merge;
    }

    /**
     * They are two: each is served again, and what was the other's is the other's again, what was done to it in between included.
     *
     * @throws AlreadyUndone if they are two already
     * @throws dev.makegood.complaint.customer.MergedAway if the survivor was merged into somebody else since: that is undone first
     */
    Merge undo(UUID survivorId, UUID id, String reason, Person by) {
        var merge = find("id = ?1 and survivorId = ?2", id, survivorId)
                .firstResultOptional()
                .orElseThrow(NotFound::new);
        var both = customers.locked(List.of(merge.survivorId(), merge.absorbedId()));
        getEntityManager().refresh(merge, LockModeType.PESSIMISTIC_WRITE);
        var survivor = of(both, merge.survivorId());
        var other = of(both, merge.absorbedId());
        merge.undo(reason, by, clock.instant());
        survivor.giveBack(read(merge.given()), other);
        customers.flush();
        for (var role : Role.values()) {
            for (var complaint : noted(other, role)) {
                hand(complaint, other, role);
            }
        }
        getEntityManager()
                .createNativeQuery("delete from complaint_of_absorbed where customer_id = :other")
                .setParameter("other", other.id())
                .executeUpdate();
        customers.tell(survivor);
        customers.tell(other);
        return merge;
    }

    /** What was merged into this one, the latest first. */
    List<Merge> into(UUID survivor) {
        return find("survivorId = ?1 order by mergedAt desc, id desc", survivor)
                .page(0, 100)
                .list();
    }

    private static Customer of(List<Customer> both, UUID id) {
        return both.stream()
                .filter(customer -> customer.id().equals(id))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    private List<Complaint> complaintsOf(Customer customer, Role role) {
        var path = switch (role) {
            case CUSTOMER -> "customer.id";
            case REPRESENTATIVE -> "representative.id";
        };
        return complaints
                .find(path + " = ?1 order by id", customer.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    private List<Complaint> noted(Customer customer, Role role) {
        var ids = getEntityManager()
                .createNativeQuery(
                        "select complaint_id from complaint_of_absorbed where customer_id = :customer and role = :role",
                        UUID.class)
                .setParameter("customer", customer.id())
                .setParameter("role", role.name())
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : complaints
                        .find("id in ?1 order by id", ids)
                        .withLock(LockModeType.PESSIMISTIC_WRITE)
                        .list();
    }

    private void note(Customer customer, Complaint complaint, Role role) {
        getEntityManager()
                .createNativeQuery("""
                        insert into complaint_of_absorbed (customer_id, complaint_id, role)
                        values (:customer, :complaint, :role) on conflict do nothing
                        """)
                .setParameter("customer", customer.id())
                .setParameter("complaint", complaint.id())
                .setParameter("role", role.name())
                .executeUpdate();
    }

    private void hand(Complaint complaint, Customer to, Role role) {
        outbox.add(
                switch (role) {
                    case CUSTOMER -> complaint.belongTo(to, clock.instant());
                    case REPRESENTATIVE -> complaint.beSpokenForBy(to, clock.instant());
                });
    }

    private String write(Customer.Given given) {
        try {
            return json.writeValueAsString(given);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Customer.Given read(String given) {
        try {
            return json.readValue(given, Customer.Given.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That two were one stays; what either gave and why it was thought so does not. */
    void forget(@Observes Erasing erasing) {
        getEntityManager()
                .createNativeQuery("""
                        update customer_merge set given = '{}', reason = '', undone_reason = case when undone_reason is null then null else '' end
                        where survivor_id = :customer or absorbed_id = :customer
                        """)
                .setParameter("customer", erasing.customer())
                .executeUpdate();
    }

    void tell(@Observes Exporting exporting) {
        exporting.add(
                "merges",
                into(exporting.customer()).stream()
                        .map(MergesResource.MergeView::of)
                        .toList());
    }
}

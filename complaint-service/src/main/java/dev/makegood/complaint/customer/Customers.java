package dev.makegood.complaint.customer;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everyone we serve. */
@ApplicationScoped
public class Customers implements PanacheRepositoryBase<Customer, UUID> {

    private final Clock clock;

    Customers(Clock clock) {
        this.clock = clock;
    }

    /** Someone new. */
    public Customer welcome(NewCustomer customer) {
        var welcomed = new Customer(customer.details(), clock.instant());
        persist(welcomed);
        return welcomed;
    }

    /**
     * @throws NotFound if there is no such customer
     */
    public Customer require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    List<Customer> newest(@Nullable String email, @Nullable Cursor after, int limit) {
        return getEntityManager()
                .createQuery("""
                        from Customer where (:email is null or lower(email) = lower(:email))
                        and (:id is null or createdAt < :at or (createdAt = :at and id < :id))
                        order by createdAt desc, id desc
                        """, Customer.class)
                .setParameter("email", email)
                .setParameter("at", after == null ? clock.instant() : after.at())
                .setParameter("id", after == null ? null : after.id())
                .setMaxResults(limit)
                .getResultList();
    }
}

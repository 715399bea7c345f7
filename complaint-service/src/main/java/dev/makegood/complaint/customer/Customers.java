package dev.makegood.complaint.customer;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.contract.CustomerChanged;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everyone we serve. */
@ApplicationScoped
public class Customers implements PanacheRepositoryBase<Customer, UUID> {

    /** Fewer digits are in everybody's number. */
    private static final int FEWEST_DIGITS = 5;

    private final Phones phones;
    private final Outbox outbox;
    private final Clock clock;

    Customers(Phones phones, Outbox outbox, Clock clock) {
        this.phones = phones;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Someone new. */
    public Customer welcome(NewCustomer customer) {
        var details = customer.details();
        var welcomed = new Customer(details, phones.e164(details.phone(), details.language()), clock.instant());
        persist(welcomed);
        return welcomed;
    }

    /**
     * The customer of a verified e-mail address, if there is one: whoever they were merged into. Of several whom nobody has
     * found to be one yet it is the one who has been on file longest. Until the end of this transaction nobody else asks about the
     * same address: who does waits, and then finds whom this one put on file.
     */
    public Optional<Customer> recognised(String email) {
        getEntityManager()
                .createNativeQuery("select count(pg_advisory_xact_lock(hashtextextended(lower(:email), 17)))")
                .setParameter("email", email)
                .getSingleResult();
        return getEntityManager()
                .createQuery("from Customer where lower(email) = lower(:email) order by createdAt, id", Customer.class)
                .setParameter("email", email)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(this::surviving);
    }

    /** Who is served in this one's place: themselves, or whoever they were merged into in the end. */
    public Customer surviving(Customer customer) {
        var survivor = customer;
        while (survivor.mergedInto() != null) {
            survivor = findById(survivor.mergedInto());
        }
        return survivor;
    }

    /**
     * The same, for what is put on file for them: until the end of this transaction nobody merges or erases them.
     *
     * @throws Erased if they are nobody any more
     */
    public Customer received(Customer customer) {
        if (customer.isNew()) {
            return customer;
        }
        flush();
        var received = customer;
        while (true) {
            getEntityManager().refresh(received, LockModeType.PESSIMISTIC_READ);
            if (received.isErased()) {
                throw new Erased();
            }
            if (received.mergedInto() == null) {
                return received;
            }
            received = findById(received.mergedInto());
        }
    }

    /** Something was put on file for this one: should they turn out to be themselves after all, it is theirs. */
    public void cameFor(Customer stated, UUID complaint) {
        for (var one = stated; one.mergedInto() != null; one = findById(one.mergedInto())) {
            getEntityManager()
                    .createNativeQuery("""
                            insert into complaint_of_absorbed (customer_id, complaint_id, role)
                            values (:customer, :complaint, 'CUSTOMER') on conflict do nothing
                            """)
                    .setParameter("customer", one.id())
                    .setParameter("complaint", complaint)
                    .executeUpdate();
        }
    }

    /** These, locked in one order until the end of this transaction, and as they are now. */
    public List<Customer> locked(Collection<UUID> ids) {
        return getEntityManager()
                .createQuery("from Customer where id in :ids order by id", Customer.class)
                .setParameter("ids", ids)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** This one and all who were merged into them: one person, under several ids. */
    public List<UUID> allOf(UUID customer) {
        return getEntityManager()
                .createNativeQuery("""
                        with recursive one(id) as (
                            select cast(:id as uuid) union select c.id from customer c join one on c.merged_into = one.id)
                        select id from one
                        """, UUID.class)
                .setParameter("id", customer)
                .getResultList();
    }

    /**
     * What they want changes how they are spoken with from now on, everywhere.
     *
     * @throws Erased if they are nobody any more
     * @throws MergedAway if another is served in their place
     */
    public void prefer(Customer customer, Preferences preferences) {
        customer.prefer(preferences);
        tell(customer);
    }

    void change(Customer customer, NewCustomer stated) {
        var details = stated.details();
        customer.become(details, phones.e164(details.phone(), details.language()));
        tell(customer);
    }

    /** The others hear who they are now. */
    public void tell(Customer customer) {
        flush();
        outbox.add(new CustomerChanged(customer.copy(), clock.instant()));
    }

    /**
     * @throws NotFound if there is no such customer
     */
    public Customer require(UUID id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /** What is known of them. */
    void tell(@Observes Exporting exporting) {
        exporting.add(
                "customers",
                withLines(List.of(exporting.customer())).stream()
                        .map(CustomersResource.CustomerView::of)
                        .toList());
    }

    /** A name as names are compared: in plain Latin letters, whatever it was written in. */
    public static String folded(String name) {
        return FoldedName.of(name);
    }

    /**
     * Somebody who can be read of: on file, and still somebody.
     *
     * @throws NotFound if there is no such customer
     * @throws Erased if they are nobody any more
     */
    public Customer remembered(UUID id) {
        var customer = withLines(List.of(id)).stream().findFirst().orElseThrow(NotFound::new);
        if (customer.isErased()) {
            throw new Erased();
        }
        return customer;
    }

    /** Those who are served, newest first; who was merged into another is found through that one. */
    List<Customer> newest(@Nullable String email, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("mergedInto is null", "erasedAt is null"));
        Map<String, Object> values = new LinkedHashMap<>();
        if (email != null) {
            conditions.add("lower(email) = lower(:email)");
            values.put("email", email);
        }
        if (after != null) {
            conditions.add("(createdAt < :at or (createdAt = :at and id < :id))");
            values.put("at", after.at());
            values.put("id", after.id());
        }
        var query = getEntityManager()
                .createQuery(
                        "select id from Customer where " + String.join(" and ", conditions)
                                + " order by createdAt desc, id desc",
                        UUID.class);
        values.forEach(query::setParameter);
        return withLines(query.setMaxResults(limit).getResultList());
    }

    /**
     * Whoever is meant: by a part of the name in any script, of the address or of the number, the likeliest first. What is written as
     * it stands on file goes before what is only like it.
     */
    List<Customer> meant(String words, int limit) {
        var folded = FoldedName.of(words);
        var patterns = new ArrayList<String>();
        if (words.indexOf('@') >= 0) {
            patterns.add("% " + pattern(words.strip().toLowerCase(Locale.ROOT)) + "%");
        }
        var digits = words.replaceAll("\\P{Nd}", "");
        if (digits.length() >= FEWEST_DIGITS) {
            // People leave out what is dialled before a number at home, and the zero that is dialled only there.
            patterns.add("%" + digits.replaceFirst("^0+", "") + "%");
        }
        if (patterns.isEmpty() && !folded.isEmpty()) {
            patterns.add(pattern(folded) + "%");
        }
        var found = new LinkedHashSet<UUID>();
        for (var pattern : patterns) {
            found.addAll(ids("sought like :words", "created_at desc, id desc", pattern, limit));
        }
        if (found.size() < limit && !folded.isEmpty()) {
            getEntityManager()
                    .createNativeQuery("select set_config('pg_trgm.word_similarity_threshold', '0.5', true)")
                    .getSingleResult();
            found.addAll(ids(
                    ":words <% sought",
                    "word_similarity(:words, sought) desc, created_at desc, id desc", folded, limit));
        }
        return withLines(found.stream().limit(limit).toList());
    }

    /** These in this order, with their lines. */
    private List<Customer> withLines(List<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return list("select distinct c from Customer c left join fetch c.lines where c.id in ?1", ids).stream()
                .sorted(Comparator.comparing(customer -> ids.indexOf(customer.id())))
                .toList();
    }

    private List<UUID> ids(String condition, String order, String words, int limit) {
        return getEntityManager()
                .createNativeQuery(
                        "select id from customer where merged_into is null and erased_at is null and " + condition
                                + " order by " + order + " limit " + limit,
                        UUID.class)
                .setParameter("words", words)
                .getResultList();
    }

    /** What was typed means itself: no wildcard. */
    private static String pattern(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }
}

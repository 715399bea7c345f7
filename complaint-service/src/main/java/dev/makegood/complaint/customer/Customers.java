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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Everyone we serve. */
@ApplicationScoped
public class Customers implements PanacheRepositoryBase<Customer, UUID> {

    /** Fewer digits are in everybody's number. */
    private static final int FEWEST_DIGITS = 5;

    private final StatelessSession rows;
    private final Phones phones;
    private final Outbox outbox;
    private final Clock clock;

    Customers(StatelessSession rows, Phones phones, Outbox outbox, Clock clock) {
        this.rows = rows;
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

    /** Many who are new, written together. They are not to be changed in the transaction. */
    public List<Customer> welcomeAll(List<NewCustomer> customers) {
        var now = clock.instant();
        var welcomed = customers.stream()
                .map(customer -> {
                    var details = customer.details();
                    return new Customer(details, phones.e164(details.phone(), details.language()), now);
                })
                .toList();
        rows.insertMultiple(welcomed);
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
     * Whoever is meant: by the beginning of a name in any script, an address, or the end of a number; and after those by what is only
     * like it, the likeliest first; of who was merged into another it is the other. Few of many, where many are: whoever is missing is found by more of their name.
     */
    List<Customer> meant(String words, int limit) {
        var found = new LinkedHashSet<UUID>();
        var digits = words.replaceAll("\\P{Nd}", "").replaceFirst("^0+", "");
        var folded = FoldedName.of(words);
        boolean isAddress = words.indexOf('@') >= 0;
        if (isAddress) {
            found.addAll(ids(
                    "lower(email) = lower(:words) or email_key = :key",
                    "created_at desc, id desc",
                    Map.of("words", words.strip(), "key", String.valueOf(EmailKey.of(words.strip()))),
                    limit));
        } else if (digits.length() >= FEWEST_DIGITS && words.codePoints().noneMatch(Character::isLetter)) {
            found.addAll(beginning(
                    "reverse(phone_e164)", new StringBuilder(digits).reverse().toString(), limit));
        } else if (!folded.isEmpty()) {
            found.addAll(beginning("sought", folded, limit));
        }
        // A whole address means whoever has it, and nobody else of that provider.
        boolean isFound = isAddress && !found.isEmpty();
        if (found.size() < limit && !folded.isEmpty() && !isFound) {
            found.addAll(alike(folded, limit));
        }
        return withLines(found.stream().limit(limit).toList()).stream()
                .map(this::surviving)
                .distinct()
                .toList();
    }

    /** By comparing and not by a pattern: which index serves a pattern is not known before the pattern is. */
    private List<UUID> beginning(String what, String with, int limit) {
        return ids(
                what + " ~>=~ :words and " + what + " ~<~ :end",
                what + " using ~<~",
                Map.of("words", with, "end", with + Character.toString(Character.MAX_CODE_POINT)),
                limit);
    }

    private List<UUID> alike(String folded, int limit) {
        // One word has so few letters that one wrong letter is much of it.
        var least = folded.indexOf(' ') < 0 ? "0.5" : "0.6";
        getEntityManager()
                .createNativeQuery("select set_config('pg_trgm.word_similarity_threshold', :least, true)")
                .setParameter("least", least)
                .getSingleResult();
        return getEntityManager()
                .createNativeQuery("""
                        select id from (
                            select id, sought, created_at from customer
                            where :words <% sought and erased_at is null limit 500) as alike
                        order by word_similarity(:words, sought) desc, created_at desc, id desc limit :limit
                        """, UUID.class)
                .setParameter("words", folded)
                .setParameter("limit", limit)
                .getResultList();
    }

    private List<UUID> ids(String condition, String order, Map<String, String> values, int limit) {
        var query = getEntityManager()
                .createNativeQuery(
                        "select id from customer where (" + condition
                                + ") and merged_into is null and erased_at is null" + " order by " + order + " limit "
                                + limit,
                        UUID.class);
        values.forEach(query::setParameter);
        return query.getResultList();
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
}

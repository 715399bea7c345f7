package dev.makegood.recovery.refusal;

import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** Every policy by which customers are told no. */
@ApplicationScoped
class Policies implements PanacheRepositoryBase<Policy, String> {

    private static final String SCALES = """
            with refused as (
                select distinct customer_id from refusal where policy_id = :policy and at >= :since),
            abuser as (
                select distinct customer_id from abuse_flag
                where policy_id = :policy and lifted_at is null and (set_at >= :since or expires_at > :now))
            select (select count(*) from refused)::integer as refused,
                (select count(*) from refused join abuser using (customer_id))::integer as refusedabusers,
                (select count(*) from abuser)::integer as abuses
            """;

    private final Clock clock;

    Policies(Clock clock) {
        this.clock = clock;
    }

    /**
     * @throws NotFound if there is no such policy
     */
    Policy require(String id) {
        return findByIdOptional(id).orElseThrow(NotFound::new);
    }

    /**
     * A policy, locked: whoever refuses by it or flags someone is counted after those who did before.
     *
     * @throws NotFound if there is no such policy
     */
    Policy change(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow(NotFound::new);
    }

    /**
     * The policy that a refusal names, locked.
     *
     * @throws Unprocessable if there is no such policy: nobody is told no for no reason
     */
    Policy named(String id) {
        return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                .orElseThrow(() -> new Unprocessable("/policyId", "unknown", "There is no such policy."));
    }

    List<Policy> all(int limit) {
        return find("order by id").page(0, limit).list();
    }

    /**
     * Whom a policy refused since then, and how many it was made for. An abuse counts if it was proven since then or its flag still
     * stands; one that was lifted never was.
     */
    HarmToAbuse scales(String policy, Instant since) {
        var row = getEntityManager()
                .unwrap(Session.class)
                .createNativeQuery(SCALES, Tuple.class)
                .setParameter("policy", policy)
                .setParameter("since", since)
                .setParameter("now", clock.instant())
                .getSingleResult();
        return new HarmToAbuse(
                row.get("refused", Integer.class),
                row.get("refusedabusers", Integer.class),
                row.get("abuses", Integer.class));
    }
}

package dev.makegood.recovery.refusal;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.Times;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every flag of a customer who was proven to abuse a policy. */
@ApplicationScoped
class AbuseFlags implements PanacheRepositoryBase<AbuseFlag, UUID> {

    /** What still touches this customer. */
    List<AbuseFlag> standing(UUID customer, Instant now) {
        return list("customerId = ?1 and liftedAt is null and expiresAt > ?2 order by setAt, id", customer, now);
    }

    boolean stands(String policy, UUID customer, Instant now) {
        return standing(customer, now).stream().anyMatch(flag -> flag.policyId().equals(policy));
    }

    /** All of a policy, the latest first. */
    List<AbuseFlag> of(String policy, @Nullable Cursor after, int limit) {
        return find(
                        "policyId = ?1 and (setAt < ?2 or (setAt = ?2 and id < ?3)) order by setAt desc, id desc",
                        policy,
                        after == null ? Times.LAST : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    /**
     * @throws NotFound if this policy has no such flag
     */
    AbuseFlag require(String policy, UUID id) {
        return findByIdOptional(id)
                .filter(flag -> flag.policyId().equals(policy))
                .orElseThrow(NotFound::new);
    }

    /** How often a policy was abused stays; a flag touches nobody any more whom nobody knows. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofCustomer(erased, getEntityManager(), List.of("""
                update abuse_flag set evidence = '(erased)', version = version + 1,
                    lifted_because = case when lifted_because is not null then '(erased)' end,
                    expires_at = greatest(least(expires_at, now()), set_at + interval '1 second')
                where customer_id = :customer
                """));
    }
}

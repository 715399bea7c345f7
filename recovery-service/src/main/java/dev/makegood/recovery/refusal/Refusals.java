package dev.makegood.recovery.refusal;

import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Every no that a customer was told. */
@ApplicationScoped
class Refusals implements PanacheRepositoryBase<RecordedRefusal, UUID> {

    private static final List<String> FORGET = List.of("""
            update refusal set reason = '(erased)', escalation = '(erased)', statutory = null
            where journey_id = :journey
            """);

    List<RecordedRefusal> of(UUID journey) {
        return list("journeyId = ?1 order by at, id", journey);
    }

    /** That somebody was refused, and by which policy, stays; in which words does not. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }

    /** Whose complaint it is was said better: so is who was refused. */
    void amend(@Observes ComplaintAmended amended) {
        getEntityManager()
                .createNativeQuery("""
                        update refusal set customer_id = :customer where journey_id = :journey and customer_id <> :customer
                        """)
                .setParameter("customer", amended.customer().id())
                .setParameter("journey", amended.complaintId())
                .executeUpdate();
    }
}

package dev.makegood.recovery.reach;

import dev.makegood.contract.Audience;
import dev.makegood.contract.CustomerErased;
import dev.makegood.recovery.erasure.Erasure;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every message that was lost. It is open while its task is. */
@ApplicationScoped
class LostMessages implements PanacheRepositoryBase<LostMessage, UUID> {

    private static final String OPEN = "taskId in (select id from Task where journeyId = ?1 and doneAt is null)";

    private static final List<String> FORGET =
            List.of("update lost_message set reason = '(erased)' where journey_id = :journey");

    /** Those of the customer whose tasks are open on this journey. */
    List<LostMessage> ofCustomer(UUID journey) {
        return list(OPEN + " and audience = ?2", journey, Audience.CUSTOMER);
    }

    /** Those of the party that is told of this, whose tasks are open on this journey. */
    List<LostMessage> ofParty(UUID journey, @Nullable UUID about) {
        return list(
                OPEN + " and audience = ?2 and (about = ?3 or (about is null and cast(?3 as uuid) is null))",
                journey,
                Audience.PARTY,
                about);
    }

    /** Whether a message of this kind to the customer was ever lost, of this journey. */
    boolean wasLost(UUID journey, String message) {
        return count("journeyId = ?1 and audience = ?2 and message = ?3", journey, Audience.CUSTOMER, message) > 0;
    }

    /** Those of journeys that have begun meanwhile, and whose task nobody has yet. */
    List<UUID> waiting(int limit) {
        return find("taskId is null and journeyId in (select id from Journey) order by lostAt, id")
                .page(0, limit)
                .stream()
                .map(LostMessage::id)
                .toList();
    }

    /** Who is forgotten has no address any more, nor has what a server said about it. */
    void forget(@Observes CustomerErased erased) {
        Erasure.ofJourney(erased, getEntityManager(), FORGET);
    }
}

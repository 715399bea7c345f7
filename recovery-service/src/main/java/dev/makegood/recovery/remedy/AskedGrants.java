package dev.makegood.recovery.remedy;

import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.problem.NotFound;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every grant that a colleague was asked for. */
@ApplicationScoped
class AskedGrants implements PanacheRepositoryBase<AskedGrant, UUID> {

    List<AskedGrant> of(UUID journey) {
        return list("journeyId = ?1 order by askedAt, id", journey);
    }

    List<AskedGrant> open(UUID journey) {
        return list("journeyId = ?1 and state = ASKED order by askedAt, id", journey);
    }

    /** What this person is asked for, the soonest due first. */
    List<AskedGrant> of(String person, @Nullable Cursor after, int limit) {
        return find(
                        """
                        toId = ?1 and state = ASKED and (dueAt > ?2 or (dueAt = ?2 and id > ?3)) order by dueAt, id
                        """,
                        person,
                        after == null ? Instant.EPOCH : after.at(),
                        after == null ? new UUID(0, 0) : after.id())
                .page(0, limit)
                .list();
    }

    /**
     * @throws NotFound if this journey has no such grant
     */
    AskedGrant require(UUID journey, UUID id) {
        return findByIdOptional(id)
                .filter(grant -> grant.journeyId().equals(journey))
                .orElseThrow(NotFound::new);
    }
}

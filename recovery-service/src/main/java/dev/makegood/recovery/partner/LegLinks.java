package dev.makegood.recovery.partner;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.contract.Person;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Every link for partners. A leg has one that works, or none. */
@ApplicationScoped
class LegLinks implements PanacheRepositoryBase<LegLink, UUID> {

    private final LinkTokens tokens;
    private final Clock clock;

    LegLinks(LinkTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A new link; the one before it opens nothing any more. */
    LegLink make(UUID leg, Instant expiresAt, Person by) {
        revoke(leg);
        var link = new LegLink(leg, (int) count("legId", leg) + 1, expiresAt, by, tokens, clock.instant());
        persist(link);
        return link;
    }

    /** The leg's link opens nothing any more, if it has one. */
    void revoke(UUID leg) {
        current(leg).ifPresent(link -> link.revoke(clock.instant()));
        flush();
    }

    /** The leg's link that is not revoked. */
    Optional<LegLink> current(UUID leg) {
        return find("legId = ?1 and revokedAt is null", leg).firstResultOptional();
    }

    /** The link of this token, whether it works or not. */
    Optional<LegLink> of(String token) {
        return find("tokenHash", LinkTokens.hash(token))
                .firstResultOptional()
                .filter(link -> link.isOpenedBy(token, tokens));
    }
}

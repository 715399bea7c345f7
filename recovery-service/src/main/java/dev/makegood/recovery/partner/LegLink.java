package dev.makegood.recovery.partner;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.LegLinked;
import dev.makegood.contract.Person;
import dev.makegood.recovery.leg.Leg;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A link that opens one leg to whoever holds it, until a time, unless it is revoked before. */
@Entity
class LegLink {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID legId;
    private int generation;
    private byte[] tokenHash;
    private String madeById;
    private String madeByName;
    private Instant madeAt;
    private Instant expiresAt;
    private @Nullable Instant revokedAt;

    protected LegLink() {}

    LegLink(UUID legId, int generation, Instant expiresAt, Person by, LinkTokens tokens, Instant now) {
        this.legId = legId;
        this.generation = generation;
        this.expiresAt = expiresAt;
        this.madeById = by.id();
        this.madeByName = by.name();
        this.madeAt = now;
        this.tokenHash = LinkTokens.hash(token(tokens));
    }

    /**
     * What is in the link. It is signed for this purpose, this leg and this end, so that whoever could write to the table still could
     * not make a link live longer.
     */
    final String token(LinkTokens tokens) {
        return tokens.derive("leg until " + expiresAt, legId, generation);
    }

    /** What is kept of its token. */
    byte[] tokenHash() {
        return tokenHash.clone();
    }

    /** Whether this is its token, and it is as it was when the token was made. */
    boolean isOpenedBy(String token, LinkTokens tokens) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), token(tokens).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it opens the leg still. */
    boolean works(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /** What whoever is to send it to the party needs to know: it derives the same from the same key. */
    LegLinked made(Leg leg, JourneyState journey) {
        return new LegLinked(leg.journeyId(), legId, leg.party(), generation, expiresAt, journey, madeAt);
    }

    UUID legId() {
        return legId;
    }

    int generation() {
        return generation;
    }

    Person madeBy() {
        return new Person(madeById, madeByName);
    }

    Instant madeAt() {
        return madeAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}

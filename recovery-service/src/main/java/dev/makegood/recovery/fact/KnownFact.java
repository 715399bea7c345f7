package dev.makegood.recovery.fact;

import dev.makegood.contract.Party;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that is known of a journey, since when, and who has it. */
@Entity
public class KnownFact {

    /** Where it is known from. */
    public enum Source {
        PACKET,
        CUSTOMER,
        OWNER
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;
    private String key;
    private String name;
    private String value;

    @Enumerated(EnumType.STRING)
    private Source source;

    private @Nullable UUID legId;
    private @Nullable String partyId;
    private @Nullable String partyName;
    private Instant knownSince;

    protected KnownFact() {}

    KnownFact(
            UUID journeyId,
            String name,
            String value,
            Source source,
            @Nullable UUID legId,
            @Nullable Party party,
            Instant now) {
        this.journeyId = journeyId;
        this.key = FactName.key(name);
        this.name = name;
        this.value = value;
        this.source = source;
        this.legId = legId;
        this.partyId = party == null ? null : party.id();
        this.partyName = party == null ? null : party.name();
        this.knownSince = now;
    }

    UUID journeyId() {
        return journeyId;
    }

    String key() {
        return key;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    Source source() {
        return source;
    }

    /** The leg in whose packet it is, if it is in one. */
    @Nullable
    UUID legId() {
        return legId;
    }

    /** Who has that packet. */
    @Nullable
    Party party() {
        return partyId == null || partyName == null ? null : new Party(partyId, partyName);
    }

    Instant knownSince() {
        return knownSince;
    }
}

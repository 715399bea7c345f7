package dev.makegood.recovery.refusal;

import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.contract.PolicyReviewRaised;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A rule by which customers are told no. Someone owns it, and it is for something. */
@Entity
class Policy {

    /**
     * What a customer is told of a policy, in their language.
     *
     * @param escalation whom they can turn to
     * @param statutory what the law wants said
     */
    record Wording(
            Language language,
            String title,
            String escalation,
            @Nullable String statutory) {}

    @Id
    private String id;

    @Version
    private int version;

    private String ownerId;
    private String ownerName;
    private String title;
    private String text;
    private String purpose;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Wording> wordings = new ArrayList<>();

    private Instant reviewedAt;
    private @Nullable Instant reviewRaisedAt;
    private @Nullable UUID reviewRaisedOn;

    protected Policy() {}

    Policy(String id, Person owner, String title, String text, String purpose, List<Wording> wordings, Instant now) {
        this.id = id;
        this.reviewedAt = now;
        become(owner, title, text, purpose, wordings);
    }

    final void become(Person owner, String title, String text, String purpose, List<Wording> wordings) {
        this.ownerId = owner.id();
        this.ownerName = owner.name();
        this.title = title;
        this.text = text;
        this.purpose = purpose;
        this.wordings = new ArrayList<>(wordings);
    }

    /** What a customer of this language is told, if it was put into that language. */
    Optional<Wording> wording(Language language) {
        return wordings.stream()
                .filter(wording -> wording.language() == language)
                .findFirst();
    }

    /** This refusal tipped the scales, unless they are tipped already and nobody has looked. */
    Optional<PolicyReviewRaised> weigh(
            HarmToAbuse scales, RefusalSettings settings, UUID journey, JourneyState state, Instant now) {
        if (reviewRaisedAt != null || !scales.outweighs(settings.harmToAbuse(), settings.fewest())) {
            return Optional.empty();
        }
        reviewRaisedAt = now;
        reviewRaisedOn = journey;
        return Optional.of(new PolicyReviewRaised(journey, id, owner(), scales.refused(), scales.abuses(), state, now));
    }

    /** Its owner looked at it; from here on it is counted anew. */
    void reviewed(Instant now) {
        reviewedAt = now;
        reviewRaisedAt = null;
        reviewRaisedOn = null;
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    Person owner() {
        return new Person(ownerId, ownerName);
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }

    String purpose() {
        return purpose;
    }

    List<Wording> wordings() {
        return List.copyOf(wordings);
    }

    Instant reviewedAt() {
        return reviewedAt;
    }

    @Nullable
    Instant reviewRaisedAt() {
        return reviewRaisedAt;
    }

    @Nullable
    UUID reviewRaisedOn() {
        return reviewRaisedOn;
    }
}

package dev.makegood.recovery.desk;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** What a person has begun to write about a journey. It is theirs: nothing but their own word deletes it. */
@Entity
class Draft {

    /** Whose draft of what. */
    @Embeddable
    record Id(
            @Column(name = "journey_id") UUID journeyId,
            @Column(name = "person_id") String personId,
            String kind) {}

    @EmbeddedId
    private Id id;

    @Version
    private int version;

    private String words;
    private Instant savedAt;

    protected Draft() {}

    Draft(Id id, String words, Instant now) {
        this.id = id;
        save(words, now);
    }

    final void save(String words, Instant now) {
        this.words = words;
        this.savedAt = now;
    }

    Id id() {
        return id;
    }

    int version() {
        return version;
    }

    String words() {
        return words;
    }

    Instant savedAt() {
        return savedAt;
    }
}

package dev.makegood.recovery.note;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** What a note said before it was edited. */
@Entity
@Immutable
class NoteBefore {

    /** Which version of which note. */
    @Embeddable
    record Id(@Column(name = "note_id") UUID noteId, int version) {}

    @EmbeddedId
    private Id id;

    private String words;
    private Instant replacedAt;

    protected NoteBefore() {}

    NoteBefore(UUID noteId, int version, String words, Instant now) {
        this.id = new Id(noteId, version);
        this.words = words;
        this.replacedAt = now;
    }

    int version() {
        return id.version();
    }

    String words() {
        return words;
    }

    Instant replacedAt() {
        return replacedAt;
    }
}

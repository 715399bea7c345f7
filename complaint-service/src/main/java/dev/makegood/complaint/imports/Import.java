package dev.makegood.complaint.imports;

import dev.makegood.complaint.customer.LanguageCode;
import dev.makegood.contract.Language;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file of complaints that is taken in, row by row. */
@Entity
class Import {

    /** How far it has come. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    @Id
    private UUID id;

    @Version
    @SuppressWarnings("UnusedVariable") // Hibernate compares it
    private int version;

    @SuppressWarnings("UnusedVariable") // looked up by it, and unique
    private byte[] key;

    private byte[] digest;

    @Enumerated(EnumType.STRING)
    private Mapping mapping;

    private @Nullable String emailPattern;

    @Convert(converter = LanguageCode.class)
    private Language language;

    @Enumerated(EnumType.STRING)
    private State state;

    @SuppressWarnings("UnusedVariable") // for the record
    private String requestedBy;

    private Instant createdAt;
    private long bytes;
    private long rowsDone;
    private long created;
    private long existing;
    private long failed;
    private @Nullable String reason;

    protected Import() {}

    Import(
            UUID id,
            byte[] key,
            Mapping mapping,
            @Nullable String emailPattern,
            Language language,
            String requestedBy,
            Instant now) {
        this.id = id;
        this.key = key;
        this.mapping = mapping;
        this.emailPattern = emailPattern;
        this.language = language;
        this.requestedBy = requestedBy;
        this.digest = new byte[0];
        this.createdAt = now;
        this.state = State.RUNNING;
    }

    /** The whole file is here. */
    void received(long bytes, byte[] digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    /** So many more rows were dealt with. */
    void progress(int created, int existing, int failed) {
        this.created += created;
        this.existing += existing;
        this.failed += failed;
        this.rowsDone += created + existing + failed;
    }

    void finish() {
        state = State.DONE;
    }

    /** The file cannot be read any further; what was taken in before stays. */
    void fail(String reason) {
        state = State.FAILED;
        this.reason = reason;
    }

    UUID id() {
        return id;
    }

    byte[] digest() {
        return digest;
    }

    Mapping mapping() {
        return mapping;
    }

    @Nullable
    String emailPattern() {
        return emailPattern;
    }

    Language language() {
        return language;
    }

    State state() {
        return state;
    }

    Instant createdAt() {
        return createdAt;
    }

    long bytes() {
        return bytes;
    }

    long rowsDone() {
        return rowsDone;
    }

    long created() {
        return created;
    }

    long existing() {
        return existing;
    }

    long failed() {
        return failed;
    }

    @Nullable
    String reason() {
        return reason;
    }
}

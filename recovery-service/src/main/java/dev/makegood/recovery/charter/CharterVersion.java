package dev.makegood.recovery.charter;

import dev.makegood.contract.Person;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The charter as it was put at some time. Never changed: the next one is another version. */
@Entity
class CharterVersion {

    @Id
    private int version;

    private String source;

    @JdbcTypeCode(SqlTypes.JSON)
    private String document;

    private @Nullable String byId;
    private @Nullable String byName;
    private Instant at;

    protected CharterVersion() {}

    CharterVersion(int version, String source, String document, @Nullable Person by, Instant now) {
        this.version = version;
        this.source = source;
        this.document = document;
        this.byId = by == null ? null : by.id();
        this.byName = by == null ? null : by.name();
        this.at = now;
    }

    int version() {
        return version;
    }

    String source() {
        return source;
    }

    String document() {
        return document;
    }

    /** Who put it; nobody if it came with Makegood. */
    @Nullable
    Person by() {
        return byId == null || byName == null ? null : new Person(byId, byName);
    }

    Instant at() {
        return at;
    }
}

package dev.makegood.recovery.agent;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Someone is away, and who owns their journeys from the first to the last instant of it. */
@Entity
class Absence {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String agentId;
    private String deputyId;
    private Instant fromAt;
    private Instant untilAt;
    private String reason;

    @SuppressWarnings("UnusedVariable") // read by the query that finds what is to be looked at again
    private @Nullable Instant recheckAt;

    protected Absence() {}

    Absence(String agentId, String deputyId, Instant fromAt, Instant untilAt, String reason) {
        this.agentId = agentId;
        this.deputyId = deputyId;
        this.fromAt = fromAt;
        this.untilAt = untilAt;
        this.reason = reason;
    }

    /** They are back sooner, or do not go at all. What has been stays as it was. */
    void end(Instant now) {
        untilAt = fromAt.isAfter(now) ? fromAt : now;
    }

    /** Who was given a journey meanwhile is looked at again then. */
    void recheck(Instant at) {
        recheckAt = at;
    }

    void rechecked() {
        recheckAt = null;
    }

    UUID id() {
        return id;
    }

    String agentId() {
        return agentId;
    }

    String deputyId() {
        return deputyId;
    }

    Instant fromAt() {
        return fromAt;
    }

    Instant untilAt() {
        return untilAt;
    }

    String reason() {
        return reason;
    }
}

package dev.makegood.recovery.reach;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.contract.NotificationFailed;
import dev.makegood.contract.RecipientSuppressed;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A message that did not reach whom it was for, by any way; or a medium by which nothing more reaches them. */
@Entity
class LostMessage {

    /** What stands in the place of a message's kind where it is a whole medium that is lost. */
    static final String ALL = "all";

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private UUID journeyId;

    @Enumerated(EnumType.STRING)
    private Audience audience;

    private String message;

    @Enumerated(EnumType.STRING)
    private Medium medium;

    private @Nullable UUID about;
    private String reason;

    @SuppressWarnings("UnusedVariable") // those that wait are taken in this order
    private Instant lostAt;

    private @Nullable UUID taskId;

    protected LostMessage() {}

    private LostMessage(
            UUID journeyId,
            Audience audience,
            String message,
            Medium medium,
            @Nullable UUID about,
            String reason,
            Instant lostAt) {
        this.journeyId = journeyId;
        this.audience = audience;
        this.message = message;
        this.medium = medium;
        this.about = about;
        this.reason = reason;
        this.lostAt = lostAt;
    }

    static LostMessage of(NotificationFailed failed) {
        return new LostMessage(
                failed.complaintId(),
                failed.to(),
                failed.message(),
                failed.medium(),
                failed.about(),
                failed.reason(),
                failed.at());
    }

    static LostMessage of(RecipientSuppressed suppressed) {
        return new LostMessage(
                suppressed.complaintId(),
                suppressed.audience(),
                ALL,
                suppressed.medium(),
                null,
                suppressed.reason().name(),
                suppressed.at());
    }

    /** It is somebody's to reach them another way; or was already, or is nobody's any more. */
    void isOf(UUID task) {
        taskId = task;
    }

    UUID id() {
        return id;
    }

    /** Whose task it is; nobody's while its journey has not begun. */
    @Nullable
    UUID taskId() {
        return taskId;
    }

    /** Whether a whole medium is lost. */
    boolean isAll() {
        return message.equals(ALL);
    }

    /** Whether whoever sees to the one sees to the other. */
    boolean isLike(LostMessage other) {
        return message.equals(other.message) && (!isAll() || medium == other.medium);
    }

    UUID journeyId() {
        return journeyId;
    }

    Audience audience() {
        return audience;
    }

    String message() {
        return message;
    }

    Medium medium() {
        return medium;
    }

    @Nullable
    UUID about() {
        return about;
    }

    String reason() {
        return reason;
    }
}

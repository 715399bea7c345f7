package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Refusal;
import jakarta.ws.rs.core.EntityTag;
import org.jspecify.annotations.Nullable;

/** Optimistic concurrency by {@code ETag} and {@code If-Match} (RFC 9110 §13): a change names the version that it was decided on. */
public final class Versions {

    private Versions() {}

    /** The tag of a version. */
    public static EntityTag tag(int version) {
        return new EntityTag(Integer.toString(version));
    }

    /**
     * @throws Refusal 428 if the header is missing, 412 if it names another version
     */
    public static void require(@Nullable String ifMatch, int version) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new PreconditionRequired();
        }
        if (!ifMatch.strip().equals("\"" + version + "\"")) {
            throw new PreconditionFailed(version);
        }
    }

    /**
     * Where there is nothing yet, no version of it can have been read.
     *
     * @throws Refusal 412 if the header names one
     */
    public static void requireNone(@Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.isBlank()) {
            throw new PreconditionFailed();
        }
    }

    /** A change that does not say which version it was decided on. */
    static final class PreconditionRequired extends Refusal {
        PreconditionRequired() {
            super(428, "If-Match is required", "Send the ETag of what you read as If-Match.");
        }
    }

    /** A change that was decided on a version which is no longer the latest. */
    static final class PreconditionFailed extends Refusal {
        PreconditionFailed() {
            super(412, "Changed since you read it", "There is nothing here: send no If-Match to make it.");
        }

        PreconditionFailed(int version) {
            super(412, "Changed since you read it", "The ETag now is \"%d\": read it again.".formatted(version));
        }
    }
}

package dev.makegood.chassis.rest;

import dev.makegood.chassis.problem.Refusal;
import jakarta.ws.rs.core.EntityTag;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
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
        require(ifMatch, version, asked -> Map.of());
    }

    /**
     * The same, and whoever is late is told what they need to decide anew.
     *
     * @param since what a program needs to know that has read an earlier version: what changed since, what is possible now
     * @throws Refusal 428 if the header is missing, 412 if it names another version
     */
    public static void require(@Nullable String ifMatch, int version, IntFunction<Map<String, Object>> since) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw new PreconditionRequired();
        }
        var named = ifMatch.strip();
        if (!named.equals("\"" + version + "\"")) {
            throw new PreconditionFailed(version, since.apply(number(named)));
        }
    }

    /** The version that a tag names; -1 if it names none that we gave. */
    private static int number(String tag) {
        return tag.matches("\"[0-9]{1,9}\"") ? Integer.parseInt(tag.substring(1, tag.length() - 1)) : -1;
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

        private final transient Map<String, Object> members = new TreeMap<>();

        PreconditionFailed() {
            super(412, "Changed since you read it", "There is nothing here: send no If-Match to make it.");
        }

        PreconditionFailed(int version, Map<String, Object> since) {
            super(412, "Changed since you read it", "The ETag now is \"%d\": read it again.".formatted(version));
            members.put("etag", "\"" + version + "\"");
            members.putAll(since);
        }

        @Override
        public Map<String, Object> members() {
            return Map.copyOf(members);
        }
    }
}

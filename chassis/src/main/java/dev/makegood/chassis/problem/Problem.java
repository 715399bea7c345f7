package dev.makegood.chassis.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Problem details as of RFC 9457.
 *
 * @param type stable and meant for programs: {@code urn:makegood:problem:} and a name
 * @param title what kind of problem it is, the same each time
 * @param detail what is wrong this time, and how to mend it
 * @param errors where in the request; empty when it is not about one place
 * @param traceId what to quote when asking the operators about it
 * @param members what else a program needs, such as the moves that are legal now
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        List<Violation> errors,
        @Nullable String traceId,
        @JsonAnyGetter Map<String, Object> members) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * One place in the request that is wrong.
     *
     * @param pointer a JSON pointer into the body, or the parameter's or header's name
     * @param code stable and meant for programs
     */
    public record Violation(String pointer, String code, String detail) {}
}

package dev.makegood.chassis.problem;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.makegood.chassis.problem.Problem.Violation;
import io.opentelemetry.api.trace.Span;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into problem details. The one place where an error becomes an answer. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final String UNIQUE = "23505";

    /** Classes of SQLState: connection, resources, operator, transaction undone, object not as needed. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55");

    private final AllowedMethods methods;

    ProblemMappers(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    Response refusal(Refusal refusal) {
        var answer = respond(
                refusal.status(),
                refusal.type(),
                refusal.title(),
                refusal.detail(),
                refusal.errors(),
                refusal.members());
        refusal.headers().forEach(answer::header);
        return answer.build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException violations) {
        return refusal(new Invalid(violations.getConstraintViolations().stream()
                .map(violation ->
                        new Violation(pointer(violation.getPropertyPath()), code(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::pointer))
                .toList()));
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return refusal(unreadable(e));
    }

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return unauthenticated("This needs a bearer token.");
    }

    @ServerExceptionMapper
    Response unauthenticated(AuthenticationFailedException e) {
        return unauthenticated("The bearer token is not valid here.");
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return refusal(new Forbidden("Your role does not allow this."));
    }

    @ServerExceptionMapper
    Response stale(OptimisticLockException e) {
        return changedMeanwhile();
    }

    private static Response changedMeanwhile() {
        return respond(
                        409,
                        "urn:makegood:problem:changed-meanwhile",
                        "Changed meanwhile",
                        "Someone else changed it at the same moment. Read it again and decide anew.",
                        List.of(),
                        Map.of())
                .build();
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e, UriInfo uri) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal(refusal);
            }
            if (cause instanceof JsonProcessingException unreadable) {
                return refusal(unreadable(unreadable));
            }
        }
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        if (status == 404) {
            return refusal(new NotFound());
        }
        var known = Response.Status.fromStatusCode(status);
        var title = known == null ? "Error" : known.getReasonPhrase();
        var answer = respond(
                status,
                "urn:makegood:problem:" + title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                title,
                null,
                List.of(),
                Map.of());
        if (status == 405) {
            answer.header(HttpHeaders.ALLOW, methods.of(uri.getPath()));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        if (isBrokenEncoding(e)) {
            return refusal(new Invalid("", "malformed", "A percent sign is followed by two hexadecimal digits."));
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal(refusal);
            }
            if (cause instanceof OptimisticLockException stale) {
                return stale(stale);
            }
            if (cause instanceof SQLException sql && UNIQUE.equals(sql.getSQLState())) {
                // Each resource looks first whether it is there; so it was not, a moment ago.
                return changedMeanwhile();
            }
            if (cause instanceof SQLException sql && unavailable(sql)) {
                LOG.warnf("The database does not answer: %s", Wordless.summary(sql));
                return respond(
                                503,
                                "urn:makegood:problem:unavailable",
                                "Not available",
                                "Nothing was saved. Try again shortly, with the same Idempotency-Key.",
                                List.of(),
                                Map.of())
                        .header(HttpHeaders.RETRY_AFTER, 2)
                        .build();
            }
        }
        LOG.error("Unexpected failure", Wordless.of(e));
        return respond(
                        500,
                        "urn:makegood:problem:internal",
                        "Something went wrong here",
                        "The failure is ours and is logged under the trace id.",
                        List.of(),
                        Map.of())
                .build();
    }

    /** A form that is not percent-encoded as RFC 3986 has it: the framework says so only by where it fails. */
    private static boolean isBrokenEncoding(Throwable e) {
        return e instanceof IllegalArgumentException
                && e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().endsWith(".URLUtils");
    }

    /** Connection refused or lost, resources exhausted, shutting down, read-only, locks not to be had: it will pass. */
    private static boolean unavailable(SQLException e) {
        var state = e.getSQLState();
        return e instanceof SQLTransientException
                || (state == null && String.valueOf(e.getMessage()).contains("cquisition timeout"))
                || (state != null && PASSING.stream().anyMatch(state::startsWith))
                || "25006".equals(state);
    }

    private static Response unauthenticated(String detail) {
        return respond(401, "urn:makegood:problem:unauthenticated", "Not authenticated", detail, List.of(), Map.of())
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Invalid unreadable(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new Invalid(pointer(unknown), "unknown-field", "There is no such field here.");
            case InvalidFormatException format
            when format.getTargetType() != null && format.getTargetType().isEnum() ->
                new Invalid(pointer(format), "unknown-value", "Known values: " + values(format.getTargetType()));
            case JsonMappingException mapping
            when mapping.getCause() instanceof Invalid invalid ->
                new Invalid(
                        pointer(mapping),
                        invalid.errors().getFirst().code(),
                        invalid.errors().getFirst().detail());
            case MismatchedInputException mismatched
            when mismatched.getTargetType() != null ->
                new Invalid(pointer(mismatched), "wrong-type", "Not a value of the kind that belongs here.");
            default -> new Invalid("", "malformed", "The body is not well-formed JSON in UTF-8.");
        };
    }

    private static String values(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> {
                    try {
                        var name = type.getField(((Enum<?>) constant).name()).getAnnotation(JsonProperty.class);
                        return name == null ? ((Enum<?>) constant).name() : name.value();
                    } catch (NoSuchFieldException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .collect(Collectors.joining(", "));
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> "/"
                        + (step.getFieldName() == null ? String.valueOf(step.getIndex()) : escape(step.getFieldName())))
                .collect(Collectors.joining());
    }

    /** Leaves out the method and its parameter, which mean nothing to the caller; a parameter by itself goes by its name. */
    private static String pointer(Path path) {
        List<String> steps = new ArrayList<>();
        String parameter = "";
        for (Path.Node node : path) {
            if (node.getIndex() != null) {
                steps.add(String.valueOf(node.getIndex()));
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                steps.add(escape(node.getName()));
            }
        }
        return steps.isEmpty() ? parameter : "/" + String.join("/", steps);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String code(ConstraintViolation<?> violation) {
        var annotation = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        return switch (annotation) {
            case "NotNull", "NotBlank", "NotEmpty" -> "required";
            case "Size", "Length", "Characters" -> "wrong-size";
            case "Min", "Max", "Positive", "PositiveOrZero", "DecimalMin", "DecimalMax" -> "out-of-range";
            default -> "invalid";
        };
    }

    private static Response.ResponseBuilder respond(
            int status,
            String type,
            String title,
            @Nullable String detail,
            List<Violation> errors,
            Map<String, Object> members) {
        var context = Span.current().getSpanContext();
        var traceId = context.isValid() ? context.getTraceId() : null;
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem(type, title, status, detail, errors, traceId, new TreeMap<>(members)));
    }
}

package dev.makegood.chassis.rest;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Problem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.annotation.security.RolesAllowed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/** Says in the API's description what is true of every operation, so that no resource has to: its problems, and its headers. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

    private record Kind(String name, String description) {}

    private static final Map<Integer, Kind> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, new Kind("Invalid", "Not a request that this operation understands; errors says where")),
            Map.entry(401, new Kind("Unauthenticated", "No bearer token, or none that is valid here")),
            Map.entry(403, new Kind("Forbidden", "The caller may not do this")),
            Map.entry(404, new Kind("NotFound", "There is nothing here, or nothing that the caller may see")),
            Map.entry(409, new Kind("Conflict", "Not possible now; what is possible stands in the problem")),
            Map.entry(412, new Kind("PreconditionFailed", "Changed since the version that If-Match names")),
            Map.entry(413, new Kind("BodyTooLarge", "The body is larger than any that this operation has a use for")),
            Map.entry(415, new Kind("UnsupportedMediaType", "The body is not of a kind that this operation reads")),
            Map.entry(422, new Kind("Unprocessable", "Well formed, and cannot be done as asked; errors says why")),
            Map.entry(428, new Kind("PreconditionRequired", "If-Match is missing")),
            Map.entry(500, new Kind("Internal", "The failure is ours, and is logged under the traceId")),
            Map.entry(503, new Kind("Unavailable", "Nothing was saved; try again after Retry-After"))));

    private final IndexView index;

    public ProblemResponses(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(path -> path.getOperations().forEach((method, operation) -> complete(method, operation)));
        var components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        components.addSchema("Problem", problem());
        KINDS.forEach((status, kind) -> components.addResponse(kind.name(), response(status, kind)));
        var money = components.getSchemas().get("Money");
        if (money != null) {
            money.addProperty(
                    "amount",
                    text("In the currency's major unit, written out")
                            .pattern("^-?[0-9]+(\\.[0-9]+)?$")
                            .examples(List.of("49.90")));
            money.addProperty("currency", text("ISO 4217").examples(List.of("EUR")));
        }
        api.setComponents(components);
    }

    private void complete(HttpMethod method, Operation operation) {
        var code = method(operation);
        boolean changes = method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH;
        boolean versioned = has(operation, In.HEADER, "If-Match");
        Map<Integer, Boolean> happens = new LinkedHashMap<>();
        happens.put(400, true);
        happens.put(401, code != null && annotated(code, RolesAllowed.class));
        happens.put(403, code != null && annotated(code, RolesAllowed.class));
        happens.put(
                404,
                operation.getParameters() != null
                        && operation.getParameters().stream().anyMatch(parameter -> parameter.getIn() == In.PATH));
        happens.put(409, changes);
        happens.put(412, versioned);
        happens.put(413, operation.getRequestBody() != null);
        happens.put(415, operation.getRequestBody() != null);
        happens.put(422, changes);
        happens.put(428, versioned);
        happens.put(500, true);
        happens.put(503, true);
        happens.forEach((status, so) -> {
            var kind = KINDS.get(status);
            if (so && kind != null) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                Integer.toString(status),
                                OASFactory.createAPIResponse().ref(kind.name()));
            }
        });
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() == null
                    && (response.getDescription() == null
                            || response.getDescription().isBlank())) {
                response.setDescription(status.equals("201") ? "Created" : "OK");
            }
        });
        if (code != null && annotated(code, Idempotent.class) && !has(operation, In.HEADER, "Idempotency-Key")) {
            operation.addParameter(OASFactory.createParameter()
                    .name("Idempotency-Key")
                    .in(In.HEADER)
                    .required(true)
                    .description("New and random for a new request; the same one when trying again, for a day")
                    .schema(text(null).minLength(1).maxLength(200)));
        }
    }

    /** The code of an operation; null where its annotation names no id. */
    private @Nullable MethodInfo method(Operation operation) {
        return index.getAnnotations(org.eclipse.microprofile.openapi.annotations.Operation.class).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.METHOD
                        && annotation.value("operationId") != null
                        && annotation.value("operationId").asString().equals(operation.getOperationId()))
                .map(AnnotationInstance::target)
                .map(AnnotationTarget::asMethod)
                .findFirst()
                .orElse(null);
    }

    private static boolean annotated(MethodInfo method, Class<?> annotation) {
        var name = DotName.createSimple(annotation);
        return method.hasAnnotation(name) || method.declaringClass().hasDeclaredAnnotation(name);
    }

    private static boolean has(Operation operation, In where, String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch((Parameter parameter) ->
                                parameter.getIn() == where && name.equals(parameter.getName()));
    }

    private static APIResponse response(int status, Kind kind) {
        var response = OASFactory.createAPIResponse()
                .description(kind.description())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        return status == 503
                ? response.addHeader(
                        "Retry-After",
                        OASFactory.createHeader()
                                .description("Seconds")
                                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)))
                : response;
    }

    private static Schema problem() {
        var violation = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .addProperty("pointer", text("A JSON pointer into the body, or a parameter's or header's name"))
                .addProperty("code", text("Stable, for programs"))
                .addProperty("detail", text("For people"));
        return OASFactory.createSchema()
                .description(
                        "RFC 9457. Some problems have members of their own, such as the moves that are possible now.")
                .addType(SchemaType.OBJECT)
                .required(List.of("type", "title", "status"))
                .addProperty("type", text("Stable, for programs").examples(List.of("urn:makegood:problem:invalid")))
                .addProperty("title", text("What kind of problem it is"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", text("What is wrong this time, and how to mend it"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema().addType(SchemaType.ARRAY).items(violation))
                .addProperty("traceId", text("What to quote when asking the operators about it"));
    }

    private static Schema text(@Nullable String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}

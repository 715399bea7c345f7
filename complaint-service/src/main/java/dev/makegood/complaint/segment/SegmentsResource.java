package dev.makegood.complaint.segment;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.rest.CleanText;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What matters to which customers, for those who decide what is done first. A customer's segment is named on the customer. */
@Path("/v1/segments")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class SegmentsResource {

    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_HISTORY = 100;

    private final Segments segments;
    private final Caller caller;
    private final Clock clock;

    SegmentsResource(Segments segments, Caller caller, Clock clock) {
        this.segments = segments;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(operationId = "listSegments", summary = "Segments, and what matters to each")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SegmentPage.class)))
    public Response list() {
        return Response.ok(new SegmentPage(
                        segments.all().stream().map(SegmentView::of).toList(), null))
                .build();
    }

    @GET
    @Path("/{name}")
    @Transactional
    @Operation(operationId = "getSegment", summary = "What matters to the customers of a segment, most first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SegmentView.class)))
    public Response get(@PathParam("name") String name) {
        return answer(require(name), 200);
    }

    @GET
    @Path("/{name}/history")
    @Transactional
    @Operation(operationId = "getSegmentHistory", summary = "What mattered to them before, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SegmentPage.class)))
    public Response history(@PathParam("name") String name) {
        var versions = isName(name) ? segments.history(name, LONGEST_HISTORY) : List.<Segments.Version>of();
        if (versions.isEmpty()) {
            throw new NotFound();
        }
        return Response.ok(
                        new SegmentPage(versions.stream().map(SegmentView::of).toList(), null))
                .build();
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "rankExpectations",
            summary = "States what matters to a segment: ranked, with weights that add up to 100",
            description = "Without If-Match where there is no such segment yet.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = SegmentView.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = SegmentView.class)))
    public Response rank(
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Rank request) {
        requireName(name);
        var ranking = new Ranking(request.expectations());
        var before = segments.latest(name);
        boolean isNew = before.isEmpty() || before.get().retired();
        if (isNew) {
            Versions.requireNone(ifMatch);
        } else {
            Versions.require(ifMatch, before.get().version());
        }
        int next = before.map(version -> version.version() + 1).orElse(0);
        return answer(segments.add(name, next, ranking, clock.instant(), caller.person()), isNew ? 201 : 200);
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "retireSegment",
            summary = "Nothing particular matters to them from now on; what did is kept")
    @APIResponse(responseCode = "204", description = "Retired")
    public Response retire(@PathParam("name") String name, @HeaderParam("If-Match") @Nullable String ifMatch) {
        var latest = require(name);
        Versions.require(ifMatch, latest.version());
        segments.add(latest.name(), latest.version() + 1, null, clock.instant(), caller.person());
        return Response.noContent().build();
    }

    private Segments.Version require(String name) {
        if (!isName(name)) {
            throw new NotFound();
        }
        return segments.latest(name).filter(version -> !version.retired()).orElseThrow(NotFound::new);
    }

    /** A name that customers' segments can have: see {@code NewCustomer}. */
    private static boolean isName(String name) {
        return !name.isBlank()
                && CleanText.isClean(name)
                && name.codePointCount(0, name.length()) <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }

    private static void requireName(String name) {
        if (!isName(name)) {
            throw new Invalid("name", "wrong-size", "One line of 1 to %d characters.".formatted(LONGEST_NAME));
        }
    }

    private static Response answer(Segments.Version version, int status) {
        return Response.status(status)
                .tag(Versions.tag(version.version()))
                .entity(SegmentView.of(version))
                .build();
    }

    /** What matters to them, most first. */
    public record Rank(@NotNull @Size(min = 1, max = 20) List<@Valid @NotNull Expectation> expectations) {}

    /** A page of segments. */
    public record SegmentPage(
            List<SegmentView> items, @Nullable String next) {}

    /**
     * What matters to the customers of a segment.
     *
     * @param retired from then on nothing particular
     * @param since from when on, and said by whom
     */
    public record SegmentView(
            String name, int version, List<Expectation> expectations, boolean retired, Instant since, Person by) {

        static SegmentView of(Segments.Version version) {
            return new SegmentView(
                    version.name(),
                    version.version(),
                    version.expectations(),
                    version.retired(),
                    version.since(),
                    version.by());
        }
    }
}

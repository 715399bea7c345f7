package dev.makegood.complaint.voice;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * What customers say, for everyone who works here. Who holds a leg from outside does not: {@code party} alone lets nobody in.
 */
@Path("/v1/voices")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager", "operator", "employee"})
@RunOnVirtualThread
public class VoicesResource {

    private static final Duration LONGEST = Duration.ofDays(400);

    private final Voices voices;
    private final VoiceReadings readings;
    private final VoiceDigests digests;
    private final Caller caller;
    private final Clock clock;

    VoicesResource(Voices voices, VoiceReadings readings, VoiceDigests digests, Caller caller, Clock clock) {
        this.voices = voices;
        this.readings = readings;
        this.digests = digests;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listVoices",
            summary =
                    "What customers said in their own words, without what tells who they are; what was said last first",
            description = "Reading is counted by department, each page once per reader and day.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VoicePage.class)))
    public Response list(
            @BeanParam VoiceFilter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = voices.newest(filter, Cursor.of(cursor).orElse(null), size + 1);
        var page = Page.of(found, size, voice -> new Cursor(voice.saidAt(), voice.id()));
        readings.read(caller, page.items(), clock.instant());
        boolean desk = Stream.of("agent", "lead", "manager").anyMatch(caller::has);
        return page.map(voice -> VoiceView.of(voice, desk)).respond(uri);
    }

    @GET
    @Path("/reach")
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "getVoicesReach",
            summary =
                    "How many people read voices in each department, in the days of a time; the last 30 if none is stated")
    public ReachOfVoices reach(@QueryParam("from") @Nullable Instant from, @QueryParam("to") @Nullable Instant to) {
        var until = to == null ? clock.instant() : to;
        var since = from == null ? until.minus(Duration.ofDays(30)) : from;
        if (since.isAfter(until) || Duration.between(since, until).compareTo(LONGEST) > 0) {
            throw new Invalid("from", "out-of-range", "Not after to, and no more than 400 days before it.");
        }
        var first = LocalDate.ofInstant(since, ZoneOffset.UTC);
        var last = LocalDate.ofInstant(until, ZoneOffset.UTC);
        return new ReachOfVoices(first, last, readings.reach(first, last));
    }

    @GET
    @Path("/digests")
    @Transactional
    @Operation(operationId = "listVoiceDigests", summary = "What was heard in each week, the latest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = DigestPage.class)))
    public Response digests(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        return Page.of(
                        digests.newest(Cursor.of(cursor).orElse(null), size + 1),
                        size,
                        digest -> new Cursor(digest.until(), digest.id()))
                .respond(uri);
    }

    @POST
    @Path("/redaction")
    @RolesAllowed({"manager", "operator"})
    @Transactional
    @Operation(
            operationId = "redactVoices",
            summary = "Has every voice redacted anew, by the rules of today and what is known today")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Redacting.class)))
    public Response redact() {
        return Response.accepted(new Redacting(voices.redactAnew(), Redaction.RULES))
                .build();
    }

    /** How many voices are redacted anew, and by which rules. */
    public record Redacting(int voices, int rules) {}

    /** A page of voices. */
    public record VoicePage(List<VoiceView> items, @Nullable String next) {}

    /** A page of digests. */
    public record DigestPage(
            List<VoiceDigests.Digest> items, @Nullable String next) {}

    /** How far voices reach. */
    public record ReachOfVoices(LocalDate from, LocalDate to, List<VoiceReadings.Reach> departments) {}

    /**
     * What somebody said.
     *
     * @param complaintId which complaint it is about; for the desk alone
     * @param words as they said it; what tells who they are is left blank, and each blank says what it was: {@code [name]}
     * @param saidOn on which day
     * @param emotions what they say that they felt
     */
    public record VoiceView(
            UUID id,
            Voices.Source source,
            @Nullable UUID complaintId,
            String words,
            int blanks,
            LocalDate saidOn,
            @Nullable String product,
            @Nullable CauseClass cause,
            @Nullable String subCause,
            @Nullable String segment,
            Language language,
            List<Emotion> emotions,
            @Nullable Integer satisfaction) {

        static VoiceView of(Voices.Voice voice, boolean desk) {
            return new VoiceView(
                    voice.id(),
                    voice.source(),
                    desk ? voice.complaint() : null,
                    voice.words(),
                    voice.blanks(),
                    LocalDate.ofInstant(voice.saidAt(), ZoneOffset.UTC),
                    voice.product(),
                    voice.cause(),
                    voice.subCause(),
                    voice.segment(),
                    voice.language(),
                    voice.emotions(),
                    voice.satisfaction());
        }
    }
}

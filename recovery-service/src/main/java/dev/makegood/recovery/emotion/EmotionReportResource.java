package dev.makegood.recovery.emotion;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.recovery.emotion.EmotionReports.EmotionReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** How customers felt, before and after, and on which legs that fell. */
@Path("/v1/insight/emotions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EmotionReportResource {

    private static final Duration QUARTER = Duration.ofDays(91);

    private final EmotionReports reports;
    private final Clock clock;

    EmotionReportResource(EmotionReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "reportEmotions",
            summary =
                    "What customers named when they complained, on each leg, and after: where did it fall? Of what was"
                            + " named in a time: the last quarter of a year where none is said")
    public EmotionReport report(
            @QueryParam("from") @Nullable Instant from, @QueryParam("until") @Nullable Instant until) {
        var before = until == null ? clock.instant() : until;
        var since = from == null ? before.minus(QUARTER) : from;
        if (!since.isBefore(before)) {
            throw new Invalid("from", "out-of-range", "Before until.");
        }
        return reports.between(since, before);
    }
}

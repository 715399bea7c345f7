package dev.makegood.recovery.leg;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.recovery.fact.CustomerQuestions;
import dev.makegood.recovery.leg.LegReports.PartyLegs;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Where the days went: the legs of departments and partners, side by side. */
@Path("/v1/insight/legs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LegReportResource {

    private static final Duration QUARTER = Duration.ofDays(91);

    private final LegReports reports;
    private final CustomerQuestions questions;
    private final Clock clock;

    LegReportResource(LegReports reports, CustomerQuestions questions, Clock clock) {
        this.reports = reports;
        this.questions = questions;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"lead", "manager"})
    @Transactional
    @Operation(
            operationId = "reportLegs",
            summary = "Days per leg, bounces and lateness, per party, of legs that were asked for in a time: the last"
                    + " quarter of a year where none is said")
    public LegReport report(@QueryParam("from") @Nullable Instant from, @QueryParam("to") @Nullable Instant to) {
        var now = clock.instant();
        var until = to == null ? now : to;
        var since = from == null ? until.minus(QUARTER) : from;
        if (!since.isBefore(until)) {
            throw new Invalid("from", "out-of-range", "Before to.");
        }
        return new LegReport(
                since,
                until,
                reports.perParty(since, until, now, questions.askedAgainByParty(since, until)),
                questions.askedAgain(since, until));
    }

    /**
     * The legs that were asked for from one time until another.
     *
     * @param askedAgain how often customers were asked for what we knew, whoever had it
     */
    public record LegReport(Instant from, Instant to, List<PartyLegs> parties, long askedAgain) {}
}

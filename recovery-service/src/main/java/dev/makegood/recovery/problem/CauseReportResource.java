package dev.makegood.recovery.problem;

import dev.makegood.chassis.rest.Times;
import dev.makegood.contract.CauseClass;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What the causes of complaints are, and how seldom it is people. */
@Path("/v1/insight/causes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class CauseReportResource {

    private final EntityManager entities;
    private final Clock clock;

    CauseReportResource(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "reportCauses",
            summary = "Complaints that came in between, by cause, and the share of which people were the cause")
    public CauseReport report(
            @QueryParam("from") @Nullable Instant from, @QueryParam("until") @Nullable Instant until) {
        var since = from == null ? Times.FIRST : from;
        var before = until == null ? clock.instant() : until;
        var rows = entities.createQuery("""
                        select cause, subCause, count(*) from Journey
                        where openedAt >= :from and openedAt < :until
                        group by cause, subCause order by count(*) desc, cause, subCause
                        """, Object[].class)
                .setParameter("from", since)
                .setParameter("until", before)
                .getResultList();
        long unclassified = rows.stream()
                .filter(row -> row[0] == null)
                .mapToLong(row -> (Long) row[2])
                .sum();
        long classified = rows.stream().mapToLong(row -> (Long) row[2]).sum() - unclassified;
        var items = rows.stream()
                .filter(row -> row[0] != null)
                .map(row -> new CauseCount(
                        (CauseClass) row[0], (String) row[1], (Long) row[2], share((Long) row[2], classified)))
                .toList();
        long people = items.stream()
                .filter(item -> item.cause() == CauseClass.PERSON)
                .mapToLong(CauseCount::complaints)
                .sum();
        return new CauseReport(since, before, classified, unclassified, people, share(people, classified), items);
    }

    /** In percent, with one decimal. */
    private static double share(long part, long whole) {
        return whole == 0 ? 0 : Math.round(1_000.0 * part / whole) / 10.0;
    }

    /**
     * What the causes of complaints are.
     *
     * @param people of how many a person was the cause, with evidence that ruled out the rest
     * @param peopleShare the same in percent; the articles of this field expect 6 to 15
     * @param items the most frequent first
     */
    public record CauseReport(
            Instant from,
            Instant until,
            long classified,
            long unclassified,
            long people,
            double peopleShare,
            List<CauseCount> items) {}

    /**
     * How many complaints had a cause.
     *
     * @param share in percent of those classified
     */
    public record CauseCount(CauseClass cause, @Nullable String subCause, long complaints, double share) {}
}

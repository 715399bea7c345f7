package dev.makegood.complaint.partner;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.complaint.timeline.Timeline.PromiseState;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.PromiseKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Where a complaint stands that a partner took in: what it needs to tell its customer, and nothing else. Another partner's complaint
 * is as absent as one that never was.
 */
@Path("/v1/partner/complaints")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("partner")
@RunOnVirtualThread
public class PartnerComplaintsResource {

    private final Complaints complaints;
    private final Timeline timeline;
    private final Caller caller;

    PartnerComplaintsResource(Complaints complaints, Timeline timeline, Caller caller) {
        this.complaints = complaints;
        this.timeline = timeline;
        this.caller = caller;
    }

    @GET
    @Path("/{externalRef: .+}")
    @Transactional
    @Operation(
            operationId = "getPartnerComplaint",
            summary = "Where a complaint stands that this partner took in, by the partner's own name for it")
    public Standing get(@PathParam("externalRef") String externalRef) {
        var complaint = complaints
                .filedBy(caller.id(), externalRef)
                .map(this::answeringFor)
                .filter(found -> !found.isErased())
                .orElseThrow(NotFound::new);
        return new Standing(externalRef, complaint.state(), owner(complaint), next(complaint));
    }

    /** One that was absorbed stands where the one does that lives on, if that is the same customer's. */
    private Complaint answeringFor(Complaint complaint) {
        var surviving = complaints.surviving(complaint);
        return surviving.customer().id().equals(complaint.customer().id()) ? surviving : complaint;
    }

    /** Customers know people here by their first names, and so do their partners. */
    private static String owner(Complaint complaint) {
        return complaint.owner().name().strip().replaceFirst("\\s.*", "");
    }

    private @Nullable Next next(Complaint complaint) {
        return timeline.promises(complaint.id()).stream()
                .filter(promise -> promise.state() == PromiseState.PENDING)
                .findFirst()
                .map(promise -> new Next(promise.kind(), promise.dueAt()))
                .orElse(null);
    }

    /**
     * Where a complaint stands.
     *
     * @param owner the first name of the one person who owns it
     * @param nextPromise what the customer was promised next; absent if nothing is
     */
    public record Standing(
            String externalRef,
            JourneyState state,
            String owner,
            @Nullable Next nextPromise) {}

    /** What was promised, and by when. */
    public record Next(PromiseKind kind, Instant dueAt) {}
}

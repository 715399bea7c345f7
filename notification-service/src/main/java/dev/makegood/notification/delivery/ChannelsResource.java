package dev.makegood.notification.delivery;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import dev.makegood.notification.channel.Channels;
import dev.makegood.notification.message.MessageKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The ways by which people are told, for those who see to it that they work. */
@Path("/v1/channels")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
@RunOnVirtualThread
public class ChannelsResource {

    private static final Logger LOG = Logger.getLogger(ChannelsResource.class);
    private static final int MOST_AT_ONCE = 10_000;

    private final Channels channels;
    private final Backlogs backlogs;
    private final Outgoing outgoing;
    private final Caller caller;

    ChannelsResource(Channels channels, Backlogs backlogs, Outgoing outgoing, Caller caller) {
        this.channels = channels;
        this.backlogs = backlogs;
        this.outgoing = outgoing;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({"lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "listChannels",
            summary = "The channels: what waits on each, since when, and whether it is paused")
    public ChannelList list() {
        var found = backlogs.all();
        return new ChannelList(channels.all().stream()
                .map(channel -> found.get(channel.medium()))
                .toList());
    }

    @GET
    @Path("/{medium}")
    @RolesAllowed({"lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "getChannel",
            summary = "A channel: what waits on it, since when, and whether it is paused")
    public Backlog get(@PathParam("medium") Medium medium) {
        return backlog(medium);
    }

    @POST
    @Path("/{medium}/pause")
    @Transactional
    @Operation(
            operationId = "pauseChannel",
            summary = "Nothing leaves by it until it is resumed; what is on its way ends, what is queued waits")
    public Backlog pause(@PathParam("medium") Medium medium, @Valid @NotNull PauseRequest request) {
        known(medium);
        backlogs.pause(medium, caller.person(), request.reason());
        LOG.infof("%s is paused", medium);
        return backlog(medium);
    }

    @POST
    @Path("/{medium}/resume")
    @Transactional
    @Operation(operationId = "resumeChannel", summary = "What waits leaves again")
    public Backlog resume(@PathParam("medium") Medium medium) {
        known(medium);
        backlogs.resume(medium);
        outgoing.wakeOnCommit();
        LOG.infof("%s is resumed", medium);
        return backlog(medium);
    }

    @POST
    @Path("/{medium}/drain")
    @Transactional
    @Operation(
            operationId = "drainChannel",
            summary = "What waits for another try is tried now: for when the other side is well again")
    public Moved drain(@PathParam("medium") Medium medium) {
        known(medium);
        int moved = backlogs.drain(medium);
        outgoing.wakeOnCommit();
        return new Moved(moved);
    }

    @POST
    @Path("/{medium}/redrive")
    @Transactional
    @Operation(
            operationId = "redriveChannel",
            summary =
                    "What failed is queued again, oldest first, under the ids that it had; at most 10,000 in one call")
    public Moved redrive(@PathParam("medium") Medium medium, @Valid @NotNull RedriveRequest request) {
        known(medium);
        int moved = backlogs.redrive(
                medium, request.since(), request.kind(), request.limit() == null ? MOST_AT_ONCE : request.limit());
        outgoing.wakeOnCommit();
        LOG.infof("%d failed deliveries by %s are queued again", moved, medium);
        return new Moved(moved);
    }

    private void known(Medium medium) {
        if (channels.of(medium).isEmpty()) {
            throw new NotFound();
        }
    }

    private Backlog backlog(Medium medium) {
        known(medium);
        return backlogs.of(medium);
    }

    /** All channels. */
    public record ChannelList(List<Backlog> items) {}

    /**
     * A channel, and what waits on it.
     *
     * @param queued how much is to leave by it, now or later
     * @param due how much of that is due
     * @param oldestDueSeconds for how long the oldest of that has been due, in seconds; 0 if nothing is
     * @param paused absent while it runs
     */
    public record Backlog(
            Medium medium,
            long queued,
            long due,
            long oldestDueSeconds,
            @Nullable Paused paused) {}

    /** A channel stands still. */
    public record Paused(Instant since, Person by, String reason) {}

    /** Why a channel is to stand still. */
    public record PauseRequest(
            @NotNull @Characters(max = 500, oneLine = true) String reason) {}

    /**
     * What is to be tried anew.
     *
     * @param since what was queued then or later
     * @param kind only these messages; absent for all
     * @param limit how many at most
     */
    public record RedriveRequest(
            @NotNull Instant since,
            @Nullable MessageKind kind,
            @Min(1) @Max(MOST_AT_ONCE) @Nullable Integer limit) {}

    /** How many deliveries were touched. */
    public record Moved(int deliveries) {}
}

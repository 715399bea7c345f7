package dev.makegood.recovery.partner;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.leg.Leg;
import dev.makegood.recovery.leg.Legs;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * The link by which a partner without an account sees its leg, and answers. Making one needs no Idempotency-Key: made twice, one
 * works; and what is answered under a key is kept for a day, where a link that opens a customer's packet should not be.
 */
@Path("/v1/legs/{id}/links")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead"})
@RunOnVirtualThread
public class LegLinksResource {

    private final LegLinks links;
    private final Legs legs;
    private final Journeys journeys;
    private final LinkTokens tokens;
    private final LinkSettings addresses;
    private final PartnerSettings settings;
    private final Caller caller;
    private final Clock clock;

    LegLinksResource(
            LegLinks links,
            Legs legs,
            Journeys journeys,
            LinkTokens tokens,
            LinkSettings addresses,
            PartnerSettings settings,
            Caller caller,
            Clock clock) {
        this.links = links;
        this.legs = legs;
        this.journeys = journeys;
        this.tokens = tokens;
        this.addresses = addresses;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Operation(
            operationId = "makeLegLink",
            summary = "A link for a partner without an account; the one before it opens nothing any more")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LinkView.class)))
    public Response make(@PathParam("id") UUID id, @Valid @NotNull NewLink request) {
        var leg = legs.require(id);
        var journey = owned(leg);
        leg.requireOpen();
        var link = links.make(id, expiry(leg, request.expiresAt()), caller.person());
        journeys.tell(journey, List.of(link.made(leg, journey.state())));
        return Response.created(URI.create("/v1/legs/%s/links".formatted(id)))
                .entity(view(link))
                .build();
    }

    @GET
    @Transactional
    @Operation(operationId = "getLegLink", summary = "The leg's link, as long as it opens it")
    public LinkView get(@PathParam("id") UUID id) {
        owned(legs.require(id));
        return links.current(id)
                .filter(link -> link.works(clock.instant()))
                .map(this::view)
                .orElseThrow(NotFound::new);
    }

    @DELETE
    @Transactional
    @Operation(operationId = "revokeLegLink", summary = "From now on, the leg's link opens nothing")
    @APIResponse(responseCode = "204", description = "No link opens it")
    public void revoke(@PathParam("id") UUID id) {
        owned(legs.require(id));
        links.revoke(id);
    }

    /** Links are the owner's affair; the journey's lock lets one of two who make links at once go first. */
    private Journey owned(Leg leg) {
        var journey = journeys.changeByOwner(leg.journeyId());
        legs.getEntityManager().refresh(leg);
        return journey;
    }

    private Instant expiry(Leg leg, @Nullable Instant asked) {
        var now = clock.instant();
        var latest = now.plus(settings.longestLink()).truncatedTo(ChronoUnit.MICROS);
        if (asked == null) {
            var usual = leg.dueAt().plus(settings.linkAfterDue());
            return usual.isAfter(latest) || !usual.isAfter(now) ? latest : usual;
        }
        if (!asked.isAfter(now) || asked.isAfter(latest)) {
            throw new Unprocessable(
                    "/expiresAt", "out-of-range", "In the future, and no later than %s.".formatted(latest));
        }
        // As it is stored: what is in the link is signed with it, to the last digit.
        return asked.truncatedTo(ChronoUnit.MICROS);
    }

    private LinkView view(LegLink link) {
        return new LinkView(
                addresses.baseUrl() + "/legs/" + link.token(tokens),
                link.generation(),
                link.madeBy(),
                link.madeAt(),
                link.expiresAt());
    }

    /**
     * A link that is wanted.
     *
     * @param expiresAt at most 30 days from now; a week after the leg is due where it is not said
     */
    public record NewLink(@Nullable Instant expiresAt) {}

    /** A link: whoever has it sees the packet, and answers for the party. */
    public record LinkView(String url, int generation, Person madeBy, Instant madeAt, Instant expiresAt) {}
}

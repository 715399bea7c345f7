package dev.makegood.recovery.leg;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.recovery.fact.CustomerQuestions;
import dev.makegood.recovery.fact.KnownFact;
import dev.makegood.recovery.fact.KnownFacts;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.leg.LegViews.LegView;
import dev.makegood.recovery.party.Parties;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The legs of a journey, for its owner, who asks for them. */
@Path("/v1/journeys/{id}/legs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyLegsResource {

    private final Legs legs;
    private final LegViews views;
    private final Parties parties;
    private final KnownFacts known;
    private final CustomerQuestions questions;
    private final Journeys journeys;
    private final Clock clock;

    JourneyLegsResource(
            Legs legs,
            LegViews views,
            Parties parties,
            KnownFacts known,
            CustomerQuestions questions,
            Journeys journeys,
            Clock clock) {
        this.legs = legs;
        this.views = views;
        this.parties = parties;
        this.known = known;
        this.questions = questions;
        this.journeys = journeys;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "requestLeg",
            summary = "Asks a party to walk a leg; it leaves with a complete packet, or not at all")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = LegView.class)))
    public Response request(@PathParam("id") UUID id, @Valid @NotNull NewLeg request) {
        var journey = journeys.changeByOwner(id);
        var now = clock.instant();
        LegsResource.requireFuture(request.dueAt(), now);
        var party = parties.findByIdOptional(request.party())
                .orElseThrow(() -> new Unprocessable("/party", "unknown", "There is no such party."));
        var required = parties.required(party);
        journey.legRequested();
        var leg = new Leg(
                id,
                new dev.makegood.contract.Party(party.id(), party.name()),
                required,
                request.work(),
                Boolean.TRUE.equals(request.prefill()) ? prefilled(id, request.packet(), required) : request.packet(),
                request.dueAt(),
                request.servesPromise(),
                now);
        legs.requireInTime(id, request.dueAt(), request.servesPromise());
        legs.persist(leg);
        known.learn(id, leg.packet().known(), KnownFact.Source.PACKET, leg.id(), leg.party());
        journeys.tell(journey, List.of(leg.requested(journey.state())));
        return Response.created(URI.create("/v1/legs/" + leg.id()))
                .tag(Versions.tag(leg.version()))
                .entity(views.of(leg))
                .build();
    }

    /** With what the party needs, where it is known, and with what the customer was asked: no more, for it is the customer's. */
    private Packet prefilled(UUID journey, Packet packet, List<String> required) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (String fact : required) {
            if (!packet.has(fact)) {
                known.find(journey, fact).ifPresent(found -> missing.put(fact, found.value()));
            }
        }
        return packet.with(missing, questions.asked(journey));
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "listLegsOfJourney",
            summary = "The legs of a journey, in the order in which they were asked for")
    public LegList list(@PathParam("id") UUID id) {
        journeys.require(id);
        var items = views.of(legs.of(id));
        return new LegList(
                items,
                items.stream().mapToInt(LegView::bounces).sum(),
                items.stream().map(LegView::daysOnLeg).reduce(BigDecimal.ZERO, BigDecimal::add),
                questions.askedAgain(id));
    }

    /**
     * A leg that is asked for.
     *
     * @param servesPromise the promise whose keeping needs it: the leg is due no later
     * @param prefill whether what is known of the journey, and the party needs, is put into the packet
     */
    public record NewLeg(
            @NotNull @Characters(max = 60, oneLine = true) String party,
            @NotNull @Characters(max = 5_000) String work,
            @NotNull Instant dueAt,
            @Nullable UUID servesPromise,
            @Valid @NotNull Packet packet,
            @Nullable Boolean prefill) {}

    /**
     * The legs of a journey.
     *
     * @param bounces how often one was declined
     * @param daysOnLegs the days of all legs, added up
     * @param askedAgain how often the customer was asked for what we knew
     */
    public record LegList(List<LegView> items, int bounces, BigDecimal daysOnLegs, long askedAgain) {}
}

package dev.makegood.recovery.journey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Event;
import dev.makegood.contract.Language;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Calendars;
import dev.makegood.recovery.calendar.Term;
import dev.makegood.recovery.charter.Charter;
import dev.makegood.recovery.charter.Charters;
import dev.makegood.recovery.charter.Regime;
import dev.makegood.recovery.charter.Right;
import dev.makegood.recovery.promise.Commitment;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the customer of a journey is owed: the charter that it began with, in their language, and what the law wants said. */
@Path("/v1/journeys/{journey}/charter")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JourneyCharterResource {

    private final Journeys journeys;
    private final Charters charters;
    private final Calendars calendars;
    private final Promises promises;
    private final Caller caller;
    private final Clock clock;

    JourneyCharterResource(
            Journeys journeys, Charters charters, Calendars calendars, Promises promises, Caller caller, Clock clock) {
        this.journeys = journeys;
        this.charters = charters;
        this.calendars = calendars;
        this.promises = promises;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager"})
    @Transactional
    @Operation(
            operationId = "getJourneyCharter",
            summary = "What this customer is owed, in their language, and which words the law wants said to them now")
    public JourneyCharter get(@PathParam("journey") UUID id) {
        var journey = journeys.require(id);
        var charter = charters.require(journey.charterVersion());
        return view(journey, charter, charter.regime(journey.regime()));
    }

    @POST
    @Path("/extension")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "extendStatutory",
            summary =
                    "Tells the customer, in time and with the reason, that the final response takes as long as the law allows")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = JourneyCharter.class)))
    public Response extend(@PathParam("journey") UUID id, @Valid @NotNull Delay request) {
        var journey = journeys.changeByOwner(id);
        var charter = charters.require(journey.charterVersion());
        var regime = charter.regime(journey.regime());
        var extension = regime.extension();
        var now = clock.instant();
        var pending = promises.of(id).stream()
                .filter(promise -> promise.kind() == PromiseKind.STATUTORY)
                .toList();
        if (extension == null
                || pending.size() != 1
                || pending.getFirst().state() != Promise.State.PENDING
                || pending.getFirst().dueAt().isBefore(now)) {
            throw new NothingToExtend();
        }
        journey.require(Move.GIVE_UPDATE);
        var given = journey.update(
                caller.person(), extension.wording().in(language(journey)) + "\n\n" + request.because(), now);
        List<Event> events =
                new ArrayList<>(journeys.settling(journey, given, PromiseKind.STATUTORY, PromiseKind.NEXT_UPDATE));
        events.add(promises.make(
                id,
                Commitment.by(due(journey, extension), PromiseKind.STATUTORY)
                        .under(pending.getFirst().right()),
                journey.state()));
        events.addAll(journeys.promiseUpdate(journey));
        journeys.tell(journey, events);
        journeys.flush();
        return Response.status(Response.Status.CREATED)
                .entity(view(journey, charter, regime))
                .build();
    }

    private JourneyCharter view(Journey journey, Charter charter, Regime regime) {
        var language = language(journey);
        var summary = regime.summary();
        var summaryUntil = summary == null ? null : due(journey, summary);
        var end = journey.closedAt() == null ? clock.instant() : journey.closedAt();
        boolean soon = summary != null && summaryUntil != null && !end.isAfter(summaryUntil);
        var words = soon && summary != null ? summary.wording() : regime.finalResponse();
        return new JourneyCharter(
                journey.charterVersion(),
                charter.name(),
                regime.id(),
                regime.name(),
                charter.rights().stream()
                        .map(right -> new RightView(
                                right.id(),
                                right.wording().in(language),
                                right.who(),
                                right.severity(),
                                right.promise() == null
                                        ? null
                                        : charter.due(regime.id(), right.promise())
                                                .map(due -> due.term().toString())
                                                .orElse(null)))
                        .toList(),
                words == null ? null : soon ? Letter.SUMMARY_RESOLUTION : Letter.FINAL_RESPONSE,
                words == null ? null : words.in(language),
                summaryUntil,
                regime.extension() == null ? null : due(journey, regime.extension()),
                regime.escalation().stream()
                        .map(step -> new EscalationView(
                                step.to(),
                                step.name(),
                                step.contact(),
                                step.wording().in(language)))
                        .toList());
    }

    /** Counted from receipt, as the law does. */
    private Instant due(Journey journey, Regime.Letter letter) {
        return Term.of(letter.within())
                .due(journey.openedAt(), calendars.latest(letter.calendar()).orElseThrow());
    }

    private static Language language(Journey journey) {
        return Language.valueOf(journey.language().toUpperCase(Locale.ROOT));
    }

    /** Why it takes longer, in the owner's words to the customer. */
    public record Delay(@NotNull @Characters(max = 2_000) String because) {}

    /** What the law wants written. */
    public enum Letter {
        SUMMARY_RESOLUTION,
        FINAL_RESPONSE
    }

    /**
     * What the customer of a journey is owed.
     *
     * @param letter what would be written if it were put right now, or was when it was closed
     * @param words what that has to say, in the customer's language
     * @param summaryUntil until when a summary is enough
     * @param extensibleUntil until when the final response can take where there is good reason
     * @param escalation whom the customer can turn to, in this order
     */
    public record JourneyCharter(
            int version,
            String name,
            String regime,
            String regimeName,
            List<RightView> rights,
            @Nullable Letter letter,
            @Nullable String words,
            @Nullable Instant summaryUntil,
            @Nullable Instant extensibleUntil,
            List<EscalationView> escalation) {}

    /**
     * A right in the customer's language.
     *
     * @param within by when, under the journey's regime
     */
    public record RightView(
            String id,
            String words,
            Right.Who who,
            Right.Severity severity,
            @Nullable String within) {}

    /** Whom the customer can turn to. */
    public record EscalationView(
            Regime.Escalation.To to,
            @Nullable String name,
            @Nullable String contact,
            String words) {}
}

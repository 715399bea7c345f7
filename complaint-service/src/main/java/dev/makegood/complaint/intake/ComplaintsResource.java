package dev.makegood.complaint.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.problem.Forbidden;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.consent.Consent;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.NewCustomer;
import dev.makegood.complaint.intake.Likeness.Similar;
import dev.makegood.contract.Channel;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Complaining, and what was complained of. */
@Path("/v1/complaints")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ComplaintsResource {

    /** Clocks differ; a time further ahead than this is a mistake. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Complaints complaints;
    private final Customers customers;
    private final Intake intake;
    private final Caller caller;
    private final Clock clock;
    private final Likeness likeness;

    ComplaintsResource(
            Complaints complaints, Customers customers, Intake intake, Caller caller, Clock clock, Likeness likeness) {
        this.complaints = complaints;
        this.customers = customers;
        this.intake = intake;
        this.caller = caller;
        this.clock = clock;
        this.likeness = likeness;
    }

    @POST
    @PermitAll
    @Transactional
    @Idempotent
    @Operation(
            operationId = "complain",
            summary = "Takes in a complaint",
            description =
                    "Anybody may complain, without logging in. An agent who takes one by phone or in person owns it.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Received.class)))
    public Response complain(@Valid @NotNull Complain request) {
        var channel = channel(request);
        if (request.occurredAt() != null
                && request.occurredAt().isAfter(clock.instant().plus(CLOCK_DIFFERENCE))) {
            throw new Unprocessable("/occurredAt", "in-the-future", "What went wrong went wrong before now.");
        }
        var externalRef = externalRef(request, channel);
        if (externalRef != null) {
            complaints.idOf(externalRef).ifPresent(id -> {
                throw new ExternalRefTaken(id);
            });
        }
        var said = new Complaint.Said(
                request.verbatim(),
                request.desiredOutcome(),
                channel,
                request.product(),
                request.occurredAt(),
                externalRef,
                emotions(request),
                request.problemId());
        boolean inPerson = channel == Channel.PHONE || channel == Channel.IN_PERSON;
        var complaint = intake.receive(
                customer(request), spokesperson(request.representative()), said, inPerson ? caller.person() : null);
        return Response.created(URI.create("/v1/complaints/" + complaint.id()))
                .tag(Versions.tag(complaint.version()))
                .entity(new Received(
                        complaint.id(),
                        complaint.reference(),
                        complaint.state(),
                        complaint.owner().name(),
                        complaint.receivedAt(),
                        similar(complaint)))
                .build();
    }

    /** Who complains for themselves learns nothing of who else did. */
    private @Nullable List<Similar> similar(Complaint complaint) {
        if (caller.isAnonymous()) {
            return null;
        }
        complaints.flush();
        return likeness.of(complaint);
    }

    private static List<Emotion> emotions(Complain request) {
        return request.emotions() == null
                ? List.of()
                : request.emotions().stream().distinct().toList();
    }

    /** Who complains for themselves comes by the web; only who is known to us can say otherwise. */
    private Channel channel(Complain request) {
        if (isFromTheDesk()) {
            return request.channel() == null ? Channel.WEB : request.channel();
        }
        if (caller.has("partner")) {
            return partnersChannel(request);
        }
        if (!caller.isAnonymous()) {
            throw new Forbidden("Your role does not take in complaints.");
        }
        if (request.customerId() != null) {
            throw new Invalid(
                    "/customerId", "not-yours-to-name", "State the customer; who is on file is known to agents.");
        }
        if (request.externalRef() != null) {
            throw new Invalid("/externalRef", "not-yours-to-name", "Only agents name a complaint of another system.");
        }
        if (request.channel() != null && request.channel() != Channel.WEB) {
            throw new Invalid("/channel", "not-yours-to-name", "Without a token the channel is WEB.");
        }
        return Channel.WEB;
    }

    private boolean isFromTheDesk() {
        return caller.has("agent") || caller.has("lead");
    }

    /** A partner complains for its own customers: it names them and the complaint, and learns nothing of who is on file. */
    private static Channel partnersChannel(Complain request) {
        if (request.channel() != null && request.channel() != Channel.PARTNER) {
            throw new Invalid("/channel", "not-yours-to-name", "A partner's channel is PARTNER.");
        }
        if (request.customerId() != null) {
            throw new Invalid(
                    "/customerId", "not-yours-to-name", "State the customer; who is on file is known to agents.");
        }
        if (request.externalRef() == null) {
            throw new Invalid("/externalRef", "required", "Name it as you do, so that it is taken in once.");
        }
        return Channel.PARTNER;
    }

    /** As it is kept: a partner's with the partner's own id before it, and nobody else's like that. */
    private @Nullable String externalRef(Complain request, Channel channel) {
        var ref = request.externalRef();
        if (ref == null) {
            return null;
        }
        if (channel == Channel.PARTNER && !isFromTheDesk()) {
            return new PartnerReference(caller.id(), ref).text();
        }
        if (PartnerReference.isOne(ref)) {
            throw new Invalid("/externalRef", "not-yours-to-name", "Partners' complaints are named so.");
        }
        return ref;
    }

    private Intake.@Nullable Spokesperson spokesperson(@Nullable RepresentedBy stated) {
        if (stated == null) {
            return null;
        }
        if (!isFromTheDesk()) {
            throw new Invalid("/representative", "not-yours-to-name", "Consent is stated by agents, who have seen it.");
        }
        if ((stated.customerId() == null) == (stated.customer() == null)) {
            throw new Invalid("/representative/customer", "one-of", "State either customerId or customer.");
        }
        var who = stated.customer() != null
                ? customers.welcome(stated.customer())
                : known(stated.customerId(), "/representative/customerId");
        return new Intake.Spokesperson(who, stated.consent(), caller.person());
    }

    private Customer customer(Complain request) {
        if ((request.customerId() == null) == (request.customer() == null)) {
            throw new Invalid("/customer", "one-of", "State either customerId or customer.");
        }
        if (request.customer() != null) {
            if (!isFromTheDesk()
                    && (request.customer().lines() != null || request.customer().segment() != null)) {
                throw new Invalid("/customer", "not-yours-to-name", "Segment and lines are stated by agents.");
            }
            return customers.welcome(request.customer());
        }
        return known(request.customerId(), "/customerId");
    }

    private Customer known(@Nullable UUID id, String pointer) {
        return customers
                .findByIdOptional(id)
                .filter(customer -> !customer.isErased())
                .orElseThrow(() -> new Unprocessable(pointer, "unknown", "There is no such customer."));
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getComplaint", summary = "A complaint, word for word")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplaintView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(complaints.require(id));
    }

    @GET
    @Path("/by-reference/{reference}")
    @Transactional
    @Operation(
            operationId = "getComplaintByReference",
            summary =
                    "A complaint by what the customer reads out: case, dashes, O for 0 and I or L for 1 do not matter")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplaintView.class)))
    public Response byReference(@PathParam("reference") String reference) {
        return answer(complaints.of(Reference.read(reference)).orElseThrow(NotFound::new));
    }

    private static Response answer(Complaint complaint) {
        return Response.ok(ComplaintView.of(complaint))
                .tag(Versions.tag(complaint.version()))
                .build();
    }

    /**
     * A complaint, as it comes in.
     *
     * @param customerId somebody on file
     * @param customer or somebody new
     * @param verbatim the customer's own words
     * @param desiredOutcome what would put it right for them
     * @param emotions what the customer says that they feel: named by them, never inferred
     * @param problemId the known problem that they say is theirs too
     * @param representative who speaks for the customer, with their consent, and is written to instead
     * @param channel how it came; {@code PHONE} and {@code IN_PERSON} make the agent its owner
     */
    public record Complain(
            @Nullable UUID customerId,
            @Valid @Nullable NewCustomer customer,
            @NotNull @Characters(max = 20_000) String verbatim,
            @Characters(max = 2_000) @Nullable String desiredOutcome,
            @Nullable Channel channel,
            @Nullable Instant occurredAt,
            @Characters(max = 200, oneLine = true) @Nullable String product,
            @Characters(max = 200, oneLine = true) @Nullable String externalRef,
            @Size(max = 14) @Nullable List<@NotNull Emotion> emotions,
            @Nullable UUID problemId,
            @Valid @Nullable RepresentedBy representative) {}

    /**
     * Who speaks for the customer.
     *
     * @param customerId somebody on file
     * @param customer or somebody new
     */
    public record RepresentedBy(
            @Nullable UUID customerId,
            @Valid @Nullable NewCustomer customer,
            @Valid @NotNull Consent consent) {}

    /**
     * What the person who complained is told.
     *
     * @param owner the name of the one person who owns it
     * @param similar told to agents alone: complaints of the same person that say much the same, most alike first
     */
    public record Received(
            UUID id,
            String reference,
            JourneyState state,
            String owner,
            Instant receivedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Similar> similar) {}

    /** Who complained. */
    public record Complainant(UUID id, String name, Language language) {

        static Complainant of(Customer customer) {
            return new Complainant(customer.id(), customer.name(), customer.language());
        }
    }

    /** A complaint as the desk sees it. */
    public record ComplaintView(
            UUID id,
            int version,
            String reference,
            Complainant customer,
            String verbatim,
            @Nullable String desiredOutcome,
            Channel channel,
            @Nullable String product,
            @Nullable Instant occurredAt,
            Instant receivedAt,
            JourneyState state,
            Person owner,
            @Nullable String externalRef,
            List<Emotion> emotions,
            @Nullable Complainant representative,
            @Nullable UUID problemId,
            @Nullable UUID mergedInto) {

        public static ComplaintView of(Complaint complaint) {
            var said = complaint.said();
            var customer = complaint.customer();
            return new ComplaintView(
                    complaint.id(),
                    complaint.version(),
                    complaint.reference(),
                    Complainant.of(customer),
                    said.verbatim(),
                    said.desiredOutcome(),
                    said.channel(),
                    said.product(),
                    said.occurredAt(),
                    complaint.receivedAt(),
                    complaint.state(),
                    complaint.owner(),
                    said.externalRef(),
                    said.emotions(),
                    complaint.representative() == null ? null : Complainant.of(complaint.representative()),
                    said.problemId(),
                    complaint.mergedInto());
        }
    }
}

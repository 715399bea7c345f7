package dev.makegood.complaint.conversation;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.conversation.Message.Translation;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Channel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The conversation about a complaint. */
@Path("/v1/complaints/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class MessagesResource {

    /** A language as of BCP 47: customers write in more languages than we answer in. */
    private static final String LANGUAGE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

    private final Conversation conversation;
    private final Complaints complaints;
    private final Caller caller;
    private final Clock clock;

    MessagesResource(Conversation conversation, Complaints complaints, Caller caller, Clock clock) {
        this.conversation = conversation;
        this.complaints = complaints;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listMessages",
            summary = "The conversation about a complaint, oldest first",
            description = """
                    What the customer and we said to each other by whatever channel, word for word. The first message is what they \
                    complained of. Conversations of complaints that this one absorbed are part of it.
                    """)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MessagePage.class)))
    public Response list(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        complaints.require(id);
        var found = conversation.of(id, Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, message -> new Cursor(message.at(), message.id()))
                .respond(uri);
    }

    @GET
    @Path("/{message}")
    @Transactional
    @Operation(operationId = "getMessage", summary = "A message, with its translations and files and who has read it")
    public Message get(@PathParam("id") UUID id, @PathParam("message") UUID message) {
        return conversation.require(id, message);
    }

    @POST
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(operationId = "reply", summary = "Answers the customer", description = """
                    They get it by mail, and on their page with the files that are named. What was sent cannot be taken back or \
                    changed. To a complaint that another one absorbed it is said in that one's conversation.
                    """)
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Message.class)))
    public Response reply(@PathParam("id") UUID id, @Valid @NotNull Reply request) {
        List<UUID> files = request.attachments() == null
                ? List.of()
                : request.attachments().stream().distinct().toList();
        return created(conversation.reply(
                complaints.require(id), request.words(), request.language(), files, caller.person()));
    }

    @POST
    @Path("/from-customer")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Idempotent
    @Operation(
            operationId = "writeDownWhatCustomerSaid",
            summary = "Writes down what the customer said by phone or in person",
            description = "In the customer's words. What the desk thinks of it is a note, and goes elsewhere.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Message.class)))
    public Response writeDown(@PathParam("id") UUID id, @Valid @NotNull Said request) {
        if (request.channel() != Channel.PHONE && request.channel() != Channel.IN_PERSON) {
            throw new Invalid("/channel", "unknown-value", "PHONE or IN_PERSON: what is written comes by itself.");
        }
        return created(conversation.customerSaid(
                complaints.require(id), request.channel(), request.words(), request.language(), caller.person()));
    }

    private static Response created(Message message) {
        return Response.created(
                        URI.create("/v1/complaints/%s/messages/%s".formatted(message.complaintId(), message.id())))
                .entity(message)
                .build();
    }

    @PUT
    @Path("/{message}/read")
    @Transactional
    @Operation(
            operationId = "readMessage",
            summary = "Says that the caller has read a message",
            description = "Once the complaint's owner has, it is not among their unread ones any more.")
    @APIResponse(responseCode = "204", description = "Noted, now or earlier")
    public void read(@PathParam("id") UUID id, @PathParam("message") UUID message) {
        conversation.read(complaints.require(id), conversation.require(id, message), caller.person());
    }

    @PUT
    @Path("/{message}/translations/{language}")
    @RolesAllowed({"agent", "lead"})
    @Transactional
    @Operation(
            operationId = "translateMessage",
            summary = "Puts a translation beside a message's words",
            description = """
                    It never takes their place. The first of a language needs no If-Match; a better one names the version that it is \
                    better than.
                    """)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Translation.class)))
    public Response translate(
            @PathParam("id") UUID id,
            @PathParam("message") UUID message,
            @PathParam("language") String language,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull Translate request) {
        if (!language.matches(LANGUAGE)) {
            throw new Invalid("language", "invalid", "A language as of BCP 47, such as en or pt-BR.");
        }
        var translated = conversation.require(id, message);
        var known = translated.translations().stream()
                .filter(translation -> translation.language().equals(language))
                .findFirst();
        known.ifPresentOrElse(
                translation -> Versions.require(ifMatch, translation.version()), () -> Versions.requireNone(ifMatch));
        var translation = new Translation(
                language,
                known.map(earlier -> earlier.version() + 1).orElse(0),
                request.words(),
                request.machine(),
                caller.person(),
                clock.instant());
        if (!conversation.translate(translated, translation)) {
            throw new Conflict("Somebody translated it at the same moment. Read theirs, and decide anew.");
        }
        return Response.ok(translation).tag(Versions.tag(translation.version())).build();
    }

    /**
     * An answer to the customer.
     *
     * @param language what it is written in; found out if it is not said
     * @param attachments files of the complaint that one of us put there, to be sent with it
     */
    public record Reply(
            @NotNull @Characters(max = 20_000) String words,

            @Pattern(regexp = LANGUAGE, message = "A language as of BCP 47, such as en or pt-BR.") @Nullable
            String language,

            @Size(max = 20) @Nullable List<@NotNull UUID> attachments) {}

    /**
     * What the customer said.
     *
     * @param words theirs
     */
    public record Said(
            @NotNull Channel channel,
            @NotNull @Characters(max = 20_000) String words,

            @Pattern(regexp = LANGUAGE, message = "A language as of BCP 47, such as en or pt-BR.") @Nullable
            String language) {}

    /**
     * A translation.
     *
     * @param machine what made it, if no person did
     */
    public record Translate(
            @NotNull @Characters(max = 40_000) String words,
            @Characters(max = 100, oneLine = true) @Nullable String machine) {}

    /** A page of a conversation. */
    public record MessagePage(List<Message> items, @Nullable String next) {}
}

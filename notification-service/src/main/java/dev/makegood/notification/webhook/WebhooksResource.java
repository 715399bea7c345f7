package dev.makegood.notification.webhook;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.NotFound;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.Versions;
import dev.makegood.notification.delivery.SubscriberLog;
import dev.makegood.notification.delivery.SubscriberLog.Repeated;
import dev.makegood.notification.delivery.SubscriberLog.Told;
import dev.makegood.notification.webhook.Egress.NotCallable;
import dev.makegood.notification.webhook.Webhook.Disabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Programs that are told of events. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"operator", "manager"})
@RunOnVirtualThread
public class WebhooksResource {

    /** A request does not wait as long for a name as an attempt does. */
    private static final Duration RESOLVING = Duration.ofSeconds(5);

    private final Webhooks webhooks;
    private final Subscriptions subscriptions;
    private final SubscriberLog log;
    private final Egress egress;
    private final WebhookSettings settings;
    private final Caller caller;
    private final Clock clock;

    WebhooksResource(
            Webhooks webhooks,
            Subscriptions subscriptions,
            SubscriberLog log,
            Egress egress,
            WebhookSettings settings,
            Caller caller,
            Clock clock) {
        this.webhooks = webhooks;
        this.subscriptions = subscriptions;
        this.log = log;
        this.egress = egress;
        this.settings = settings;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Transactional
    @Idempotent
    @ShowsSecret
    @Operation(operationId = "createWebhook", summary = "A program that is told of events; its key is shown this once")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response create(@Valid @NotNull Asked asked) {
        check(asked);
        if (webhooks.count() >= settings.most()) {
            throw new TooManyWebhooks(settings.most());
        }
        var id = UUID.randomUUID();
        webhooks.add(id, asked.url(), asked.description(), asked.all(), caller.id());
        return shown(id, Response.created(URI.create("/v1/webhooks/" + id)));
    }

    @GET
    @Transactional
    @Operation(operationId = "listWebhooks", summary = "The programs that are told of events, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var found = webhooks.newest(Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, webhook -> new Cursor(webhook.createdAt(), webhook.id()))
                .map(WebhookView::of)
                .respond(uri);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getWebhook", summary = "A program that is told of events, and with what luck")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response get(@PathParam("id") UUID id) {
        return answer(webhooks.find(id).orElseThrow(NotFound::new));
    }

    @PUT
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "changeWebhook", summary = "Where a program is told of events, and of which")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response change(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Asked asked) {
        check(asked);
        Versions.require(ifMatch, webhooks.require(id).version());
        webhooks.change(id, asked.url(), asked.description(), asked.all());
        return answer(webhooks.require(id));
    }

    @DELETE
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "deleteWebhook", summary = "The program is told nothing any more")
    @APIResponse(responseCode = "204")
    public Response delete(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Versions.require(ifMatch, webhooks.require(id).version());
        webhooks.delete(id);
        return Response.noContent().build();
    }

    @POST
    @Path("/{id}/rotate")
    @Transactional
    @Idempotent
    @ShowsSecret
    @Operation(
            operationId = "rotateWebhook",
            summary = "A new key, shown this once; for a while the one before it signs as well")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response rotate(@PathParam("id") UUID id) {
        webhooks.require(id);
        webhooks.rotate(id, clock.instant().plus(settings.rotation()));
        return shown(id, Response.ok());
    }

    @POST
    @Path("/{id}/enable")
    @Transactional
    @Operation(operationId = "enableWebhook", summary = "The program is told of events again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public Response enable(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Versions.require(ifMatch, webhooks.require(id).version());
        webhooks.enable(id);
        return answer(webhooks.require(id));
    }

    @POST
    @Path("/{id}/test")
    @Transactional
    @Idempotent
    @Operation(operationId = "testWebhook", summary = "A ping, on the way of all events")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Pinged.class)))
    public Response test(@PathParam("id") UUID id) {
        enabled(id);
        var event = UUID.randomUUID();
        subscriptions.ping(id, event, clock.instant());
        return Response.accepted(new Pinged(event)).build();
    }

    @GET
    @Path("/{id}/deliveries")
    @Transactional
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "What the program was told, newest first, with what it answered to every attempt")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ToldPage.class)))
    public Response deliveries(
            @PathParam("id") UUID id,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var webhook = webhooks.find(id).orElseThrow(NotFound::new);
        var found = log.of(webhook.id(), Cursor.of(cursor).orElse(null), size + 1);
        return Page.of(found, size, told -> new Cursor(told.createdAt(), told.id()))
                .respond(uri);
    }

    @POST
    @Path("/{id}/replay")
    @Transactional
    @Idempotent
    @Operation(
            operationId = "replayWebhook",
            summary =
                    "Tells the program anew what it was told: one event, or all from an instant on, under the same ids")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = Repeated.class)))
    public Response replay(@PathParam("id") UUID id, @Valid @NotNull Replay replay) {
        enabled(id);
        var event = replay.eventId();
        var since = replay.since();
        if ((event == null) == (since == null)) {
            throw new Unprocessable("/since", "one-of", "Either since or eventId.");
        }
        return Response.accepted(
                        event == null
                                ? log.since(id, Objects.requireNonNull(since), settings.replayAtOnce())
                                : log.event(id, event))
                .build();
    }

    private void enabled(UUID id) {
        if (webhooks.require(id).disabled() != null) {
            throw new WebhookDisabled();
        }
    }

    private void check(Asked asked) {
        for (var type : asked.all()) {
            if (!Disclosure.TYPES.contains(type)) {
                throw new Unprocessable("/types", "unknown", "There is no event of this name: " + type);
            }
        }
        try {
            egress.find(asked.url(), 1, RESOLVING);
        } catch (NotCallable e) {
            throw new Unprocessable("/url", e.code(), e.words());
        }
    }

    /** The key itself is put in as the answer leaves. */
    private Response shown(UUID id, Response.ResponseBuilder answer) {
        var webhook = webhooks.require(id);
        return answer.tag(Versions.tag(webhook.version()))
                .entity(WebhookView.of(webhook))
                .build();
    }

    private static Response answer(Webhook webhook) {
        return Response.ok(WebhookView.of(webhook))
                .tag(Versions.tag(webhook.version()))
                .build();
    }

    /**
     * Where a program is told of events, and of which.
     *
     * @param types absent for all
     */
    public record Asked(
            @NotBlank @Size(max = 2000) String url,
            @Nullable @Size(max = 500) String description,
            @Nullable @Size(min = 1, max = 100) Set<@NotBlank String> types) {

        List<String> all() {
            return types == null ? List.of() : types.stream().sorted().toList();
        }
    }

    /** From when on, or of which event, by its {@code webhook-id}. */
    public record Replay(@Nullable Instant since, @Nullable UUID eventId) {}

    /** A ping, by its {@code webhook-id}. */
    public record Pinged(UUID eventId) {}

    /**
     * A program that is told of events.
     *
     * @param types of which; absent for all
     * @param generation which key signs, counted from 1
     * @param secret that key: in the answer that makes it, and never again
     * @param rotatingUntil until when the key before it signs as well
     * @param disabled since when it is told nothing, and why
     * @param failingSince since when nothing got through
     */
    public record WebhookView(
            UUID id,
            String url,
            @Nullable String description,
            @Nullable List<String> types,
            int generation,
            @Nullable String secret,
            @Nullable Instant rotatingUntil,
            @Nullable Disabled disabled,
            @Nullable Instant failingSince,
            @Nullable Instant lastTakenAt,
            Instant createdAt) {

        static WebhookView of(Webhook webhook) {
            return new WebhookView(
                    webhook.id(),
                    webhook.url(),
                    webhook.description(),
                    webhook.types().isEmpty() ? null : webhook.types(),
                    webhook.generation(),
                    null,
                    webhook.rotatingUntil(),
                    webhook.disabled(),
                    webhook.failingSince(),
                    webhook.lastTakenAt(),
                    webhook.createdAt());
        }
    }

    /** A page of webhooks. */
    public record WebhookPage(
            List<WebhookView> items, @Nullable String next) {}

    /** A page of what a program was told. */
    public record ToldPage(List<Told> items, @Nullable String next) {}
}

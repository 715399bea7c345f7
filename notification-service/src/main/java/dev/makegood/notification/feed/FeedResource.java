package dev.makegood.notification.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** What the caller is told while they work. Nobody sees another's. */
@Path("/v1/feed")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class FeedResource {

    private static final int AT_ONCE = 100;
    private static final String EVENT = "entry";

    private final Entries entries;
    private final Streams streams;
    private final FeedSettings settings;
    private final Caller caller;
    private final ObjectMapper json;

    FeedResource(Entries entries, Streams streams, FeedSettings settings, Caller caller, ObjectMapper json) {
        this.entries = entries;
        this.streams = streams;
        this.settings = settings;
        this.caller = caller;
        this.json = json;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "streamFeed",
            summary = "What the caller is told, as it happens; after Last-Event-ID, or after now",
            description = "Server-sent events named entry: the id is the entry's number, the data is the entry as "
                    + "in the list. A comment now and then shows that the stream is alive. It ends by itself after a "
                    + "while, and for who reads too slowly: whoever comes back with Last-Event-ID misses nothing.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = Entry.class)))
    @APIResponse(
            responseCode = "429",
            description = "As many streams as one can have",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "Problem")))
    public void stream(
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("after") @Nullable Long after,
            @Context SseEventSink sink,
            @Context Sse sse)
            throws InterruptedException {
        var person = caller.id();
        long from = from(person, lastEventId, after);
        try (var stream = streams.open(person);
                sink) {
            tell(person, from, stream, sink, sse);
        } catch (ExecutionException | TimeoutException e) {
            // They left, or take nothing in any more: they come back for the rest.
        }
    }

    private void tell(String person, long from, Streams.Stream stream, SseEventSink sink, Sse sse)
            throws InterruptedException, ExecutionException, TimeoutException {
        long until = System.nanoTime() + settings.longest().toNanos();
        long last = from;
        take(sink, sse.newEventBuilder().comment("here").build());
        while (stream.await() && !sink.isClosed() && System.nanoTime() < until) {
            var found = entries.after(person, last, AT_ONCE);
            if (found.isEmpty()) {
                take(sink, sse.newEventBuilder().comment("still here").build());
            }
            for (var entry : found) {
                take(sink, event(entry, sse));
                last = entry.number();
            }
            if (found.size() == AT_ONCE) {
                streams.wake(person);
            }
        }
    }

    /** One at a time, and the next once this one has left: nothing piles up for who reads slowly. */
    private void take(SseEventSink sink, OutboundSseEvent event)
            throws InterruptedException, ExecutionException, TimeoutException {
        sink.send(event).toCompletableFuture().get(settings.slowest().toMillis(), TimeUnit.MILLISECONDS);
    }

    private OutboundSseEvent event(Entry entry, Sse sse) {
        try {
            return sse.newEventBuilder()
                    .id(Long.toString(entry.number()))
                    .name(EVENT)
                    .data(json.writeValueAsString(entry))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private long from(String person, @Nullable String lastEventId, @Nullable Long after) {
        if (lastEventId != null && !lastEventId.isBlank()) {
            if (!lastEventId.strip().matches("[0-9]{1,18}")) {
                throw new Invalid("Last-Event-ID", "invalid", "The id of an entry that this stream gave.");
            }
            return Long.parseLong(lastEventId.strip());
        }
        return after == null ? entries.extent(person).last() : after;
    }

    @GET
    @Path("/entries")
    @Transactional
    @Operation(operationId = "listFeedEntries", summary = "What the caller was told, newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = EntryPage.class)))
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        var person = caller.id();
        var found = entries.before(person, Cursor.of(cursor).map(Cursor::number).orElse(null), size + 1);
        var page = Page.of(found, size, entry -> Cursor.after(entry.number()));
        var extent = entries.extent(person);
        return Response.fromResponse(page.respond(uri))
                .entity(new EntryPage(page.items(), page.next(), extent.last(), extent.unread()))
                .build();
    }

    @POST
    @Path("/read")
    @Transactional
    @Operation(operationId = "readFeed", summary = "The caller read up to this entry; what was read stays read")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Unread.class)))
    public Unread read(@Valid @NotNull Read read) {
        var person = caller.id();
        entries.read(person, read.upTo());
        return new Unread(entries.extent(person).unread());
    }

    /** Up to the entry of this number. */
    public record Read(@NotNull @PositiveOrZero Long upTo) {}

    /** How many entries the caller has not said that they read. */
    public record Unread(long unread) {}

    /**
     * A page of entries.
     *
     * @param newest the number of the newest entry that there is: where a stream goes on from
     * @param unread how many they have not said that they read
     */
    public record EntryPage(List<Entry> items, @Nullable String next, long newest, long unread) {}
}

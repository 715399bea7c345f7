package dev.makegood.chassis.rest;

import dev.makegood.chassis.idempotency.Idempotent;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Conflict;
import dev.makegood.chassis.testing.Database;
import dev.makegood.chassis.text.Characters;
import dev.makegood.contract.Channel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The operations that this module's tests try: one of each kind, and some that fail. */
@Path("/v1/probes")
@PermitAll
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
public class ProbesResource {

    /** What stands in messages and must not stand in an answer or a log. */
    public static final String SECRET = "Nikos Papadopoulos, 4711 Harbour Street";

    public static final AtomicInteger EFFECTS = new AtomicInteger();
    public static final CountDownLatch HELD = new CountDownLatch(1);
    public static final CountDownLatch MAY_END = new CountDownLatch(1);

    private static final int ALL = 5;

    @POST
    @Transactional
    @Idempotent
    public Response create(@Valid @NotNull Probe probe) throws InterruptedException {
        if (probe.name().equals("refuse me")) {
            throw new Conflict("Refused as asked.");
        }
        int effect = EFFECTS.incrementAndGet();
        if (probe.name().equals("hold me")) {
            HELD.countDown();
            MAY_END.await();
        }
        return Response.created(URI.create("/v1/probes/" + effect))
                .tag(Versions.tag(effect))
                .entity(new Made(UUID.randomUUID(), probe))
                .build();
    }

    @GET
    public Response list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("since") @Nullable Instant since,
            @QueryParam("channel") @Nullable Channel channel,
            @QueryParam("id") @Nullable UUID id,
            @QueryParam("text") @Nullable String text,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        long after = Cursor.of(cursor).map(Cursor::number).orElse(0L);
        List<Long> found = java.util.stream.LongStream.rangeClosed(after + 1, ALL)
                .limit(size + 1L)
                .boxed()
                .toList();
        return Page.of(found, size, Cursor::after).respond(uri);
    }

    @PUT
    @Path("/{id}")
    public Probe put(
            @PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Probe probe) {
        Versions.require(ifMatch, 3);
        return probe;
    }

    @GET
    @Path("/desk")
    @RolesAllowed("lead")
    public List<String> desk() {
        return List.of();
    }

    @POST
    @Path("/large")
    @LargeBody
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public long large(java.io.InputStream body) throws java.io.IOException {
        return body.readAllBytes().length;
    }

    @GET
    @Path("/failures/{kind}")
    @Transactional
    public String fail(@PathParam("kind") String kind) throws Exception {
        switch (kind) {
            case "unexpected" -> throw new IllegalStateException(SECRET, new SQLException(SECRET, "22001"));
            case "error" -> throw new StackOverflowError(SECRET);
            case "stale" -> throw new OptimisticLockException(SECRET);
            case "no-state" -> throw new SQLException(SECRET, "");
            case "duplicate" -> Database.run("""
                    insert into outbox_lease select true from (values ('%s')) as secret""".formatted(SECRET));
            case "database" -> Database.run("select '%s'::int".formatted(SECRET));
            default -> throw new RuntimeException(new SQLException(SECRET, kind));
        }
        return "not reached";
    }

    /** What is stated. */
    public record Probe(
            @NotNull @Characters(max = 100) String name,
            @Nullable Instant at,
            @Nullable Channel channel,
            @Nullable Integer count) {}

    /** What was made. */
    public record Made(UUID id, Probe probe) {}
}

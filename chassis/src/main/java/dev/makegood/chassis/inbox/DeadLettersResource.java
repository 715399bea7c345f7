package dev.makegood.chassis.inbox;

import dev.makegood.chassis.problem.NotFound;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** For operators: what could not be taken in, and trying it again once the reason is mended. */
@Path("/v1/operations/{service}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operator")
public class DeadLettersResource {

    private final Consumers consumers;
    private final String service;

    DeadLettersResource(Consumers consumers, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.consumers = consumers;
        this.service = service;
    }

    @GET
    @Operation(
            operationId = "listDeadLetters",
            summary = "The events that could not be taken in, oldest first, 100 per consumer at most")
    public Letters list(@PathParam("service") String named) {
        requireThis(named);
        return new Letters(consumers.all().stream()
                .flatMap(consumer -> consumer.poison().stream()
                        .map(parked -> new Letter(
                                parked.event().id(),
                                consumer.name(),
                                parked.event().type(),
                                parked.event().key(),
                                parked.event().sequence(),
                                parked.reason(),
                                parked.since())))
                .toList());
    }

    @POST
    @Path("/redrive")
    @Operation(
            operationId = "redriveDeadLetters",
            summary = "Tries every dead letter again, and in order what waits behind each one that now has its effect")
    public Redriven redrive(@PathParam("service") String named) {
        requireThis(named);
        int taken = 0;
        int stillDead = 0;
        for (Letter letter : list(named).items()) {
            var consumer = consumers.named(letter.consumer()).orElseThrow();
            try {
                taken += consumer.redrive(letter.key());
            } catch (RuntimeException e) {
                stillDead++;
            }
        }
        return new Redriven(taken, stillDead);
    }

    private void requireThis(String named) {
        if (!service.equals(named)) {
            throw new NotFound();
        }
    }

    /** What waits. */
    public record Letters(List<Letter> items) {}

    /** An event that its consumer gave up on, and that the later events of its key wait behind. */
    public record Letter(
            UUID id,
            String consumer,
            String type,
            UUID key,
            long sequence,
            @Nullable String reason,
            Instant since) {}

    /**
     * What a redrive did.
     *
     * @param taken events that had their effect, those that waited behind a dead letter included
     * @param stillDead dead letters that failed again
     */
    public record Redriven(int taken, int stillDead) {}
}

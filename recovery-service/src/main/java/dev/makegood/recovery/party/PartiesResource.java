package dev.makegood.recovery.party;

import dev.makegood.chassis.rest.Versions;
import dev.makegood.chassis.text.Characters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** The departments and partners that can hold a leg. */
@Path("/v1/legs/parties")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PartiesResource {

    /** A company works with some dozens of parties; they are shown at once. */
    private static final int ALL = 1_000;

    private final Parties parties;

    PartiesResource(Parties parties) {
        this.parties = parties;
    }

    @GET
    @RolesAllowed({"agent", "lead", "manager", "operator"})
    @Transactional
    @Operation(operationId = "listParties", summary = "The departments and partners that can hold a leg, by id")
    public PartyList list() {
        return new PartyList(parties.after("", ALL).stream().map(PartyView::of).toList());
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed({"lead", "manager", "operator"})
    @Transactional
    @Operation(
            operationId = "putParty",
            summary =
                    "Adds a party, or with If-Match changes one: its name, what kind of party it is, and the facts that its packets need")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PartyView.class)))
    public Response put(
            @PathParam("id") @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.")
                    String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @Valid @NotNull PartyRequest request) {
        var known = parties.findByIdOptional(id);
        if (known.isPresent()) {
            Versions.require(ifMatch, known.get().version());
            known.get().become(request.name(), request.typeOrPartner(), request.kind(), request.requires());
        } else {
            Versions.requireNone(ifMatch);
            parties.persist(new Party(id, request.name(), request.typeOrPartner(), request.kind(), request.requires()));
        }
        parties.flush();
        var party = known.orElseGet(() -> parties.findById(id));
        return Response.status(known.isPresent() ? Response.Status.OK : Response.Status.CREATED)
                .tag(Versions.tag(party.version()))
                .entity(PartyView.of(party))
                .build();
    }

    /** All parties. */
    public record PartyList(List<PartyView> items) {}

    /**
     * A party as it is stated.
     *
     * @param type PARTNER where it is not said
     * @param kind what it does, such as {@code towing}: its packets follow the template of that name
     * @param requires names of facts, such as {@code claimNumber}, without which a packet for it is not complete either
     */
    public record PartyRequest(
            @NotNull @Characters(max = 200, oneLine = true) String name,
            Party.@Nullable Type type,

            @Pattern(regexp = "[a-z0-9-]{1,60}", message = "Small letters, digits and dashes.") @Nullable
            String kind,

            @NotNull @Size(max = 50) List<@NotNull @Characters(max = 60, oneLine = true) String> requires) {

        Party.Type typeOrPartner() {
            return type == null ? Party.Type.PARTNER : type;
        }
    }

    /** A party. */
    public record PartyView(
            String id,
            int version,
            String name,
            Party.Type type,
            @Nullable String kind,
            List<String> requires) {

        static PartyView of(Party party) {
            return new PartyView(
                    party.id(), party.version(), party.name(), party.type(), party.kind(), party.requires());
        }
    }
}

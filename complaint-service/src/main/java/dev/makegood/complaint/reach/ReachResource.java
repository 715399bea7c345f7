package dev.makegood.complaint.reach;

import dev.makegood.complaint.customer.Customers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** By what a customer is reached no longer. */
@Path("/v1/customers/{id}/dead-addresses")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class ReachResource {

    private final DeadAddresses addresses;
    private final Customers customers;

    ReachResource(DeadAddresses addresses, Customers customers) {
        this.addresses = addresses;
        this.customers = customers;
    }

    @GET
    @Transactional
    @Operation(
            operationId = "listDeadAddresses",
            summary = "The customer's addresses to which nothing more is sent, and why; none once they have another")
    public DeadAddressList list(@PathParam("id") UUID id) {
        return new DeadAddressList(addresses.of(customers.require(id)));
    }

    /** All of them: as many as there are media, at most. */
    public record DeadAddressList(List<DeadAddress> items) {}
}

package dev.makegood.complaint.erasure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.complaint.access.Accesses;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.customer.Exporting;
import dev.makegood.complaint.intake.Complaints;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Everything that is known of a person, for them to take along (articles 15 and 20 of the General Data Protection Regulation). */
@Path("/v1/customers/{id}/export")
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class ExportResource {

    private final Customers customers;
    private final Complaints complaints;
    private final Accesses accesses;
    private final Event<Exporting> exporting;
    private final ObjectMapper json;
    private final Clock clock;

    ExportResource(
            Customers customers,
            Complaints complaints,
            Accesses accesses,
            Event<Exporting> exporting,
            ObjectMapper json,
            Clock clock) {
        this.customers = customers;
        this.complaints = complaints;
        this.accesses = accesses;
        this.exporting = exporting;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(
            operationId = "exportCustomer",
            summary = "Everything that is known of a person, as a file",
            description = "Of one who was merged into another it is all that is known of both. Who took it is kept.")
    @APIResponse(responseCode = "200", description = "A JSON object: sections by name, each a list")
    public Response export(@PathParam("id") UUID id) {
        var customer = customers.surviving(customers.remembered(id));
        accesses.record(customer.id(), Accesses.Kind.EXPORTED);
        var person = customers.allOf(customer.id());
        Map<String, List<Object>> sections = new TreeMap<>();
        Exporting.Sections collecting = (section, records) ->
                sections.computeIfAbsent(section, name -> new ArrayList<>()).addAll(records);
        exporting.fire(new Exporting(customer.id(), complaints.idsOfAll(person), collecting));
        person.stream()
                .filter(absorbed -> !absorbed.equals(customer.id()))
                .forEach(absorbed -> exporting.fire(new Exporting(absorbed, List.of(), collecting)));
        var now = clock.instant();
        StreamingOutput file = out -> write(customer.id(), now, sections, out);
        return Response.ok(file, MediaType.APPLICATION_JSON_TYPE)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"customer-%s.json\"".formatted(customer.id()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void write(UUID customer, Instant now, Map<String, List<Object>> sections, OutputStream out)
            throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("customer", customer.toString());
            generator.writeStringField("exportedAt", now.toString());
            generator.writeObjectFieldStart("sections");
            for (var section : sections.entrySet()) {
                generator.writeArrayFieldStart(section.getKey());
                for (Object record : section.getValue()) {
                    generator.writePOJO(record);
                }
                generator.writeEndArray();
            }
            generator.writeEndObject();
            generator.writeEndObject();
        }
    }
}

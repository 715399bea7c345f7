package dev.makegood.complaint.erasure;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.problem.Refusal;
import dev.makegood.complaint.access.Accesses;
import dev.makegood.complaint.attachment.Attachment;
import dev.makegood.complaint.attachment.Attachments;
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
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Everything that is known of a person, for them to take along (articles 15 and 20 of the General Data Protection Regulation). */
@Path("/v1/customers/{id}/export")
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class ExportResource {

    private final Customers customers;
    private final Complaints complaints;
    private final Attachments attachments;
    private final Accesses accesses;
    private final Event<Exporting> exporting;
    private final ObjectMapper json;
    private final Clock clock;

    ExportResource(
            Customers customers,
            Complaints complaints,
            Attachments attachments,
            Accesses accesses,
            Event<Exporting> exporting,
            ObjectMapper json,
            Clock clock) {
        this.customers = customers;
        this.complaints = complaints;
        this.attachments = attachments;
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
        var export = gather(id);
        StreamingOutput file = out -> {
            try (out) {
                write(export, out);
            }
        };
        return download(export, file, MediaType.APPLICATION_JSON, "json");
    }

    @GET
    @Path("/archive")
    @Produces("application/zip")
    @Transactional
    @Operation(
            operationId = "exportCustomerWithFiles",
            summary = "The same, and the files that they sent and were sent",
            description =
                    "A file that is not there any more, or in which something was found, is named in the JSON alone.")
    @APIResponse(responseCode = "200", description = "A ZIP archive: customer.json, and files in a folder")
    public Response exportWithFiles(@PathParam("id") UUID id) {
        var export = gather(id);
        StreamingOutput file = out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry("customer.json"));
                write(export, zip);
                zip.closeEntry();
                for (UUID complaint : export.complaints()) {
                    for (Attachment attachment : attachments.shownTo(complaint)) {
                        pack(complaint, attachment, zip);
                    }
                }
            }
        };
        return download(export, file, "application/zip", "zip");
    }

    /** All that is known of one person, at an instant. */
    private record Export(UUID customer, List<UUID> complaints, Instant at, Map<String, List<Object>> sections) {}

    private Export gather(UUID id) {
        var customer = customers.surviving(customers.remembered(id));
        accesses.record(customer.id(), Accesses.Kind.EXPORTED);
        var person = customers.allOf(customer.id());
        var theirs = complaints.idsOfAll(person);
        Map<String, List<Object>> sections = new TreeMap<>();
        Exporting.Sections collecting = (section, records) ->
                sections.computeIfAbsent(section, name -> new ArrayList<>()).addAll(records);
        exporting.fire(new Exporting(customer.id(), theirs, collecting));
        person.stream()
                .filter(absorbed -> !absorbed.equals(customer.id()))
                .forEach(absorbed -> exporting.fire(new Exporting(absorbed, List.of(), collecting)));
        return new Export(customer.id(), theirs, clock.instant(), sections);
    }

    private static Response download(Export export, StreamingOutput file, String type, String ending) {
        return Response.ok(file, type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"customer-%s.%s\"".formatted(export.customer(), ending))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private void pack(UUID complaint, Attachment attachment, ZipOutputStream zip) throws IOException {
        InputStream bytes;
        try {
            bytes = (InputStream)
                    attachments.download(complaint, attachment.id()).getEntity();
        } catch (Refusal gone) {
            // The section of attachments says why it is not there.
            return;
        }
        try (bytes) {
            zip.putNextEntry(new ZipEntry("files/%s-%s".formatted(attachment.id(), attachment.name())));
            bytes.transferTo(zip);
            zip.closeEntry();
        }
    }

    /** Record by record, so that a long life takes no more room than its largest piece. */
    private void write(Export export, OutputStream out) throws IOException {
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            generator.writeStartObject();
            generator.writeStringField("customer", export.customer().toString());
            generator.writeStringField("exportedAt", export.at().toString());
            generator.writeObjectFieldStart("sections");
            for (var section : export.sections().entrySet()) {
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

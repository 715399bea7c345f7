package dev.makegood.complaint.search;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.complaint.search.Export.Format;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Complaints as a file. Who takes them out of here is on record. */
@Path("/v1/complaints/export")
@RolesAllowed({"lead", "manager"})
@RunOnVirtualThread
public class ExportResource {

    private final Export export;
    private final Caller caller;

    ExportResource(Export export, Caller caller) {
        this.export = export;
        this.caller = caller;
    }

    @GET
    @Produces({"text/csv", MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "exportComplaints",
            summary = "All complaints that a list would show, as a CSV or JSON file, newest first",
            description = """
                    Narrowed as the list is. format is csv (the default; UTF-8, RFC 4180, with bom=true after a byte order mark) \
                    or json (one array). Cells that a spreadsheet would take for a formula begin with an apostrophe.
                    """)
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)),
                @Content(
                        mediaType = "application/json",
                        schema = @Schema(type = SchemaType.ARRAY, implementation = Object.class))
            })
    public Response export(
            @BeanParam ComplaintFilter filter,
            @QueryParam("format") @Nullable String format,
            @QueryParam("bom") @Nullable String bom) {
        filter.check();
        var as = format(format);
        if (bom != null && !bom.equals("true") && !bom.equals("false")) {
            throw new Invalid("bom", "wrong-type", "This should be true or false.");
        }
        var owner = "me".equals(filter.owner) ? caller.id() : filter.owner;
        var id = export.begun(caller.person(), as, filter);
        StreamingOutput file = out -> export.write(id, as, filter, owner, "true".equals(bom), out);
        return Response.ok(file)
                .type(as.type())
                .header("Content-Disposition", "attachment; filename=\"complaints." + as.suffix() + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static Format format(@Nullable String name) {
        if (name == null) {
            return Format.CSV;
        }
        return Arrays.stream(Format.values())
                .filter(format -> format.suffix().equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid("format", "unknown-value", "csv or json."));
    }
}

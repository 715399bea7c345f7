package dev.makegood.complaint.imports;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.chassis.rest.LargeBody;
import dev.makegood.complaint.imports.Imports.Row;
import dev.makegood.complaint.imports.Imports.RowState;
import dev.makegood.contract.Language;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Files of complaints. */
@Path("/v1/complaints/imports")
@RolesAllowed({"lead", "operator"})
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ImportsResource {

    private static final int UPLOAD_SECONDS = 1_800;

    private final Imports imports;
    private final Caller caller;
    private final Clock clock;

    ImportsResource(Imports imports, Caller caller, Clock clock) {
        this.imports = imports;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @Consumes("text/csv")
    @LargeBody
    @Transactional
    @TransactionConfiguration(timeout = UPLOAD_SECONDS)
    @Operation(
            operationId = "importComplaints",
            summary = "Takes in a CSV file (UTF-8, with a header row) as a job",
            description = """
                    Rows are told apart by their external reference: one that is on file is left as it is. mapping is makegood \
                    (our columns: external_ref, customer_name, verbatim and, if you like, language, customer_email, \
                    customer_phone, segment, desired_outcome, channel, product, occurred_at) or cfpb (those of the CFPB's \
                    public database). emailPattern makes an address where the file has none, as in \
                    consumer-{Complaint ID}@example.org. The same Idempotency-Key with the same file answers the same job.
                    """)
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response start(
            @QueryParam("mapping") @Nullable String mapping,
            @QueryParam("emailPattern") @Nullable String emailPattern,
            @QueryParam("language") @Nullable String language,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            InputStream file)
            throws IOException, SQLException {
        if (idempotencyKey == null || !idempotencyKey.matches("[\\x21-\\x7e]{1,200}")) {
            throw new Invalid("Idempotency-Key", "required", "1 to 200 visible ASCII characters.");
        }
        byte[] key = sha256().digest((caller.id() + "\n" + idempotencyKey).getBytes(StandardCharsets.UTF_8));
        if (!imports.reserve(key)) {
            throw new FileInFlight();
        }
        var known = imports.of(key);
        var digest = sha256();
        if (known.isPresent()) {
            file.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            if (!MessageDigest.isEqual(known.get().digest(), digest.digest())) {
                throw new Unprocessable("Idempotency-Key", "key-reused", "This key went with another file.");
            }
            return accepted(known.get());
        }
        var id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
        var into = mapping(mapping);
        var spoken = language(language);
        // The pieces refer to the import, which is complete only once they are all there.
        var job = new Import(id, key, into, emailPattern, spoken, caller.id(), clock.instant());
        imports.persistAndFlush(job);
        long bytes = imports.keep(id, file, digest);
        if (bytes == 0) {
            throw new Invalid("", "required", "The file is empty.");
        }
        job.received(bytes, digest.digest());
        return accepted(job);
    }

    @GET
    @Path("/{id}")
    @Transactional
    @Operation(operationId = "getImport", summary = "How far an import has come")
    public ImportView get(@PathParam("id") UUID id) {
        return ImportView.of(imports.require(id));
    }

    @GET
    @Path("/{id}/rows")
    @Transactional
    @Operation(operationId = "listImportRows", summary = "What became of each row, by the line on which it begins")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RowPage.class)))
    public Response rows(
            @PathParam("id") UUID id,
            @QueryParam("state") @Nullable RowState state,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri)
            throws SQLException {
        int size = Page.limit(limit);
        imports.require(id);
        long after = Cursor.of(cursor).map(Cursor::number).orElse(0L);
        return Page.of(imports.rows(id, state, after, size + 1), size, row -> Cursor.after(row.line()))
                .respond(uri);
    }

    private static Response accepted(Import job) {
        return Response.accepted(ImportView.of(job))
                .location(URI.create("/v1/complaints/imports/" + job.id()))
                .build();
    }

    private static Mapping mapping(@Nullable String name) {
        if (name == null) {
            return Mapping.MAKEGOOD;
        }
        return Arrays.stream(Mapping.values())
                .filter(mapping -> mapping.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Invalid("mapping", "unknown-value", "makegood or cfpb."));
    }

    private static Language language(@Nullable String code) {
        if (code == null) {
            return Language.EN;
        }
        return Arrays.stream(Language.values())
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new Invalid("language", "unknown-value", "en, es, el, fi or ru."));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page of rows. */
    public record RowPage(List<Row> items, @Nullable String next) {}

    /**
     * An import.
     *
     * @param created rows that became complaints
     * @param existing rows whose complaint was on file already
     * @param failed rows that no complaint could be made of
     * @param reason why it could not go on, if it failed as a whole
     */
    public record ImportView(
            UUID id,
            Import.State state,
            long bytes,
            long rowsDone,
            long created,
            long existing,
            long failed,
            @Nullable String reason,
            Instant createdAt) {

        static ImportView of(Import job) {
            return new ImportView(
                    job.id(),
                    job.state(),
                    job.bytes(),
                    job.rowsDone(),
                    job.created(),
                    job.existing(),
                    job.failed(),
                    job.reason(),
                    job.createdAt());
        }
    }
}

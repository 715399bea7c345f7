package dev.makegood.complaint.search;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.complaint.intake.ComplaintsResource.ComplaintView;
import dev.makegood.complaint.search.Search.Found;
import dev.makegood.complaint.search.Search.Hit;
import dev.makegood.complaint.search.Snippets.Snippet;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Lists of complaints. */
@Path("/v1/complaints")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"agent", "lead", "manager"})
@RunOnVirtualThread
public class SearchResource {

    private final Search search;
    private final Caller caller;

    SearchResource(Search search, Caller caller) {
        this.search = search;
        this.caller = caller;
    }

    @GET
    @Transactional
    @Operation(operationId = "listComplaints", summary = "Complaints, newest first", description = """
                    q finds words of what was said, then or later, in any of the five languages, with or without accents, \
                    names and addresses of customers, references, owners, products and causes; "…" is a phrase, or stands \
                    between words, - before one that is not there. A misspelled word that nobody used is looked for as what \
                    was probably meant: then corrected is true, and didYouMean says what it was taken for. What is written \
                    now is found within two seconds. A page may hold fewer than limit while there is a next one.
                    """)
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ComplaintPage.class)))
    public Response list(
            @BeanParam ComplaintFilter filter,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Context UriInfo uri)
            throws SQLException {
        int size = Page.limit(limit);
        filter.check();
        var owner = "me".equals(filter.owner) ? caller.id() : filter.owner;
        var found = search.find(filter, owner, Cursor.of(cursor).orElse(null), size);
        var page = Page.upTo(found.hits(), found.next());
        var answer = page.map(hit -> ComplaintView.of(hit.complaint()));
        return Response.fromResponse(answer.respond(uri))
                .entity(new ComplaintPage(
                        answer.items(), answer.next(), matches(found), found.meant(), found.corrected() ? true : null))
                .build();
    }

    private static @Nullable List<Match> matches(Found found) {
        var matches = found.hits().stream()
                .filter(hit -> !hit.snippets().isEmpty())
                .map(Match::of)
                .toList();
        return matches.isEmpty() ? null : matches;
    }

    /**
     * A page of complaints.
     *
     * @param matches where in them the words stand that were looked for
     * @param didYouMean the same question without the words that are probably misspelled
     * @param corrected whether that was looked for instead
     */
    public record ComplaintPage(
            List<ComplaintView> items,
            @Nullable String next,
            @Nullable List<Match> matches,
            @Nullable String didYouMean,
            @Nullable Boolean corrected) {}

    /** Where in a complaint the words stand: plain text, with the marks beside it. */
    public record Match(UUID complaintId, List<Snippet> snippets) {

        static Match of(Hit hit) {
            return new Match(hit.complaint().id(), hit.snippets());
        }
    }
}

package dev.makegood.recovery.problem;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.page.PublicPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What we know goes wrong, for everybody to read: nobody has to find out alone that it is not their fault, and who has it too says so
 * in one step. Of people it tells how many, and nothing else.
 */
@Path("/known-problems")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class KnownProblemsResource {

    private static final int MOST = 100;

    private final Problems problems;
    private final ProblemSettings settings;
    private final LinkSettings links;

    KnownProblemsResource(Problems problems, ProblemSettings settings, LinkSettings links) {
        this.problems = problems;
        this.settings = settings;
        this.links = links;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(KnownProblemsPage page);
    }

    @GET
    @Transactional
    @Operation(operationId = "showKnownProblems", summary = "What we know goes wrong, as a page for everybody")
    public Response show(@QueryParam("lang") @Nullable String lang, @Context HttpHeaders headers) {
        var language =
                Optional.ofNullable(lang).flatMap(PublicPage::language).orElseGet(() -> PublicPage.accepted(headers));
        List<Problem> published = problems.published(MOST);
        var page = KnownProblemsPage.of(
                published,
                problems.people(published),
                language,
                complainUrl(),
                settings.zone().getId());
        return PublicPage.protect(Response.ok(Templates.page(page).render()))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private String complainUrl() {
        return settings.complainUrl().map(URI::toString).orElse(links.baseUrl() + "/complain");
    }
}

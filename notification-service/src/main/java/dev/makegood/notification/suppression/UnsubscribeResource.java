package dev.makegood.notification.suppression;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Where the reader of a mail asks for no more of its kind, by a button on a page or by one in their mail program (RFC 8058). Looking
 * changes nothing, since what scans their mail follows its links.
 */
@Path("/unsubscribe/{token: [^/]*}")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class UnsubscribeResource {

    private static final Texts TEXTS = Texts.load("texts/unsubscribe");

    private final Unsubscriptions unsubscriptions;

    UnsubscribeResource(Unsubscriptions unsubscriptions) {
        this.unsubscriptions = unsubscriptions;
    }

    @CheckedTemplate(basePath = "unsubscribe")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(View page);
    }

    /** What the page says. */
    record View(String lang, String title, String text, String button, boolean asks) {}

    @GET
    @Operation(
            operationId = "showUnsubscribe",
            summary = "Asks whether somebody wants no more of what they would not miss")
    public Response show(@PathParam("token") String token, @Context HttpHeaders headers) {
        return unsubscriptions
                .read(token)
                .map(link -> link.expired() ? page(Status.GONE, "late", headers) : page(Status.OK, "ask", headers))
                .orElseGet(() -> page(Status.NOT_FOUND, "nothing", headers));
    }

    @POST
    @Transactional
    @Operation(operationId = "unsubscribe", summary = "Its reader gets no more of what they would not miss")
    public Response unsubscribe(@PathParam("token") String token, @Context HttpHeaders headers) {
        return unsubscriptions
                .read(token)
                .map(link -> {
                    if (link.expired()) {
                        return page(Status.GONE, "late", headers);
                    }
                    unsubscriptions.unsubscribe(link);
                    return page(Status.OK, "done", headers);
                })
                .orElseGet(() -> page(Status.NOT_FOUND, "nothing", headers));
    }

    private static Response page(Status status, String what, HttpHeaders headers) {
        Language language = PublicPage.accepted(headers);
        boolean asks = what.equals("ask");
        var view = new View(
                language.code(),
                TEXTS.say(language, what + ".title", Map.of()),
                TEXTS.say(language, what + ".text", Map.of()),
                TEXTS.say(language, "ask.button", Map.of()),
                asks);
        return PublicPage.protect(
                        Response.status(status).entity(Templates.page(view).render()))
                .build();
    }
}

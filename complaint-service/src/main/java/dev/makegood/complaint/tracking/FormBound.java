package dev.makegood.complaint.tracking;

import dev.makegood.chassis.page.PublicPage;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Turns away what is too large before a byte of it is read. Every browser says how much it sends. */
class FormBound {

    private final TrackSettings settings;

    FormBound(TrackSettings settings) {
        this.settings = settings;
    }

    @ServerRequestFilter
    @BoundedForm
    Optional<Response> check(ContainerRequestContext request) {
        if (request.getLength() < 0 && request.hasEntity()) {
            throw new WebApplicationException(Response.Status.LENGTH_REQUIRED);
        }
        if (request.getLength() <= settings.maxForm().asLongValue()) {
            return Optional.empty();
        }
        var language = PublicPage.accepted(request.getAcceptableLanguages());
        return Optional.of(Pages.notice(language, "too-large", Response.Status.REQUEST_ENTITY_TOO_LARGE));
    }
}

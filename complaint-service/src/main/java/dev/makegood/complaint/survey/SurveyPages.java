package dev.makegood.complaint.survey;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.page.PublicPage;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.contract.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the pages that ask by what their links hold, and shows them. */
@ApplicationScoped
class SurveyPages {

    private final Complaints complaints;

    SurveyPages(Complaints complaints) {
        this.complaints = complaints;
    }

    @CheckedTemplate(basePath = "survey")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(SurveyPage page);

        static native TemplateInstance gone(SurveyPage.Say say);
    }

    /** The complaint of this link: the one that goes on, where two of the same customer were merged. */
    Optional<Complaint> opened(String token) {
        return complaints
                .openedBy(LinkTokens.hash(token))
                .map(this::answeringFor)
                .filter(complaint -> !complaint.isErased());
    }

    /** One that was absorbed shows the one that lives on, to nobody but the same customer. */
    private Complaint answeringFor(Complaint complaint) {
        var surviving = complaints.surviving(complaint);
        return surviving.customer().id().equals(complaint.customer().id()) ? surviving : complaint;
    }

    Response show(Status status, SurveyPage page) {
        return PublicPage.protect(
                        Response.status(status).entity(Templates.page(page).render()))
                .build();
    }

    /** Relative: behind a gateway this service knows neither the host nor the scheme that the customer sees. */
    Response seeOther(String where) {
        return PublicPage.protect(Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, where))
                .build();
    }

    /** The page of a link that opens nothing. */
    Response gone(HttpHeaders headers) {
        return PublicPage.protect(Response.status(Status.NOT_FOUND)
                        .entity(Templates.gone(SurveyPage.gone(PublicPage.accepted(headers)))
                                .render()))
                .build();
    }

    Language language(@Nullable String asked, Complaint complaint) {
        return Optional.ofNullable(asked)
                .flatMap(PublicPage::language)
                .orElse(complaint.contact().language());
    }
}

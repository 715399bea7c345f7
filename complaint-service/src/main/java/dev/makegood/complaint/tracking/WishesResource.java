package dev.makegood.complaint.tracking;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.contract.EscalationAsked;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What a customer can ask for on their page at any time: somebody above the owner, another language, that it is left alone. */
@Path("/track/{token: [^/]*}")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class WishesResource {

    private final Pages pages;
    private final Escalations escalations;
    private final Customers customers;
    private final Outbox outbox;
    private final Clock clock;

    WishesResource(Pages pages, Escalations escalations, Customers customers, Outbox outbox, Clock clock) {
        this.pages = pages;
        this.escalations = escalations;
        this.customers = customers;
        this.outbox = outbox;
        this.clock = clock;
    }

    @POST
    @Path("/escalated")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "askForEscalation", summary = "The customer asks for somebody above the owner")
    public Response escalate(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String written,
            @Context HttpHeaders headers) {
        return pages.answer(
                token,
                lang,
                headers,
                visit -> Written.briefly(
                        written,
                        words -> {
                            var complaint = visit.complaint();
                            if (complaint.isOpen() && escalations.ask(complaint.id(), clock.instant())) {
                                outbox.add(new EscalationAsked(complaint.id(), words, clock.instant()));
                            }
                            return Pages.seeOther(visit.back(1, Thanks.ESCALATED));
                        },
                        words -> pages.refuse(visit, new Draft("escalate", words, "too-long"), 400)));
    }

    @POST
    @Path("/preferences")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "preferOnPage", summary = "The customer says how they want to be spoken with")
    public Response prefer(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("language") @Nullable String language,
            @FormParam("medium") @Nullable String medium,
            @FormParam("surveys") @Nullable String surveys,
            @Context HttpHeaders headers) {
        return pages.answer(token, lang, headers, visit -> {
            var contact = visit.complaint().contact();
            var chosen = Wishes.of(contact, language, medium, surveys);
            if (!chosen.equals(contact.preferences())) {
                customers.prefer(contact, chosen);
            }
            var reading = new Visit(token, visit.complaint(), chosen.language());
            return Pages.seeOther(reading.back(1, Thanks.CHANGED));
        });
    }

    @GET
    @Path("/withdraw")
    @Transactional
    @Operation(operationId = "askWhetherToWithdraw", summary = "Asks the customer whether they are sure")
    public Response askWhetherToWithdraw(
            @PathParam("token") String token, @QueryParam("lang") @Nullable String lang, @Context HttpHeaders headers) {
        return pages.look(
                token,
                lang,
                headers,
                visit -> visit.complaint().isOpen()
                        ? pages.askWhetherToWithdraw(visit, Draft.NONE)
                        : pages.show(visit, null));
    }

    @POST
    @Path("/withdrawn")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "withdrawComplaint", summary = "The customer wants nothing more done about it")
    public Response withdraw(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String written,
            @Context HttpHeaders headers) {
        return pages.answer(
                token,
                lang,
                headers,
                visit -> Written.briefly(
                        written,
                        words -> {
                            if (visit.complaint().isOpen()) {
                                outbox.add(visit.complaint().withdraw(words, clock.instant()));
                            }
                            return Pages.seeOther(visit.back(1, Thanks.WITHDRAWN));
                        },
                        words -> pages.askWhetherToWithdraw(visit, new Draft("withdraw", words, "too-long"))));
    }
}

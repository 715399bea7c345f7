package dev.makegood.complaint.form;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.text.Characters;
import dev.makegood.complaint.customer.Customers;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.intake.Intake;
import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.Language;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Complaining on the web, without an account and without a script. Nothing is kept before a code shows who reads mail at the
 * address; until then the page itself carries what was written.
 */
@Path("/complain")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class FormResource {

    private final AddressVerifications verifications;
    private final Clients clients;
    private final Customers customers;
    private final Complaints complaints;
    private final Intake intake;
    private final Outbox outbox;
    private final LinkTokens links;
    private final Validator validator;
    private final FormSettings settings;
    private final Clock clock;

    FormResource(
            AddressVerifications verifications,
            Clients clients,
            Customers customers,
            Complaints complaints,
            Intake intake,
            Outbox outbox,
            LinkTokens links,
            Validator validator,
            FormSettings settings,
            Clock clock) {
        this.verifications = verifications;
        this.clients = clients;
        this.customers = customers;
        this.complaints = complaints;
        this.intake = intake;
        this.outbox = outbox;
        this.links = links;
        this.validator = validator;
        this.settings = settings;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "form")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance form(FormPage page);

        static native TemplateInstance code(FormPage page);
    }

    @GET
    @Operation(
            operationId = "showForm",
            summary = "The form to complain with",
            description =
                    "Links to it may name the language, the product that it is about, and a known problem that is the same.")
    public Response show(
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("product") @Characters(max = 200, oneLine = true) @Nullable String product,
            @QueryParam("problem") @Nullable UUID problem,
            @Context HttpHeaders headers) {
        return form(page(lang, headers, Filled.blank(product, problem)), Status.OK);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(
            operationId = "askForCode",
            summary = "Mails a code to the address that was given, and asks for it",
            description = "The answer is the same whether the address is known, and whether it had its mails.")
    public Response ask(
            @QueryParam("lang") @Nullable String lang,
            @Context HttpHeaders headers,
            MultivaluedMap<String, String> fields) {
        var page = page(lang, headers, Filled.of(fields));
        var wrong = page.filled().wrong(validator, today());
        if (!wrong.isEmpty()) {
            return form(page.wrong(wrong), Status.BAD_REQUEST);
        }
        if (!page.filled().website().isEmpty()) {
            return code(page.awaiting(UUID.randomUUID()), Status.ACCEPTED);
        }
        try {
            return code(page.awaiting(mail(page)), Status.ACCEPTED);
        } catch (AskedTooOften e) {
            return tooOften(page);
        }
    }

    /** One mail, and in it nothing that anybody wrote. */
    private UUID mail(FormPage page) {
        var now = clock.instant();
        var asked = verifications.ask(page.filled().email(), clients.current(), now);
        if (asked.mailed()) {
            outbox.add(new AddressVerificationAsked(asked.id(), page.filled().email(), page.language(), now));
        }
        return asked.id();
    }

    @POST
    @Path("/again")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(operationId = "changeForm", summary = "The form again, with all that was written, to be changed")
    public Response change(
            @QueryParam("lang") @Nullable String lang,
            @Context HttpHeaders headers,
            MultivaluedMap<String, String> fields) {
        return form(page(lang, headers, Filled.of(fields)), Status.OK);
    }

    @POST
    @Path("/verified")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "fileForm", summary = "Takes in what was written, by the code that was mailed")
    public Response file(
            @QueryParam("lang") @Nullable String lang,
            @Context HttpHeaders headers,
            MultivaluedMap<String, String> fields) {
        var page = page(lang, headers, Filled.of(fields));
        var wrong = page.filled().wrong(validator, today());
        if (!wrong.isEmpty()) {
            return form(page.wrong(wrong), Status.BAD_REQUEST);
        }
        var id = verification(fields);
        var now = clock.instant();
        return switch (verifications.redeem(
                id, page.filled().email(), Objects.requireNonNullElse(fields.getFirst("code"), ""), now)) {
            case AddressVerifications.Redeemed.Right right -> {
                var complaint = receive(page, now);
                verifications.filed(id, complaint.id());
                yield toTheirPage(complaint, page.language());
            }
            case AddressVerifications.Redeemed.Already already ->
                toTheirPage(complaints.require(already.complaint()), page.language());
            case AddressVerifications.Redeemed.Wrong w ->
                code(page.awaiting(id).saying("code.wrong"), Status.BAD_REQUEST);
            case AddressVerifications.Redeemed.Spent s ->
                code(page.awaiting(id).saying("code.spent"), Status.BAD_REQUEST);
        };
    }

    private Complaint receive(FormPage page, Instant now) {
        var filled = page.filled();
        var customer = customers
                .recognised(filled.email())
                .orElseGet(() -> customers.welcome(filled.customer(page.language())));
        return intake.receive(customer, filled.said(settings.zone(), now), null);
    }

    /** Relative: behind a gateway this service knows neither the host nor the scheme that the customer sees. */
    private Response toTheirPage(Complaint complaint, Language language) {
        var token = links.derive(Complaint.LINK_PURPOSE, complaint.id(), complaint.linkGeneration());
        return PublicPage.protect(Response.status(Status.SEE_OTHER)
                        .header(
                                HttpHeaders.LOCATION,
                                "../track/%s?answered=received&lang=%s".formatted(token, language.code())))
                .build();
    }

    private static UUID verification(MultivaluedMap<String, String> fields) {
        try {
            return UUID.fromString(Objects.requireNonNullElse(fields.getFirst("verification"), ""));
        } catch (IllegalArgumentException e) {
            // Good for nothing, as is one that was never asked for.
            return new UUID(0, 0);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    private FormPage page(@Nullable String lang, HttpHeaders headers, Filled filled) {
        var language = PublicPage.language(lang).orElseGet(() -> PublicPage.accepted(headers));
        return FormPage.of(language, filled, today().toString());
    }

    private static Response form(FormPage page, Status status) {
        return PublicPage.protect(
                        Response.status(status).entity(Templates.form(page).render()))
                .build();
    }

    private static Response code(FormPage page, Status status) {
        return PublicPage.protect(
                        Response.status(status).entity(Templates.code(page).render()))
                .build();
    }

    private static Response tooOften(FormPage page) {
        return PublicPage.protect(Response.status(Status.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, 600)
                        .entity(Templates.form(page.saying("busy")).render()))
                .build();
    }
}

package dev.makegood.recovery.partner;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.contract.Language;
import dev.makegood.recovery.journey.IllegalStep;
import dev.makegood.recovery.leg.Leg;
import dev.makegood.recovery.leg.LegEvidence;
import dev.makegood.recovery.leg.LegSteps;
import dev.makegood.recovery.leg.LegViews;
import dev.makegood.recovery.leg.Legs;
import dev.makegood.recovery.partner.PartnerPage.Answer;
import dev.makegood.recovery.partner.PartnerPage.Form;
import dev.makegood.recovery.partner.PartnerPage.Shown;
import dev.makegood.recovery.question.LegQuestions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * A partner's page, opened by the link that the owner gave them. Looking changes nothing; four forms answer. Whoever holds the link
 * speaks for the party, and nothing else lets a form through: there is no cookie that another site could borrow.
 */
@Path("/legs/{token: [^/]*}")
@PermitAll
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
@RunOnVirtualThread
public class PartnerResource {

    private static final int SHORT_WORDS = 2_000;
    private static final int MOST_WORDS = 5_000;
    private static final int NAME = 200;
    private static final int MOST_EVIDENCE = 20;

    private final LegLinks links;
    private final Legs legs;
    private final LegSteps steps;
    private final LegViews views;
    private final LegQuestions questions;
    private final PartnerSettings settings;
    private final Clock clock;

    PartnerResource(
            LegLinks links,
            Legs legs,
            LegSteps steps,
            LegViews views,
            LegQuestions questions,
            PartnerSettings settings,
            Clock clock) {
        this.links = links;
        this.legs = legs;
        this.steps = steps;
        this.views = views;
        this.questions = questions;
        this.settings = settings;
        this.clock = clock;
    }

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(PartnerPage page);

        static native TemplateInstance nothing(PartnerPage.Say say, String title, String text);
    }

    @GET
    @Transactional
    @Operation(operationId = "showLeg", summary = "A partner's page")
    public Response show(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @QueryParam("done") @Nullable String done,
            @Context HttpHeaders headers) {
        var language = language(lang, headers);
        return opened(token, language, leg -> page(leg, token, language, done == null ? Answer.NONE : Answer.GIVEN));
    }

    @POST
    @Path("/accepted")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "acceptLegByLink", summary = "The partner takes the leg")
    public Response accept(
            @PathParam("token") String token, @QueryParam("lang") @Nullable String lang, @Context HttpHeaders headers) {
        var language = language(lang, headers);
        return opened(token, language, leg -> taken(token, language, () -> steps.accept(leg, guard(token))));
    }

    @POST
    @Path("/declined")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "declineLegByLink", summary = "The partner does not take the leg, and says why")
    public Response decline(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String written,
            @Context HttpHeaders headers) {
        return said(
                token,
                language(lang, headers),
                Form.DECLINE,
                written,
                SHORT_WORDS,
                (leg, words) -> steps.decline(leg, guard(token), words));
    }

    @POST
    @Path("/asked")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "askOwnerByLink", summary = "The partner asks the journey's owner")
    public Response ask(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String written,
            @Context HttpHeaders headers) {
        return said(
                token,
                language(lang, headers),
                Form.ASK,
                written,
                SHORT_WORDS,
                (leg, words) -> questions.ask(leg, guard(token), words));
    }

    @POST
    @Path("/completed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Transactional
    @Operation(operationId = "completeLegByLink", summary = "The partner did its part, and shows it")
    public Response complete(
            @PathParam("token") String token,
            @QueryParam("lang") @Nullable String lang,
            @FormParam("words") @Nullable String written,
            @FormParam("name") @Nullable List<String> names,
            @FormParam("value") @Nullable List<String> values,
            @Context HttpHeaders headers) {
        var language = language(lang, headers);
        var rows = rows(names, values);
        if (rows.size() > MOST_EVIDENCE
                || rows.stream().anyMatch(row -> isLonger(row.name(), NAME) || isLonger(row.value(), SHORT_WORDS))) {
            var words = PublicPage.words(written);
            return opened(
                    token,
                    language,
                    leg -> page(
                            leg,
                            token,
                            language,
                            new Answer(false, Form.COMPLETE, "too-long", words == null ? "" : words, rows)));
        }
        return said(
                token,
                language,
                Form.COMPLETE,
                written,
                MOST_WORDS,
                (leg, words) -> steps.complete(
                        leg,
                        guard(token),
                        words,
                        rows.stream().map(PartnerResource::evidence).toList()));
    }

    private interface Saying {
        void say(Leg leg, String words);
    }

    /** Saying nothing where words are needed, or too much, shows the page again with what was said. */
    private Response said(
            String token, Language language, Form form, @Nullable String written, int most, Saying saying) {
        return opened(token, language, leg -> {
            var words = PublicPage.words(written);
            if (words == null || isLonger(words, most)) {
                return page(
                        leg,
                        token,
                        language,
                        new Answer(
                                false,
                                form,
                                words == null ? "missing" : "too-long",
                                words == null ? "" : words,
                                List.of()));
            }
            return taken(token, language, () -> saying.say(leg, words));
        });
    }

    /** Answering twice shows the page again: who presses a button once more has done nothing wrong. */
    private static Response taken(String token, Language language, Runnable step) {
        var done = "&done=yes";
        try {
            step.run();
        } catch (IllegalStep e) {
            done = "";
        }
        // Relative: behind a gateway this service knows neither the host nor the scheme that the partner sees.
        return PublicPage.protect(Response.status(Response.Status.SEE_OTHER)
                        .header(HttpHeaders.LOCATION, "../%s?lang=%s%s".formatted(token, language.code(), done)))
                .build();
    }

    private interface Showing {
        Response show(Leg leg);
    }

    private Response opened(String token, Language language, Showing showing) {
        var link = links.of(token);
        if (link.isEmpty()) {
            return nothing(Response.Status.NOT_FOUND, language, "gone");
        }
        var leg = legs.findById(link.get().legId());
        if (!link.get().works(clock.instant()) || leg.state() == Leg.State.WITHDRAWN) {
            return nothing(Response.Status.GONE, language, "over");
        }
        return showing.show(leg);
    }

    /** The link still opens the leg, now that nobody else changes it. */
    private Consumer<Leg> guard(String token) {
        return leg -> {
            var link = links.of(token).orElseThrow();
            links.getEntityManager().refresh(link);
            if (!link.works(clock.instant())) {
                throw new IllegalStep("link", leg.state(), List.of());
            }
        };
    }

    private Response page(Leg leg, String token, Language language, Answer answer) {
        var page = PartnerPage.of(
                views.of(leg), questions.on(leg.id()), language, token, answer, settings.zone(), clock.instant());
        var status = answer.wrong() == null ? Response.Status.OK : Response.Status.BAD_REQUEST;
        return PublicPage.protect(
                        Response.status(status).entity(Templates.page(page).render()))
                .build();
    }

    private static Response nothing(Response.Status status, Language language, String what) {
        var say = PartnerPage.nothing(language);
        return PublicPage.protect(Response.status(status)
                        .entity(Templates.nothing(say, say.it(what + ".title"), say.it(what + ".text"))
                                .render()))
                .build();
    }

    private static Language language(@Nullable String asked, HttpHeaders headers) {
        return Optional.ofNullable(asked).flatMap(PublicPage::language).orElseGet(() -> PublicPage.accepted(headers));
    }

    private static List<Shown> rows(@Nullable List<String> names, @Nullable List<String> values) {
        List<Shown> rows = new ArrayList<>();
        int most = Math.max(names == null ? 0 : names.size(), values == null ? 0 : values.size());
        for (int i = 0; i < most; i++) {
            var name = names != null && i < names.size() ? PublicPage.words(names.get(i)) : null;
            var value = values != null && i < values.size() ? PublicPage.words(values.get(i)) : null;
            if (name != null || value != null) {
                rows.add(
                        new Shown(name == null ? "" : name.replaceAll("\\p{Cntrl}+", " "), value == null ? "" : value));
            }
        }
        return rows;
    }

    /** A piece of evidence without a name goes by what it says. */
    private static LegEvidence evidence(Shown row) {
        var value = row.value().isEmpty() ? row.name() : row.value();
        var name = row.name().isEmpty()
                ? value.lines()
                        .findFirst()
                        .orElse(value)
                        .codePoints()
                        .limit(NAME)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : row.name();
        return LegEvidence.isAddress(value) ? new LegEvidence(name, null, value) : new LegEvidence(name, value, null);
    }

    private static boolean isLonger(String words, int most) {
        return words.codePointCount(0, words.length()) > most;
    }
}

package dev.makegood.complaint.tracking;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.page.PublicPage;
import dev.makegood.complaint.attachment.Attachments;
import dev.makegood.complaint.conversation.Conversation;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import dev.makegood.complaint.reach.DeadAddresses;
import dev.makegood.complaint.survey.NamedEmotions;
import dev.makegood.complaint.survey.Surveys;
import dev.makegood.complaint.survey.WalkedLegs;
import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens customers' pages by what their links hold, and shows them. */
@ApplicationScoped
class Pages {

    /** More happens to no complaint that a customer would read to the end. */
    private static final int STORY_LENGTH = 500;

    private final Complaints complaints;
    private final Timeline timeline;
    private final Conversation conversation;
    private final Attachments attachments;
    private final Surveys surveys;
    private final WalkedLegs legs;
    private final NamedEmotions emotions;
    private final Offers offers;
    private final Escalations escalations;
    private final DeadAddresses dead;
    private final TrackSettings settings;
    private final Clock clock;

    Pages(
            Complaints complaints,
            Timeline timeline,
            Conversation conversation,
            Attachments attachments,
            Surveys surveys,
            WalkedLegs legs,
            NamedEmotions emotions,
            Offers offers,
            Escalations escalations,
            DeadAddresses dead,
            TrackSettings settings,
            Clock clock) {
        this.complaints = complaints;
        this.timeline = timeline;
        this.conversation = conversation;
        this.attachments = attachments;
        this.surveys = surveys;
        this.legs = legs;
        this.emotions = emotions;
        this.offers = offers;
        this.escalations = escalations;
        this.dead = dead;
        this.settings = settings;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "track")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(StatusPage page, Say say);

        static native TemplateInstance withdraw(StatusPage page, Say say);

        static native TemplateInstance notice(Say say, String title, String text);
    }

    /** Somebody looks; whatever is wrong with a link that opens nothing, the answer is the same. */
    Response look(String token, @Nullable String lang, HttpHeaders headers, Function<Visit, Response> then) {
        return open(complaints.openedBy(LinkTokens.hash(token)), token, lang, headers, then);
    }

    /** Somebody answers: of two who do so at once, one is the first. */
    Response answer(String token, @Nullable String lang, HttpHeaders headers, Function<Visit, Response> then) {
        var found = complaints.answeredBy(LinkTokens.hash(token));
        found.map(this::answeringFor)
                .filter(answering -> answering != found.get())
                .ifPresent(
                        answering -> complaints.getEntityManager().refresh(answering, LockModeType.PESSIMISTIC_WRITE));
        return open(found, token, lang, headers, then);
    }

    private Response open(
            Optional<Complaint> found,
            String token,
            @Nullable String lang,
            HttpHeaders headers,
            Function<Visit, Response> then) {
        if (found.isEmpty()) {
            return notice(PublicPage.accepted(headers), "gone", Status.NOT_FOUND);
        }
        var complaint = answeringFor(found.get());
        if (complaint.isErased()) {
            return notice(PublicPage.accepted(headers), "erased", Status.GONE);
        }
        return then.apply(new Visit(token, complaint, language(lang, complaint)));
    }

    /** One that was absorbed shows the one that lives on, to nobody but the same customer. */
    private Complaint answeringFor(Complaint complaint) {
        var surviving = complaints.surviving(complaint);
        return surviving.customer().id().equals(complaint.customer().id()) ? surviving : complaint;
    }

    private static Language language(@Nullable String asked, Complaint complaint) {
        return Optional.ofNullable(asked)
                .flatMap(PublicPage::language)
                .orElse(complaint.contact().language());
    }

    Response show(Visit visit, @Nullable Thanks thanks) {
        return page(visit, thanks, Draft.NONE, 200);
    }

    /** The page again, with what could not be taken where it was written. */
    Response refuse(Visit visit, Draft draft, int status) {
        return page(visit, null, draft, status);
    }

    private Response page(Visit visit, @Nullable Thanks thanks, Draft draft, int status) {
        var page = read(visit, thanks, draft);
        return PublicPage.protect(Response.status(status)
                        .entity(Templates.page(page, page.say()).render()))
                .build();
    }

    /** Asks whether they are sure. */
    Response askWhetherToWithdraw(Visit visit, Draft draft) {
        var page = read(visit, null, draft);
        return PublicPage.protect(Response.status(draft.equals(Draft.NONE) ? Status.OK : Status.BAD_REQUEST)
                        .entity(Templates.withdraw(page, page.say()).render()))
                .build();
    }

    /** The offers of this complaint that wait for their answer, by the ids of their remedies. */
    List<UUID> openOffers(UUID complaint) {
        return offers.open(complaint, timeline.of(complaint, null, STORY_LENGTH)).stream()
                .map(entry -> UUID.fromString(entry.details().path("remedyId").asText()))
                .toList();
    }

    private StatusPage read(Visit visit, @Nullable Thanks thanks, Draft draft) {
        var complaint = visit.complaint();
        var id = complaint.id();
        var zone = complaint.contact().preferences().timeZone();
        var say = new Say(
                visit.language(), Say.firstName(complaint.owner().name()), zone == null ? settings.zone() : zone);
        var story = timeline.of(id, null, STORY_LENGTH);
        var messages = conversation.of(id);
        var asked = escalations.asked(id);
        return StatusPage.of(
                complaint,
                visit.token(),
                thanks,
                draft,
                dead.of(complaint.contact()).stream().anyMatch(address -> address.medium() == Medium.EMAIL),
                Needed.of(complaint, story, offers.open(id, story), Talk.wrote(id, messages), say),
                Promises.of(timeline.promises(id), clock.instant(), say),
                Story.of(story, say),
                Talk.of(id, messages, attachments.shownTo(id), say),
                Escalation.of(
                        complaint.isOpen() && escalations.possible(asked, clock.instant()),
                        asked,
                        story,
                        settings.outsideBody(),
                        say),
                HowItWas.of(surveys.openFor(complaint), legs.openFor(complaint), emotions.areAsked(complaint), say),
                say);
    }

    static Response seeOther(String where) {
        return PublicPage.protect(Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, where))
                .build();
    }

    /** A page that says one thing. */
    static Response notice(Language language, String what, Response.StatusType status) {
        var say = Say.to(language);
        return PublicPage.protect(Response.status(status)
                        .entity(Templates.notice(say, say.it(what + ".title"), say.it(what + ".text"))
                                .render()))
                .build();
    }
}

package dev.makegood.complaint.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.makegood.chassis.text.Texts;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.timeline.Timeline;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a customer's page says, in one language: words only, ready to be shown. */
record StatusPage(
        String lang,
        String token,
        String title,
        String heading,
        String greeting,
        String reference,
        String initial,
        String owner,
        String ownerExplained,
        String state,
        boolean asks,
        @Nullable String proposal,
        @Nullable Contest contest,
        Answer answer,
        List<Offer> offers,
        List<Promised> promises,
        List<Happened> story,
        String verbatim,
        String wordsLang,
        List<LanguageLink> languages,
        Say say) {

    private static final Texts TEXTS = Texts.load("texts/track");

    /** What a customer is told of. Everything else that happens is the desk's own business. */
    private static final Set<String> TOLD = Set.of(
            "ComplaintReceived",
            "JourneyAcknowledged",
            "LegRequested",
            "LegAccepted",
            "LegDeclined",
            "LegCompleted",
            "ApologyMade",
            "RemedyOffered",
            "RemedyWithdrawn",
            "RemedyAnswered",
            "RemedyDelivered",
            "UpdateGiven",
            "PromiseBroken",
            "RecoveryProposed",
            "RecoveryConfirmed",
            "RecoveryDisputed",
            "JourneyReopened",
            "JourneyClosed",
            "OwnerChanged",
            "LegReopened",
            "LegWithdrawn",
            "CustomerAsked",
            "JourneyPaused",
            "JourneyResumed",
            "RefusalRecorded",
            "FixVerified",
            "ComplaintWithdrawn");

    /** Events whose words were said to the customer, by the names of the fields that hold them. */
    private static final Map<String, List<String>> SAID = Map.ofEntries(
            Map.entry("JourneyAcknowledged", List.of("words")),
            Map.entry("ApologyMade", List.of("words")),
            Map.entry("UpdateGiven", List.of("words")),
            Map.entry("CustomerAsked", List.of("words")),
            Map.entry("RecoveryProposed", List.of("words")),
            Map.entry("RemedyOffered", List.of("description")),
            Map.entry("RemedyWithdrawn", List.of("reason")),
            Map.entry("JourneyPaused", List.of("words")),
            Map.entry("RefusalRecorded", List.of("reason", "escalation", "statutory")),
            Map.entry("FixVerified", List.of("fixed")),
            Map.entry("ComplaintWithdrawn", List.of("words")),
            Map.entry("RecoveryConfirmed", List.of("words")),
            Map.entry("RecoveryDisputed", List.of("words")));

    /**
     * What the customer has just answered.
     *
     * @param given whether it is here now
     * @param tooLong whether it was not taken, since it says too much
     * @param words what they wrote, if it was not taken
     */
    record Answer(boolean given, boolean tooLong, String words) {
        static final Answer NONE = new Answer(false, false, "");
        static final Answer GIVEN = new Answer(true, false, "");

        static Answer tooLong(String words) {
            return new Answer(false, true, words);
        }
    }

    /** What the customer is offered; what it is worth, if it costs us something. */
    record Offer(
            String remedy,
            String title,
            String description,
            @Nullable String worth) {}

    /** What a customer can say against a no, or after it was closed. */
    record Contest(String title, String button) {}

    record Promised(String what, String by, String state, String mark) {}

    record Happened(
            String at, String when, String what, @Nullable String words) {}

    record LanguageLink(String code, String name, boolean current) {}

    /** The page's fixed words. */
    record Say(Language language, String owner, String zone) {
        public String it(String key) {
            return TEXTS.say(language, key, Map.of("name", owner, "zone", zone));
        }
    }

    static StatusPage of(
            Complaint complaint,
            List<Timeline.Promised> promises,
            List<Timeline.Entry> story,
            List<Timeline.Entry> offers,
            Language language,
            String token,
            Answer answer,
            ZoneId zone) {
        var owner = firstName(complaint.owner().name());
        var say = new Say(language, owner, name(zone, language));
        var customer = complaint.customer();
        return new StatusPage(
                language.code(),
                token,
                TEXTS.say(language, "page.title", Map.of("reference", complaint.reference())),
                // The reference is set apart there, so that no line breaks inside of it; it comes last in every
                // language.
                TEXTS.say(language, "page.title", Map.of("reference", "")).strip(),
                TEXTS.say(language, "greeting", Map.of("name", customer.name())),
                complaint.reference(),
                initial(owner),
                say.it("owner.one"),
                say.it("owner.explain"),
                say.it("state." + complaint.state()),
                complaint.canBeConfirmed(),
                complaint.canBeConfirmed() ? proposal(story) : null,
                complaint.canBeDisputed() && !complaint.canBeConfirmed()
                        ? new Contest(
                                say.it("contest.title." + complaint.state()), say.it("contest." + complaint.state()))
                        : null,
                answer,
                offers.stream().map(offer -> offer(offer.details(), language)).toList(),
                promises.stream()
                        .map(promise -> new Promised(
                                say.it("promise." + promise.kind()),
                                TEXTS.say(language, "promise.by", Map.of("due", calendar(promise.dueAt(), zone))),
                                say.it("promise." + promise.state()),
                                promise.state().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                story.stream()
                        .filter(entry -> TOLD.contains(entry.kind()))
                        .map(entry -> happened(entry, language, owner, zone))
                        .toList(),
                complaint.verbatim(),
                customer.language().code(),
                Arrays.stream(Language.values())
                        .map(other -> new LanguageLink(
                                other.code(), other.locale().getDisplayLanguage(other.locale()), other == language))
                        .toList(),
                say);
    }

    /** The page of a link that opens nothing. */
    static Say nothing(Language language) {
        return new Say(language, "", "");
    }

    private static Happened happened(Timeline.Entry entry, Language language, String owner, ZoneId zone) {
        var details = entry.details();
        var by = details.path(entry.kind().equals("OwnerChanged") ? "to" : "by").path("name");
        var name = by.isTextual() ? firstName(by.asText()) : owner;
        var party = details.path("party").path("name").asText("");
        var format = DateFormat.getDateTimeInstance(
                DateFormat.MEDIUM, DateFormat.SHORT, ULocale.forLocale(language.locale()));
        format.setTimeZone(TimeZone.getTimeZone(zone.getId()));
        return new Happened(
                entry.at().toString(),
                format.format(Date.from(entry.at())),
                TEXTS.say(language, "story." + entry.kind(), Map.of("name", name, "party", party)),
                said(entry.kind(), details));
    }

    private static Offer offer(JsonNode details, Language language) {
        var value = details.path("value");
        return new Offer(
                details.path("remedyId").asText(),
                TEXTS.say(
                        language,
                        "offer.title",
                        Map.of("name", firstName(details.path("by").path("name").asText()))),
                details.path("description").asText(),
                value.isObject()
                        ? TEXTS.say(language, "offer.worth", Map.of("amount", amount(value, language)))
                        : null);
    }

    private static String amount(JsonNode value, Language language) {
        var format = NumberFormat.getCurrencyInstance(ULocale.forLocale(language.locale()));
        format.setCurrency(Currency.getInstance(value.path("currency").asText()));
        return format.format(new BigDecimal(value.path("amount").asText()));
    }

    private static @Nullable String said(String kind, JsonNode details) {
        if (kind.equals("RemedyWithdrawn") && details.path("state").asText().equals(JourneyState.CLOSED.name())) {
            // Nobody took it back: it lapsed as all of it was closed.
            return null;
        }
        var words = SAID.getOrDefault(kind, List.of()).stream()
                .map(details::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .collect(Collectors.joining("\n\n"));
        return words.isEmpty() ? null : words;
    }

    /** What the owner said when they last asked whether it is put right. */
    private static @Nullable String proposal(List<Timeline.Entry> story) {
        return story.reversed().stream()
                .filter(entry -> entry.kind().equals("RecoveryProposed"))
                .findFirst()
                .map(entry -> said(entry.kind(), entry.details()))
                .orElse(null);
    }

    /** Customers know people here by their first names. */
    private static String firstName(String name) {
        return name.strip().replaceFirst("\\s.*", "");
    }

    private static String initial(String name) {
        return name.isEmpty() ? "" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    private static String name(ZoneId zone, Language language) {
        return TimeZone.getTimeZone(zone.getId())
                .getDisplayName(false, TimeZone.LONG, ULocale.forLocale(language.locale()));
    }

    private static GregorianCalendar calendar(Instant instant, ZoneId zone) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone.getId()));
        calendar.setTime(Date.from(instant));
        return calendar;
    }
}

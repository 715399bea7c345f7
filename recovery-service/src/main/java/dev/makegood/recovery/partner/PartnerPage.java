package dev.makegood.recovery.partner;

import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import dev.makegood.recovery.leg.LegViews.LegView;
import dev.makegood.recovery.leg.Packet;
import dev.makegood.recovery.question.LegQuestions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a partner's page says, in one language: words only, ready to be shown. Of a leg that has ended, it says only that. */
record PartnerPage(
        String lang,
        String token,
        String title,
        String party,
        String state,
        @Nullable Work work,
        Answer answer,
        List<LanguageLink> languages,
        Say say) {

    static final Texts TEXTS = Texts.load("texts/partner");

    private static final Duration TWO_DAYS = Duration.ofDays(2);

    /** Something that a partner can say on the page. */
    enum Form {
        ACCEPT,
        DECLINE,
        ASK,
        COMPLETE
    }

    /**
     * What the partner has just said.
     *
     * @param form what they answered, if it was not taken
     * @param wrong why it was not taken
     * @param words what they wrote, in that case
     */
    record Answer(
            boolean given, @Nullable Form form, @Nullable String wrong, String words, List<Shown> evidence) {

        static final Answer NONE = new Answer(false, null, null, "", List.of());
        static final Answer GIVEN = new Answer(true, null, null, "", List.of());
    }

    /** A name and what goes with it. */
    record Shown(String name, String value) {}

    /** What is asked of the partner, and all that it needs to know. */
    record Work(
            String words,
            String due,
            String left,
            boolean overdue,
            String customer,
            @Nullable String promise,
            @Nullable String promiseLeft,
            List<Shown> contact,
            List<Shown> references,
            List<Shown> facts,
            List<String> asked,
            List<LegQuestions.Asked> questions,
            boolean canAccept,
            boolean canComplete) {}

    record LanguageLink(String code, String name, boolean current) {}

    /** The page's fixed words. */
    record Say(Language language, String owner, String zone) {
        public String it(String key) {
            return TEXTS.say(language, key, Map.of("name", owner, "zone", zone));
        }

        /** Why an answer to this form was not taken; empty if it was. */
        public String wrong(Answer answer, String form) {
            return answer.wrong() == null
                            || answer.form() == null
                            || !answer.form().name().equals(form)
                    ? ""
                    : it("wrong." + answer.wrong());
        }

        /** What was written into this form, if it was not taken. */
        public String words(Answer answer, String form) {
            return answer.form() != null && answer.form().name().equals(form) ? answer.words() : "";
        }

        /** Three pieces of evidence, some of them empty. */
        public List<Shown> evidence(Answer answer) {
            var rows = new ArrayList<>(answer.evidence());
            while (rows.size() < 3) {
                rows.add(new Shown("", ""));
            }
            return rows;
        }
    }

    static PartnerPage of(
            LegView leg,
            List<LegQuestions.Asked> questions,
            Language language,
            String token,
            Answer answer,
            ZoneId zone,
            Instant now) {
        var say = new Say(language, leg.owner().name(), name(zone, language));
        boolean open = !leg.steps().isEmpty();
        return new PartnerPage(
                language.code(),
                token,
                say.it("title"),
                leg.party().name(),
                say.it("state." + leg.state()),
                open ? work(leg, questions, language, say, zone, now) : null,
                answer,
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

    private static Work work(
            LegView leg, List<LegQuestions.Asked> questions, Language language, Say say, ZoneId zone, Instant now) {
        var promise = leg.promise();
        var packet = leg.packet();
        return new Work(
                leg.work(),
                TEXTS.say(language, "work.due", Map.of("due", calendar(leg.dueAt(), zone))),
                left(Duration.between(now, leg.dueAt()), language),
                now.isAfter(leg.dueAt()),
                leg.customer().name(),
                promise == null
                        ? null
                        : TEXTS.say(
                                language,
                                "promise." + promise.kind(),
                                Map.of(
                                        "due",
                                        calendar(promise.dueAt(), zone),
                                        "name",
                                        leg.owner().name())),
                promise == null ? null : left(Duration.between(now, promise.dueAt()), language),
                contact(packet.contact(), say),
                shown(packet.references()),
                shown(packet.facts()),
                packet.asked() == null ? List.of() : packet.asked(),
                questions,
                leg.steps().contains("ACCEPT"),
                leg.steps().contains("COMPLETE"));
    }

    private static List<Shown> contact(Packet.@Nullable Contact contact, Say say) {
        if (contact == null) {
            return List.of();
        }
        Map<String, String> known = new LinkedHashMap<>();
        put(known, say.it("contact.name"), contact.name());
        put(known, say.it("contact.phone"), contact.phone());
        put(known, say.it("contact.email"), contact.email());
        return list(known);
    }

    private static void put(Map<String, String> known, String name, @Nullable String value) {
        if (value != null) {
            known.put(name, value);
        }
    }

    private static List<Shown> shown(@Nullable Map<String, String> values) {
        return values == null ? List.of() : list(new TreeMap<>(values));
    }

    private static List<Shown> list(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> new Shown(value.getKey(), value.getValue()))
                .toList();
    }

    /** How much time is left, as people say it: in days while there are some, then in hours. */
    static String left(Duration left, Language language) {
        if (left.isNegative()) {
            return TEXTS.say(language, "left.none");
        }
        return left.compareTo(TWO_DAYS) >= 0
                ? TEXTS.say(language, "left.days", Map.of("days", left.toDays()))
                : TEXTS.say(language, "left.hours", Map.of("hours", left.toHours()));
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

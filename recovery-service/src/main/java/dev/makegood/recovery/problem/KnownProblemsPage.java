package dev.makegood.recovery.problem;

import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Language;
import dev.makegood.recovery.charter.Wording;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What everybody may know of problems, in one language: words only, ready to be shown. */
record KnownProblemsPage(String lang, Say say, List<Known> problems, String complain, List<LanguageLink> languages) {

    static final Texts TEXTS = Texts.load("texts/known");

    /**
     * A problem.
     *
     * @param state where it stands
     * @param people how many have it, in words; absent while nobody said so
     * @param meToo where to say that it is theirs too; absent once it is gone
     */
    record Known(
            String title,
            List<String> text,
            String since,
            String state,
            boolean gone,
            @Nullable String people,
            @Nullable String meToo) {}

    record LanguageLink(String code, String name, boolean current) {}

    /** The page's fixed words. */
    record Say(Language language) {
        public String it(String key) {
            return TEXTS.say(language, key);
        }
    }

    static KnownProblemsPage of(
            List<Problem> problems, Map<UUID, Long> people, Language language, String complainUrl, String zone) {
        return new KnownProblemsPage(
                language.code(),
                new Say(language),
                problems.stream()
                        .map(problem ->
                                known(problem, people.getOrDefault(problem.id(), 0L), language, complainUrl, zone))
                        .toList(),
                complainUrl + "?lang=" + language.code(),
                Arrays.stream(Language.values())
                        .map(other -> new LanguageLink(
                                other.code(), other.locale().getDisplayLanguage(other.locale()), other == language))
                        .toList());
    }

    private static Known known(Problem problem, long people, Language language, String complainUrl, String zone) {
        boolean gone = !problem.canStillHappen();
        return new Known(
                in(problem.knownAs(), language),
                in(problem.knownText(), language)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList(),
                TEXTS.say(language, "since", Map.of("at", calendar(problem.raisedAt(), zone))),
                TEXTS.say(language, "state." + problem.state()),
                gone,
                people == 0 ? null : TEXTS.say(language, "people", Map.of("people", people)),
                gone ? null : "%s?problem=%s&lang=%s".formatted(complainUrl, problem.id(), language.code()));
    }

    private static String in(@Nullable Wording wording, Language language) {
        return wording == null ? "" : wording.in(language);
    }

    private static GregorianCalendar calendar(Instant instant, String zone) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
        calendar.setTime(Date.from(instant));
        return calendar;
    }
}

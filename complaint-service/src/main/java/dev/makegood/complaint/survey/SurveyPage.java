package dev.makegood.complaint.survey;

import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import dev.makegood.chassis.text.Texts;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.Language;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a page that asks says, in one language: words only, ready to be shown.
 *
 * @param path the page's own, behind the link's token
 * @param thanks what is said to somebody who has just answered
 * @param form what is asked; absent where nothing is
 * @param closing what is said where nothing is asked
 */
record SurveyPage(
        String lang,
        String token,
        String path,
        String title,
        @Nullable String thanks,
        @Nullable Form form,
        @Nullable String closing,
        List<LanguageLink> languages,
        Say say) {

    private static final Texts TEXTS = Texts.load("texts/survey");
    private static final int STEPS = 5;

    /**
     * What is asked.
     *
     * @param incomplete whether it came back since something is missing or too long
     */
    record Form(
            String intro,
            @Nullable Integer resolution,
            @Nullable Scale satisfaction,
            @Nullable Scale effort,
            List<Choice> job,
            String feelingsTitle,
            boolean feelingsMissing,
            List<Choice> feelings,
            boolean asksWords,
            String words,
            boolean tooLong,
            boolean incomplete,
            String button,
            @Nullable String until) {}

    /** From 1 to 5, with what each of them means. */
    record Scale(String name, String question, boolean missing, List<Choice> steps) {}

    /** Something to choose. */
    record Choice(String value, String said, boolean chosen) {}

    record LanguageLink(String code, String name, boolean current) {}

    /** The page's fixed words. */
    record Say(Language language, String owner) {
        public String it(String key) {
            return TEXTS.say(language, key, Map.of("name", owner));
        }
    }

    /** The survey about one resolution. */
    static SurveyPage survey(
            Complaint complaint,
            Survey survey,
            Filled filled,
            boolean sent,
            @Nullable String thanks,
            Instant until,
            Language language,
            String token) {
        var say = say(complaint, language);
        boolean answered = survey.answeredAt() != null;
        var form = new Form(
                say.it("survey.intro"),
                survey.resolution(),
                scale("satisfaction", filled.satisfaction(), sent, say),
                scale("effort", filled.effort(), sent, say),
                List.of(
                        new Choice("yes", say.it("job.yes"), Boolean.TRUE.equals(filled.jobRestored())),
                        new Choice("no", say.it("job.no"), Boolean.FALSE.equals(filled.jobRestored()))),
                say.it("emotions.after"),
                false,
                feelings(filled, say),
                true,
                filled.words() == null ? "" : filled.words(),
                filled.saysTooMuch(),
                sent,
                say.it(answered ? "survey.amend" : "survey.send"),
                answered ? TEXTS.say(language, "survey.until", Map.of("until", calendar(until))) : null);
        return page(language, token, "survey", say.it("survey.title"), thanks, form, null, say);
    }

    /** What somebody feels who has complained. */
    static SurveyPage feelings(
            Complaint complaint,
            Filled filled,
            boolean sent,
            @Nullable String thanks,
            Language language,
            String token) {
        var say = say(complaint, language);
        var form = new Form(
                say.it("feelings.intro"),
                null,
                null,
                null,
                List.of(),
                say.it("emotions.now"),
                sent && filled.emotions().isEmpty(),
                feelings(filled, say),
                false,
                "",
                false,
                sent,
                say.it("survey.send"),
                null);
        return page(language, token, "feelings", say.it("feelings.title"), thanks, form, null, say);
    }

    /** Nothing is asked, and why. */
    static SurveyPage nothing(Complaint complaint, String path, String why, Language language, String token) {
        var say = say(complaint, language);
        return page(language, token, path, say.it(why + ".title"), null, null, say.it(why + ".text"), say);
    }

    /** The page of a link that opens nothing. */
    static Say gone(Language language) {
        return new Say(language, "");
    }

    private static SurveyPage page(
            Language language,
            String token,
            String path,
            String title,
            @Nullable String thanks,
            @Nullable Form form,
            @Nullable String closing,
            Say say) {
        return new SurveyPage(
                language.code(),
                token,
                path,
                title,
                thanks == null ? null : say.it(thanks),
                form,
                closing,
                Arrays.stream(Language.values())
                        .map(other -> new LanguageLink(
                                other.code(), other.locale().getDisplayLanguage(other.locale()), other == language))
                        .toList(),
                say);
    }

    private static Say say(Complaint complaint, Language language) {
        // Customers know people here by their first names.
        return new Say(language, complaint.owner().name().strip().replaceFirst("\\s.*", ""));
    }

    private static Scale scale(String name, @Nullable Integer chosen, boolean sent, Say say) {
        return new Scale(
                name,
                say.it(name + ".question"),
                sent && chosen == null,
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(step -> new Choice(
                                Integer.toString(step),
                                say.it("%s.%d".formatted(name, step)),
                                chosen != null && chosen == step))
                        .toList());
    }

    private static List<Choice> feelings(Filled filled, Say say) {
        return Arrays.stream(Emotion.values())
                .map(emotion -> new Choice(
                        emotion.name(),
                        say.it("emotion." + emotion),
                        filled.emotions().contains(emotion)))
                .toList();
    }

    private static GregorianCalendar calendar(Instant instant) {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        calendar.setTime(Date.from(instant));
        return calendar;
    }
}

package dev.makegood.complaint.survey;

import dev.makegood.chassis.page.PublicPage;
import dev.makegood.chassis.problem.Invalid;
import dev.makegood.contract.Emotion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A form as somebody filled it in: what is missing can still be asked for, and what no page of ours offers is refused. */
record Filled(
        @Nullable Integer satisfaction,
        @Nullable Integer effort,
        List<Emotion> emotions,
        @Nullable Boolean jobRestored,
        @Nullable String words) {

    static final Filled NOTHING = new Filled(null, null, List.of(), null, null);

    private static final int MOST_WORDS = 2_000;

    static Filled of(Answer answer) {
        return new Filled(
                answer.satisfaction(), answer.effort(), answer.emotions(), answer.jobRestored(), answer.words());
    }

    /**
     * @throws Invalid if a field holds what it never offers
     */
    static Filled read(
            @Nullable String satisfaction,
            @Nullable String effort,
            List<String> emotions,
            @Nullable String job,
            @Nullable String words) {
        return new Filled(
                step("satisfaction", satisfaction),
                step("effort", effort),
                emotions(emotions),
                restored(job),
                PublicPage.words(words));
    }

    /** A mail's link may say how satisfied its reader is; what is no step says nothing. */
    Filled suggesting(@Nullable String satisfied) {
        return satisfied != null && satisfied.matches("[1-5]")
                ? new Filled(Integer.valueOf(satisfied), effort, emotions, jobRestored, words)
                : this;
    }

    boolean saysTooMuch() {
        return words != null && words.codePointCount(0, words.length()) > MOST_WORDS;
    }

    /** The answer, if nothing that it needs is missing. */
    Optional<Answer> answer() {
        return satisfaction == null || effort == null || saysTooMuch()
                ? Optional.empty()
                : Optional.of(new Answer(satisfaction, effort, emotions, jobRestored, words));
    }

    /**
     * @throws Invalid if it is none from 1 to 5
     */
    static @Nullable Integer step(String field, @Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        if (!written.matches("[1-5]")) {
            throw new Invalid(field, "out-of-range", "From 1 to 5.");
        }
        return Integer.valueOf(written);
    }

    /**
     * @throws Invalid if one is not on the list
     */
    static List<Emotion> emotions(@Nullable List<String> written) {
        return written == null
                ? List.of()
                : written.stream()
                        .filter(name -> !name.isBlank())
                        .map(name -> Arrays.stream(Emotion.values())
                                .filter(emotion -> emotion.name().equals(name))
                                .findFirst()
                                .orElseThrow(() ->
                                        new Invalid("emotions", "unknown-value", "There is no such emotion here.")))
                        .distinct()
                        .sorted()
                        .toList();
    }

    private static @Nullable Boolean restored(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return null;
        }
        return switch (written) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw new Invalid("job", "unknown-value", "This should be yes or no.");
        };
    }
}

package dev.makegood.recovery.problem;

import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.recovery.charter.Wording;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of problems. */
public final class ProblemViews {

    private ProblemViews() {}

    /** A page of problems. */
    public record ProblemPage(
            List<ProblemItem> items, @Nullable String next) {}

    /** A problem in a list. */
    public record ProblemItem(
            UUID id,
            int version,
            String title,
            CauseClass cause,
            @Nullable String subCause,
            @Nullable String product,
            Problem.State state,
            Person raisedBy,
            Instant raisedAt) {

        static ProblemItem of(Problem problem) {
            return new ProblemItem(
                    problem.id(),
                    problem.version(),
                    problem.title(),
                    problem.cause(),
                    problem.subCause(),
                    problem.product(),
                    problem.state(),
                    problem.raisedBy(),
                    problem.raisedAt());
        }
    }

    /**
     * A problem.
     *
     * @param baseline how many complaints of its cause came in a window before it was fixed
     * @param provenAt the end of the window for which the fix has to hold
     * @param recurrence how many came in since, when that was last counted
     * @param undecided how many came in since of which nobody has said yet why
     * @param published what everybody may know of it; absent while it is only ours to know
     * @param linked how many complaints it caused
     * @param told how many of their customers were told "you said, we fixed"
     * @param affected how many are known to be hit who never complained
     * @param contacted how many of these were told
     */
    public record ProblemView(
            UUID id,
            int version,
            String title,
            CauseClass cause,
            @Nullable String subCause,
            @Nullable String product,
            @Nullable String hypothesis,
            Problem.State state,
            List<String> moves,
            int windowDays,
            @Nullable Integer baseline,
            @Nullable Wording said,
            @Nullable Wording fixed,
            @Nullable Instant fixedAt,
            @Nullable Instant provenAt,
            @Nullable Integer recurrence,
            @Nullable Integer undecided,
            @Nullable Instant measuredAt,
            @Nullable Instant verifiedAt,
            @Nullable Instant closedAt,
            Person raisedBy,
            Instant raisedAt,
            @Nullable Publication published,
            long linked,
            long told,
            long affected,
            long contacted) {

        static ProblemView of(Problem problem, Problems.Counts counts) {
            return new ProblemView(
                    problem.id(),
                    problem.version(),
                    problem.title(),
                    problem.cause(),
                    problem.subCause(),
                    problem.product(),
                    problem.hypothesis(),
                    problem.state(),
                    problem.moves(),
                    problem.windowDays(),
                    problem.baseline(),
                    problem.said(),
                    problem.fixed(),
                    problem.fixedAt(),
                    problem.proof().map(Proof::until).orElse(null),
                    problem.recurrence(),
                    problem.undecided(),
                    problem.measuredAt(),
                    problem.verifiedAt(),
                    problem.closedAt(),
                    problem.raisedBy(),
                    problem.raisedAt(),
                    Publication.of(problem),
                    counts.linked(),
                    counts.told(),
                    counts.affected(),
                    counts.contacted());
        }
    }

    /** What everybody may know of a problem. */
    public record Publication(Wording title, Wording text, Person by, Instant at) {

        static @Nullable Publication of(Problem problem) {
            var title = problem.knownAs();
            var text = problem.knownText();
            var by = problem.publishedBy();
            var at = problem.publishedAt();
            return title == null || text == null || by == null || at == null
                    ? null
                    : new Publication(title, text, by, at);
        }
    }

    /** A page of the journeys that a problem caused. */
    public record LinkedPage(
            List<LinkedView> items, @Nullable String next) {}

    /**
     * A journey that a problem caused.
     *
     * @param toldAt when its customer was told "you said, we fixed"
     * @param suspected whether only the customer says so: link it to confirm, unlink it if it was another cause
     */
    public record LinkedView(
            UUID journeyId,
            String reference,
            Instant linkedAt,
            @Nullable Instant toldAt,
            boolean suspected) {

        static LinkedView of(Problems.Linked linked) {
            return new LinkedView(
                    linked.journey(), linked.reference(), linked.linkedAt(), linked.toldAt(), linked.suspected());
        }
    }

    /** A page of those who were hit and never complained. */
    public record AffectedPage(
            List<AffectedView> items, @Nullable String next) {}

    /** Someone who was hit and never complained. */
    public record AffectedView(
            UUID id,
            @Nullable UUID customerId,
            @Nullable String name,
            Language language,
            @Nullable String email,
            Instant addedAt,
            @Nullable Instant contactedAt,
            @Nullable Person contactedBy) {

        static AffectedView of(Affected affected) {
            return new AffectedView(
                    affected.id(),
                    affected.customerId(),
                    affected.name(),
                    affected.language(),
                    affected.email(),
                    affected.addedAt(),
                    affected.contactedAt(),
                    affected.contactedBy());
        }
    }

    /** How many there are more now. */
    public record Added(int added) {}
}

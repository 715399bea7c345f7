package dev.makegood.recovery.journey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Closing;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.promise.Promise;
import dev.makegood.recovery.promise.Promises;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of journeys. */
public final class JourneyViews {

    private JourneyViews() {}

    /** A page of the queue. */
    public record JourneyPage(
            List<QueueItem> items, @Nullable String next) {}

    /**
     * A journey in a queue.
     *
     * @param nextPromiseAt when the customer was told that something will happen next
     * @param workingSecondsLeft until then, in the time that the promise's own calendar counts; 0 if it is overdue
     */
    public record QueueItem(
            UUID id,
            int version,
            String reference,
            String customerName,
            @Nullable Money lifetimeValue,
            @Nullable String product,
            JourneyState state,
            Person owner,
            Instant openedAt,
            @Nullable Instant nextPromiseAt,
            @Nullable Long workingSecondsLeft,
            @JsonIgnore Instant sortedBy) {

        static QueueItem of(Journey journey, @Nullable Duration left) {
            var next = journey.nextPromiseAt();
            return new QueueItem(
                    journey.id(),
                    journey.version(),
                    journey.reference(),
                    journey.customerName(),
                    journey.lifetimeValue(),
                    journey.product(),
                    journey.state(),
                    journey.owner(),
                    journey.openedAt(),
                    next.equals(Promises.NEVER) ? null : next,
                    left == null ? null : left.toSeconds(),
                    next);
        }
    }

    /** Whose journey it is. */
    public record CustomerView(
            UUID id, String name, String language, @Nullable Money lifetimeValue) {}

    /** Who speaks for the customer. */
    public record RepresentativeView(UUID id, String name) {

        static @Nullable RepresentativeView of(Journey journey) {
            var id = journey.representativeId();
            var name = journey.representativeName();
            return id == null || name == null ? null : new RepresentativeView(id, name);
        }
    }

    /** A promise and what became of it. */
    public record PromiseView(
            UUID id,
            PromiseKind kind,
            Instant dueAt,
            Promise.State state,
            Instant madeAt,
            @Nullable Instant settledAt) {

        static PromiseView of(Promise promise) {
            return new PromiseView(
                    promise.id(),
                    promise.kind(),
                    promise.dueAt(),
                    promise.state(),
                    promise.madeAt(),
                    promise.settledAt());
        }
    }

    /** An apology that was made. */
    public record ApologyView(UUID id, Person by, String words, Instant madeAt) {

        static ApologyView of(Apology apology) {
            return new ApologyView(apology.id(), apology.by(), apology.words(), apology.madeAt());
        }
    }

    /** A try to reach the customer. */
    public record AttemptView(
            UUID id,
            UUID journeyId,
            Attempt.Channel channel,
            Person by,
            @Nullable String words,
            boolean reached,
            Instant madeAt) {

        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.id(),
                    attempt.journeyId(),
                    attempt.channel(),
                    attempt.by(),
                    attempt.words(),
                    attempt.reached(),
                    attempt.madeAt());
        }
    }

    /**
     * A journey.
     *
     * @param holder whom it was given to: the owner, or the person for whom the owner stands in
     * @param moves what is possible now
     * @param pausedUntil until when its clocks stand still, at the latest
     * @param reopened how often the customer came back after it was closed
     * @param waitsFor what has to happen before it can be proposed that it is put right
     * @param representative who speaks for the customer, with their consent
     * @param escalations how many levels up it was brought because the customer asked for it
     * @param mergedInto the journey that answers this one as well
     * @param earlier the journey in which this customer was let down before by the same cause: this one is a double deviation
     */
    public record JourneyView(
            UUID id,
            int version,
            String reference,
            CustomerView customer,
            @Nullable RepresentativeView representative,
            String verbatim,
            @Nullable String desiredOutcome,
            @Nullable String product,
            JourneyState state,
            Person owner,
            Person holder,
            @Nullable String team,
            Set<Move> moves,
            List<Journey.Missing> waitsFor,
            List<PromiseView> promises,
            int openLegs,
            int openRemedies,
            @Nullable CauseClass cause,
            @Nullable String subCause,
            @Nullable String causeEvidence,
            @Nullable Instant classifiedAt,
            @Nullable UUID earlier,
            int charterVersion,
            String regime,
            Instant openedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable Instant apologisedAt,
            @Nullable Instant proposedAt,
            @Nullable Instant pausedUntil,
            @Nullable Instant closedAt,
            @Nullable Closing closing,
            int reopened,
            int escalations,
            @Nullable UUID mergedInto) {

        static JourneyView of(Journey journey, List<Promise> promises) {
            return new JourneyView(
                    journey.id(),
                    journey.version(),
                    journey.reference(),
                    new CustomerView(
                            journey.customerId(), journey.customerName(), journey.language(), journey.lifetimeValue()),
                    RepresentativeView.of(journey),
                    journey.verbatim(),
                    journey.desiredOutcome(),
                    journey.product(),
                    journey.state(),
                    journey.owner(),
                    journey.holder(),
                    journey.team(),
                    journey.moves(),
                    journey.waitsFor(),
                    promises.stream().map(PromiseView::of).toList(),
                    journey.openLegs(),
                    journey.openRemedies(),
                    journey.cause(),
                    journey.subCause(),
                    journey.causeEvidence(),
                    journey.classifiedAt(),
                    journey.earlier(),
                    journey.charterVersion(),
                    journey.regime(),
                    journey.openedAt(),
                    journey.acknowledgedAt(),
                    journey.apologisedAt(),
                    journey.proposedAt(),
                    journey.pausedUntil(),
                    journey.closedAt(),
                    journey.closing(),
                    journey.reopened(),
                    journey.escalations(),
                    journey.mergedInto());
        }
    }
}

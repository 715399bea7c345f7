package dev.makegood.recovery.refusal;

import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.Journey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of policies, of refusals and of abuse. */
public final class RefusalViews {

    private RefusalViews() {}

    /** All policies, by id. */
    public record PolicyList(List<PolicyView> items) {}

    /** What a customer is told of a policy, in their language. */
    public record WordingView(
            Language language,
            String title,
            String escalation,
            @Nullable String statutory) {

        static WordingView of(Policy.Wording wording) {
            return new WordingView(wording.language(), wording.title(), wording.escalation(), wording.statutory());
        }
    }

    /**
     * A policy.
     *
     * @param reviewRaisedAt since when its owner is asked to look at it; absent where they are not
     */
    public record PolicyView(
            String id,
            int version,
            Person owner,
            String title,
            String text,
            String purpose,
            List<WordingView> wordings,
            Instant reviewedAt,
            @Nullable Instant reviewRaisedAt) {

        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.id(),
                    policy.version(),
                    policy.owner(),
                    policy.title(),
                    policy.text(),
                    policy.purpose(),
                    policy.wordings().stream().map(WordingView::of).toList(),
                    policy.reviewedAt(),
                    policy.reviewRaisedAt());
        }
    }

    /** A page of the looks that were taken at a policy, the latest first. */
    public record ReviewPage(
            List<ReviewView> items, @Nullable String next) {}

    /** What came of looking at a policy, and how its scales stood. */
    public record ReviewView(UUID id, String outcome, int refused, int abuses, Person by, Instant at) {

        static ReviewView of(PolicyReview review) {
            return new ReviewView(
                    review.id(), review.outcome(), review.refused(), review.abuses(), review.by(), review.at());
        }
    }

    /** The refusals of a journey, in order. */
    public record RefusalList(List<RefusalView> items) {}

    /**
     * A no that a customer was told.
     *
     * @param lifetimeValue what the customer is worth over the years, beside what was refused
     */
    public record RefusalView(
            UUID id,
            UUID journeyId,
            UUID customerId,
            String policyId,
            int policyVersion,
            String policyTitle,
            String reason,
            String escalation,
            @Nullable String statutory,
            Person by,
            Instant at,
            @Nullable Money lifetimeValue) {

        static RefusalView of(RecordedRefusal refusal, Journey journey) {
            return new RefusalView(
                    refusal.id(),
                    refusal.journeyId(),
                    refusal.customerId(),
                    refusal.policyId(),
                    refusal.policyVersion(),
                    refusal.policyTitle(),
                    refusal.reason(),
                    refusal.escalation(),
                    refusal.statutory(),
                    refusal.by(),
                    refusal.at(),
                    journey.lifetimeValue());
        }
    }

    /** The abuses that were proven of a journey's customer and still touch them. */
    public record AbuseList(List<AbuseView> items) {}

    /** A page of a policy's abuses, the latest first. */
    public record AbusePage(List<AbuseView> items, @Nullable String next) {}

    /**
     * A customer was proven to abuse a policy.
     *
     * @param stands whether it still touches the customer, and nobody but them
     */
    public record AbuseView(
            UUID id,
            int version,
            String policyId,
            UUID customerId,
            String evidence,
            boolean stands,
            Person setBy,
            Instant setAt,
            Instant expiresAt,
            @Nullable Person liftedBy,
            @Nullable Instant liftedAt,
            @Nullable String liftedBecause) {

        static AbuseView of(AbuseFlag flag, Instant now) {
            return new AbuseView(
                    flag.id(),
                    flag.version(),
                    flag.policyId(),
                    flag.customerId(),
                    flag.evidence(),
                    flag.stands(now),
                    flag.setBy(),
                    flag.setAt(),
                    flag.expiresAt(),
                    flag.liftedBy(),
                    flag.liftedAt(),
                    flag.liftedBecause());
        }
    }

    /** The scales of all policies. */
    public record PolicyScales(List<PolicyScale> items) {}

    /**
     * The scales of a policy since its owner last looked at it.
     *
     * @param refused how many customers it refused
     * @param harm how many of them were never proven to abuse it
     * @param abuses how many customers were proven to abuse it
     * @param ratio harm to abuse, as {@code 99:1}
     */
    public record PolicyScale(
            String id,
            String title,
            Person owner,
            Instant since,
            int refused,
            int harm,
            int abuses,
            String ratio,
            @Nullable Instant reviewRaisedAt) {

        static PolicyScale of(Policy policy, HarmToAbuse scales) {
            return new PolicyScale(
                    policy.id(),
                    policy.title(),
                    policy.owner(),
                    policy.reviewedAt(),
                    scales.refused(),
                    scales.harm(),
                    scales.abuses(),
                    scales.harm() + ":" + scales.abuses(),
                    policy.reviewRaisedAt());
        }
    }
}

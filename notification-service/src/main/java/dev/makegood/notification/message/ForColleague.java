package dev.makegood.notification.message;

import dev.makegood.contract.EscalationReason;
import dev.makegood.contract.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to tell somebody who works here. Customers never get it: what it holds may be for colleagues' eyes only. */
public sealed interface ForColleague extends Message {

    @Override
    default MessageKind kind() {
        return switch (this) {
            case JourneyGiven m -> MessageKind.JOURNEY_GIVEN;
            case JourneyTaken m -> MessageKind.JOURNEY_TAKEN;
            case TransferOffered m -> MessageKind.TRANSFER_OFFERED;
            case TransferDeclined m -> MessageKind.TRANSFER_DECLINED;
            case TransferWithdrawn m -> MessageKind.TRANSFER_WITHDRAWN;
            case TransferExpired m -> MessageKind.TRANSFER_EXPIRED;
            case Escalated m -> MessageKind.ESCALATED;
            case CustomerWrote m -> MessageKind.CUSTOMER_WROTE;
            case EscalationAsked m -> MessageKind.ESCALATION_ASKED;
            case LegDeclined m -> MessageKind.LEG_DECLINED;
            case LegCompleted m -> MessageKind.LEG_COMPLETED;
            case LegQuestion m -> MessageKind.LEG_QUESTION;
            case RightBroken m -> MessageKind.RIGHT_BROKEN;
            case OfferAnswered m -> MessageKind.OFFER_ANSWERED;
            case Confirmed m -> MessageKind.CONFIRMED;
            case Disputed m -> MessageKind.DISPUTED;
            case TakenBack m -> MessageKind.TAKEN_BACK;
            case PolicyHarms m -> MessageKind.POLICY_HARMS;
            case LowSurvey m -> MessageKind.LOW_SURVEY;
            case LetDownAgain m -> MessageKind.LET_DOWN_AGAIN;
            case ApologyOwed m -> MessageKind.APOLOGY_OWED;
            case HelpAsked m -> MessageKind.HELP_ASKED;
            case HelpWithdrawn m -> MessageKind.HELP_WITHDRAWN;
            case Digest m -> MessageKind.DIGEST;
            case Voices m -> MessageKind.VOICES;
        };
    }

    /**
     * A journey is theirs.
     *
     * @param reason why it comes to them; absent where it came in to them
     * @param standsInFor whom they stand in for
     */
    record JourneyGiven(
            String by, @Nullable String reason, @Nullable String standsInFor) implements ForColleague {}

    /** A journey that was theirs is another's. */
    record JourneyTaken(String by, String owner, String reason) implements ForColleague {}

    /**
     * They are offered a journey.
     *
     * @param until when the offer lapses
     */
    record TransferOffered(String by, String reason, Instant until) implements ForColleague {}

    /** Whoever was offered it does not take it. */
    record TransferDeclined(String by, String reason) implements ForColleague {}

    /** What they were offered is offered no longer. */
    record TransferWithdrawn(String by) implements ForColleague {}

    /** Whom they offered it has not answered in time. */
    record TransferExpired(String by) implements ForColleague {}

    /** Something needs their eyes. */
    record Escalated(String by, EscalationReason reason) implements ForColleague {}

    /** The customer said something more. */
    record CustomerWrote(String by, String words, int files) implements ForColleague {}

    /** The customer wants somebody above them to look at it. */
    record EscalationAsked(String by, @Nullable String words) implements ForColleague {}

    /** A leg is back with them. */
    record LegDeclined(String by, String reason) implements ForColleague {}

    /** A leg is done. */
    record LegCompleted(String by, String outcome) implements ForColleague {}

    /** A party asks them something. */
    record LegQuestion(String by, String question) implements ForColleague {}

    /**
     * A right of the customer's was broken.
     *
     * @param right its id in the charter
     * @param gesture what they could give from their wallet
     */
    record RightBroken(String by, String right, @Nullable Money gesture) implements ForColleague {}

    /** The customer took what they offered, or did not. */
    record OfferAnswered(String by, boolean accepted) implements ForColleague {}

    /** The customer says: it is put right. */
    record Confirmed(String by, @Nullable String words) implements ForColleague {}

    /** The customer says: it is not put right. */
    record Disputed(String by, @Nullable String words) implements ForColleague {}

    /** The customer wants nothing more done about it. */
    record TakenBack(String by, @Nullable String words) implements ForColleague {}

    /** A policy of theirs harms more customers than it stops cheats. */
    record PolicyHarms(String by, String policy, int refused, int abuses) implements ForColleague {}

    /** The customer says that it was not good. */
    record LowSurvey(
            String by,
            int satisfaction,
            int effort,
            @Nullable String words) implements ForColleague {}

    /** The same customer was let down again by the same cause: they call in person. */
    record LetDownAgain(String by, Instant callBy) implements ForColleague {}

    /** The customer does not hear of what they offer before they have apologised. */
    record ApologyOwed(String by) implements ForColleague {}

    /** A colleague asks them to grant something from their wallet. */
    record HelpAsked(String by, String work, Instant dueAt) implements ForColleague {}

    /** What a colleague asked of them is asked no longer. */
    record HelpWithdrawn(String by, String reason) implements ForColleague {}

    /** What came up since the last one, a line each, for who wants to hear it all at once. */
    record Digest(String by, List<String> lines) implements ForColleague {}

    /**
     * What customers told us in a week.
     *
     * @param most what most of it was about
     */
    record Voices(String by, int voices, @Nullable String most) implements ForColleague {}
}

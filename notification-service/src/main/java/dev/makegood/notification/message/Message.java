package dev.makegood.notification.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Money;
import dev.makegood.contract.PauseReason;
import dev.makegood.contract.PromiseKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to tell somebody, without its wording: that is chosen when it is sent. What stands here is for customers, and for programs
 * {@link Happened}; the rest is {@link ForColleague} and {@link ForParty}.
 */
public sealed interface Message
        permits ForColleague,
                ForParty,
                Message.Acknowledgement,
                Message.Apology,
                Message.Broken,
                Message.Closed,
                Message.Fixed,
                Message.GoesOn,
                Message.Happened,
                Message.IsItPutRight,
                Message.Merged,
                Message.NewOwner,
                Message.No,
                Message.OfferWithdrawn,
                Message.Paused,
                Message.Promised,
                Message.Question,
                Message.Receipt,
                Message.RemedyDone,
                Message.RemedyOffer,
                Message.Reply,
                Message.Resumed,
                Message.Update,
                Message.Verification {

    /** The full name of the person who signs it. */
    String by();

    /** Which message this is. */
    @JsonIgnore
    default MessageKind kind() {
        return switch (this) {
            case Receipt m -> MessageKind.RECEIPT;
            case Acknowledgement m -> MessageKind.ACKNOWLEDGEMENT;
            case Update m -> MessageKind.UPDATE;
            case Question m -> MessageKind.QUESTION;
            case RemedyOffer m -> MessageKind.REMEDY_OFFERED;
            case OfferWithdrawn m -> MessageKind.OFFER_WITHDRAWN;
            case No m -> MessageKind.REFUSAL;
            case IsItPutRight m -> MessageKind.IS_IT_PUT_RIGHT;
            case Closed m -> MessageKind.CLOSED;
            case Fixed m -> MessageKind.YOU_SAID_WE_FIXED;
            case Reply m -> MessageKind.REPLY;
            case Merged m -> MessageKind.MERGED;
            case Verification m -> MessageKind.VERIFICATION;
            case Apology m -> MessageKind.APOLOGY;
            case NewOwner m -> MessageKind.NEW_OWNER;
            case Promised m -> MessageKind.PROMISED;
            case Broken m -> MessageKind.PROMISE_BROKEN;
            case Paused m -> MessageKind.PAUSED;
            case Resumed m -> MessageKind.RESUMED;
            case RemedyDone m -> MessageKind.REMEDY_DONE;
            case GoesOn m -> MessageKind.GOES_ON;
            case Happened m -> MessageKind.EVENT;
            case ForColleague m -> m.kind();
            case ForParty m -> m.kind();
        };
    }

    /** We have it, and this person owns it. Sent by itself; every other message is somebody's. */
    record Receipt(String by) implements Message {}

    /** The owner has read it and taken it on. */
    record Acknowledgement(String by, @Nullable String words) implements Message {}

    /** How things stand. */
    record Update(String by, String words) implements Message {}

    /** Something that only the customer knows. */
    record Question(String by, String words) implements Message {}

    /** What is offered to put it right. */
    record RemedyOffer(
            String by, String description, @Nullable Money value) implements Message {}

    /** What is offered no longer, and why. */
    record OfferWithdrawn(String by, String description, String reason) implements Message {}

    /**
     * A no: by which policy, why, and whom the customer can turn to.
     *
     * @param statutory what the law wants said
     */
    record No(
            String by,
            String policy,
            String reason,
            String escalation,
            @Nullable String statutory) implements Message {}

    /** The owner believes that it is put right, and asks. */
    record IsItPutRight(String by, String words) implements Message {}

    /** It ended. */
    record Closed(String by, Closing closing) implements Message {}

    /** What customers said, and what was done so that it happens no more. */
    record Fixed(String by, String said, String fixed) implements Message {}

    /**
     * Somebody here answers what the customer wrote.
     *
     * @param files how many files wait on the customer's page with it
     */
    record Reply(String by, String words, int files) implements Message {}

    /**
     * Two complaints are answered as one.
     *
     * @param absorbed what the one went by that goes on in the other
     */
    record Merged(String by, String absorbed) implements Message {}

    /** A named person apologises, in their own words and no others. */
    record Apology(String by, String words) implements Message {}

    /**
     * Somebody else answers for it now.
     *
     * @param before who did until then
     * @param standsInFor whom they stand in for, who is away
     */
    record NewOwner(String by, String before, @Nullable String standsInFor) implements Message {}

    /** Something will happen, by a time. */
    record Promised(String by, PromiseKind what, Instant dueAt) implements Message {}

    /** Something should have happened by a time, and did not. */
    record Broken(String by, PromiseKind what, Instant dueAt) implements Message {}

    /** It stands still, why, and until when at most. */
    record Paused(String by, PauseReason reason, @Nullable String words, Instant until) implements Message {}

    /** It goes on after it stood still. */
    record Resumed(String by) implements Message {}

    /** They have what was offered. */
    record RemedyDone(String by, String description) implements Message {}

    /** It is not over: it goes on with the same owner. */
    record GoesOn(String by) implements Message {}

    /** The code by which somebody shows that they read the mail of an address. It is derived as it is written, and kept nowhere. */
    record Verification(String by) implements Message {}

    /**
     * Something happened, as a program is told of it. It has no words, and nobody signs it.
     *
     * @param type the event's name
     * @param body the JSON that is sent, to the byte: what is tried again, or sent anew, is the same
     */
    record Happened(String type, String body) implements Message {
        @Override
        public String by() {
            return "";
        }
    }
}

package dev.makegood.notification.message;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.makegood.contract.Audience;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/**
 * The messages that there are, by the names that events and lists call them: whom each is for, for how long it is worth sending, and
 * what else is peculiar to it.
 */
public enum MessageKind {
    RECEIPT("receipt", Message.Receipt.class, Duration.ofDays(3)),
    ACKNOWLEDGEMENT("acknowledgement", Message.Acknowledgement.class, Duration.ofDays(3)),
    UPDATE("update", Message.Update.class, Duration.ofDays(3)),
    QUESTION("question", Message.Question.class, Duration.ofDays(5)),
    REMEDY_OFFERED("remedy-offered", Message.RemedyOffer.class, Duration.ofDays(5), Trait.REMEDY),
    OFFER_WITHDRAWN("offer-withdrawn", Message.OfferWithdrawn.class, Duration.ofDays(5), Trait.REMEDY),
    REFUSAL("refusal", Message.No.class, Duration.ofDays(5)),
    IS_IT_PUT_RIGHT("is-it-put-right", Message.IsItPutRight.class, Duration.ofDays(5)),
    CLOSED("closed", Message.Closed.class, Duration.ofDays(5)),
    YOU_SAID_WE_FIXED("you-said-we-fixed", Message.Fixed.class, Duration.ofDays(14), Trait.OPTIONAL),
    REPLY("reply", Message.Reply.class, Duration.ofDays(3)),
    MERGED("merged", Message.Merged.class, Duration.ofDays(5)),
    VERIFICATION("verification", Message.Verification.class, Duration.ofMinutes(30), Trait.URGENT),
    APOLOGY("apology", Message.Apology.class, Duration.ofDays(5)),
    NEW_OWNER("new-owner", Message.NewOwner.class, Duration.ofDays(5)),
    PROMISED("promised", Message.Promised.class, Duration.ofDays(3)),
    PROMISE_BROKEN("promise-broken", Message.Broken.class, Duration.ofDays(3)),
    PAUSED("paused", Message.Paused.class, Duration.ofDays(5)),
    RESUMED("resumed", Message.Resumed.class, Duration.ofDays(3)),
    REMEDY_DONE("remedy-done", Message.RemedyDone.class, Duration.ofDays(5), Trait.REMEDY),
    GOES_ON("goes-on", Message.GoesOn.class, Duration.ofDays(5)),
    JOURNEY_GIVEN("journey-given", ForColleague.JourneyGiven.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    JOURNEY_TAKEN("journey-taken", ForColleague.JourneyTaken.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    TRANSFER_OFFERED("transfer-offered", ForColleague.TransferOffered.class, Audience.COLLEAGUE, Duration.ofDays(2)),
    TRANSFER_DECLINED("transfer-declined", ForColleague.TransferDeclined.class, Audience.COLLEAGUE, Duration.ofDays(2)),
    TRANSFER_WITHDRAWN(
            "transfer-withdrawn", ForColleague.TransferWithdrawn.class, Audience.COLLEAGUE, Duration.ofDays(2)),
    TRANSFER_EXPIRED("transfer-expired", ForColleague.TransferExpired.class, Audience.COLLEAGUE, Duration.ofDays(2)),
    ESCALATED("escalated", ForColleague.Escalated.class, Audience.COLLEAGUE, Duration.ofDays(1), Trait.URGENT),
    CUSTOMER_WROTE("customer-wrote", ForColleague.CustomerWrote.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    ESCALATION_ASKED(
            "escalation-asked",
            ForColleague.EscalationAsked.class,
            Audience.COLLEAGUE,
            Duration.ofDays(2),
            Trait.URGENT),
    LEG_DECLINED("leg-declined", ForColleague.LegDeclined.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    LEG_COMPLETED("leg-completed", ForColleague.LegCompleted.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    LEG_QUESTION("leg-question", ForColleague.LegQuestion.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    RIGHT_BROKEN("right-broken", ForColleague.RightBroken.class, Audience.COLLEAGUE, Duration.ofDays(2), Trait.URGENT),
    OFFER_ANSWERED("offer-answered", ForColleague.OfferAnswered.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    CONFIRMED("confirmed", ForColleague.Confirmed.class, Audience.COLLEAGUE, Duration.ofDays(5)),
    DISPUTED("disputed", ForColleague.Disputed.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    TAKEN_BACK("taken-back", ForColleague.TakenBack.class, Audience.COLLEAGUE, Duration.ofDays(5)),
    POLICY_HARMS("policy-harms", ForColleague.PolicyHarms.class, Audience.COLLEAGUE, Duration.ofDays(7)),
    LOW_SURVEY("low-survey", ForColleague.LowSurvey.class, Audience.COLLEAGUE, Duration.ofDays(5)),
    LET_DOWN_AGAIN(
            "let-down-again", ForColleague.LetDownAgain.class, Audience.COLLEAGUE, Duration.ofDays(1), Trait.URGENT),
    APOLOGY_OWED("apology-owed", ForColleague.ApologyOwed.class, Audience.COLLEAGUE, Duration.ofDays(2)),
    HELP_ASKED("help-asked", ForColleague.HelpAsked.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    HELP_WITHDRAWN("help-withdrawn", ForColleague.HelpWithdrawn.class, Audience.COLLEAGUE, Duration.ofDays(3)),
    DIGEST("digest", ForColleague.Digest.class, Audience.COLLEAGUE, Duration.ofDays(1)),
    VOICES("voices", ForColleague.Voices.class, Audience.COLLEAGUE, Duration.ofDays(7)),
    LEG_REQUESTED("leg-requested", ForParty.LegRequested.class, Audience.PARTY, Duration.ofDays(3)),
    LEG_REOPENED("leg-reopened", ForParty.LegReopened.class, Audience.PARTY, Duration.ofDays(3)),
    LEG_WITHDRAWN("leg-withdrawn", ForParty.LegWithdrawn.class, Audience.PARTY, Duration.ofDays(3)),
    LEG_ANSWERED("leg-answered", ForParty.LegAnswered.class, Audience.PARTY, Duration.ofDays(3)),
    LEG_LINKED("leg-linked", ForParty.LegLinked.class, Audience.PARTY, Duration.ofDays(3)),
    /** Worth it for longer than the longest ladder of attempts. */
    EVENT("event", Message.Happened.class, Audience.SUBSCRIBER, Duration.ofDays(7));

    /** What sets a kind apart. */
    public enum Trait {
        /** Somebody waits for it, or it must not wait: it keeps to no quiet hours, and stands in no queue behind others. */
        URGENT,
        /** Nobody misses anything without it: its reader can ask for no more of its kind (RFC 8058). */
        OPTIONAL,
        /** It tells of a remedy: nothing of the kind is told before somebody has apologised. */
        REMEDY
    }

    private final String wireName;
    private final Class<? extends Message> type;
    private final Audience audience;
    private final Duration worth;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<Trait> traits;

    MessageKind(String wireName, Class<? extends Message> type, Duration worth, Trait... traits) {
        this(wireName, type, Audience.CUSTOMER, worth, traits);
    }

    MessageKind(String wireName, Class<? extends Message> type, Audience audience, Duration worth, Trait... traits) {
        this.wireName = wireName;
        this.type = type;
        this.audience = audience;
        this.worth = worth;
        this.traits = Set.of(traits);
    }

    /**
     * The kind of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MessageKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No message " + name));
    }

    /** What a message of this kind holds. */
    public Class<? extends Message> type() {
        return type;
    }

    /** Whom it is for. Nobody else ever gets it. */
    public Audience audience() {
        return audience;
    }

    /** For how long it is worth sending: what could not leave by then is not sent any more, and told to the owner instead. */
    public Duration worth() {
        return worth;
    }

    /** Whether it keeps to no quiet hours, and stands in no queue. */
    public boolean urgent() {
        return traits.contains(Trait.URGENT);
    }

    /** Whether it can be said in a text. Codes for addresses are for those addresses alone. */
    public boolean texted() {
        return this != VERIFICATION;
    }

    /** Whether its reader can ask for no more of its kind. */
    public boolean optional() {
        return traits.contains(Trait.OPTIONAL);
    }

    /** Whether it tells of a remedy, which nothing does before somebody has apologised. */
    public boolean ofRemedy() {
        return traits.contains(Trait.REMEDY);
    }

    @Override
    @JsonValue
    public String toString() {
        return wireName;
    }
}

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
    REMEDY_OFFERED("remedy-offered", Message.RemedyOffer.class, Duration.ofDays(5)),
    OFFER_WITHDRAWN("offer-withdrawn", Message.OfferWithdrawn.class, Duration.ofDays(5)),
    REFUSAL("refusal", Message.No.class, Duration.ofDays(5)),
    IS_IT_PUT_RIGHT("is-it-put-right", Message.IsItPutRight.class, Duration.ofDays(5)),
    CLOSED("closed", Message.Closed.class, Duration.ofDays(5)),
    YOU_SAID_WE_FIXED("you-said-we-fixed", Message.Fixed.class, Duration.ofDays(14), Trait.OPTIONAL),
    REPLY("reply", Message.Reply.class, Duration.ofDays(3)),
    MERGED("merged", Message.Merged.class, Duration.ofDays(5)),
    VERIFICATION("verification", Message.Verification.class, Duration.ofMinutes(30), Trait.URGENT);

    /** What sets a kind apart. */
    public enum Trait {
        /** Somebody waits for it, or it must not wait: it keeps to no quiet hours, and stands in no queue behind others. */
        URGENT,
        /** Nobody misses anything without it: its reader can ask for no more of its kind (RFC 8058). */
        OPTIONAL
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

    /** Whether its reader can ask for no more of its kind. */
    public boolean optional() {
        return traits.contains(Trait.OPTIONAL);
    }

    @Override
    @JsonValue
    public String toString() {
        return wireName;
    }
}

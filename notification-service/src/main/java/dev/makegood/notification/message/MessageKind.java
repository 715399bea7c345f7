package dev.makegood.notification.message;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** The messages that there are, by the names that events and lists call them. */
public enum MessageKind {
    RECEIPT("receipt", Message.Receipt.class),
    ACKNOWLEDGEMENT("acknowledgement", Message.Acknowledgement.class),
    UPDATE("update", Message.Update.class),
    QUESTION("question", Message.Question.class),
    REMEDY_OFFERED("remedy-offered", Message.RemedyOffer.class),
    OFFER_WITHDRAWN("offer-withdrawn", Message.OfferWithdrawn.class),
    REFUSAL("refusal", Message.No.class),
    IS_IT_PUT_RIGHT("is-it-put-right", Message.IsItPutRight.class),
    CLOSED("closed", Message.Closed.class),
    YOU_SAID_WE_FIXED("you-said-we-fixed", Message.Fixed.class),
    REPLY("reply", Message.Reply.class),
    MERGED("merged", Message.Merged.class),
    VERIFICATION("verification", Message.Verification.class);

    private final String wireName;
    private final Class<? extends Message> type;

    MessageKind(String wireName, Class<? extends Message> type) {
        this.wireName = wireName;
        this.type = type;
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

    /** The name on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return wireName;
    }
}

package dev.makegood.recovery.journey;

/** What can happen to a journey. Where each leads is said by {@link Transitions}. */
public enum Move {
    ACKNOWLEDGE,
    REQUEST_LEG,
    APOLOGISE,
    OFFER_REMEDY,
    SETTLE_REMEDY,
    GIVE_UPDATE,
    CLASSIFY_CAUSE,
    /** A promise is made, again or for the first time. */
    PROMISE,
    /** Its clocks stand still, for a reason that the customer sees. */
    PAUSE,
    RESUME,
    /** The customer is asked for a fact. */
    ASK_CUSTOMER,
    /** Someone tried to reach the customer. */
    LOG_ATTEMPT,
    /** It is given, or offered, to someone else. */
    CHANGE_OWNER,
    PROPOSE,
    REFUSE,
    /** The customer says that it is put right. */
    CONFIRM,
    /** The customer says that it is not, or does not take no for an answer. */
    DISPUTE,
    /** What the customer has confirmed is closed. */
    CLOSE,
    /** The customer could not be reached, however often it was tried. */
    CLOSE_UNANSWERED,
    /** The customer wants nothing more done. */
    WITHDRAW,
    /** The customer comes back. */
    REOPEN,
    /** Another journey answers it from now on: the customer complained twice about one thing. */
    MERGE
}

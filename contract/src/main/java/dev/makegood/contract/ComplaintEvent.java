package dev.makegood.contract;

import java.util.UUID;

/** What complaint-service tells: the customer's file. Topic {@link Topic#COMPLAINTS}. */
public sealed interface ComplaintEvent extends Event
        permits ComplaintReceived,
                ComplaintWithdrawn,
                CustomerChanged,
                OfferAnswered,
                RecoveryConfirmed,
                RecoveryDisputed {

    /** The complaint that this event is about; {@link CustomerChanged} is about the customer instead. */
    @Override
    UUID key();
}

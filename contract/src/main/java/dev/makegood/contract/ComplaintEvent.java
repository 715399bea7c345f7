package dev.makegood.contract;

import java.util.UUID;

/** What complaint-service tells: the customer's file. Topic {@link Topic#COMPLAINTS}. */
public sealed interface ComplaintEvent extends Event
        permits AddressVerificationAsked,
                ComplaintAmended,
                ComplaintReceived,
                ComplaintWithdrawn,
                ComplaintsMerged,
                ComplaintsUnmerged,
                CustomerChanged,
                CustomerErased,
                CustomerWrote,
                EscalationAsked,
                LegRated,
                OfferAnswered,
                RecoveryConfirmed,
                RecoveryDisputed,
                ReplyWritten,
                SurveyAnswered,
                VoicesGathered {

    /**
     * The complaint that this event is about. {@link CustomerChanged} is about the customer instead; {@link
     * AddressVerificationAsked} and {@link VoicesGathered} are about no complaint, and each is a key of its own.
     */
    @Override
    UUID key();
}

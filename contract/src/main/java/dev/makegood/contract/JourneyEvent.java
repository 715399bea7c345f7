package dev.makegood.contract;

import java.util.UUID;

/** What recovery-service tells: the journey of one complaint. Topic {@link Topic#JOURNEYS}. */
public sealed interface JourneyEvent extends Event
        permits ApologyMade,
                CauseClassified,
                CustomerAsked,
                CustomerAskedAgain,
                DoubleDeviation,
                FixVerified,
                GestureGranted,
                JourneyAcknowledged,
                JourneyClosed,
                JourneyEscalated,
                JourneyOpened,
                JourneyPaused,
                JourneyReopened,
                JourneyResumed,
                LegAccepted,
                LegCompleted,
                LegDeclined,
                LegLinked,
                LegQuestionAnswered,
                LegQuestionAsked,
                LegReopened,
                LegRequested,
                LegWithdrawn,
                OwnerChanged,
                PolicyReviewRaised,
                PromiseBroken,
                PromiseKept,
                PromiseMade,
                PromiseMoved,
                RecoveryProposed,
                RefusalRecorded,
                RemedyAnswered,
                RemedyDelivered,
                RemedyOffered,
                RemedyWithdrawn,
                RightBreached,
                TransferDeclined,
                TransferExpired,
                TransferOffered,
                TransferWithdrawn,
                UpdateGiven {

    UUID complaintId();

    /** The journey's state after this event, so that a reader needs no table of its own. */
    JourneyState state();

    @Override
    default UUID key() {
        return complaintId();
    }
}

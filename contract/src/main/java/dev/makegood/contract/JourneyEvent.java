package dev.makegood.contract;

import java.util.UUID;

/** What recovery-service tells: the journey of one complaint. Topic {@link Topic#JOURNEYS}. */
public sealed interface JourneyEvent extends Event
        permits ApologyMade,
                CauseClassified,
                JourneyAcknowledged,
                JourneyClosed,
                JourneyOpened,
                JourneyReopened,
                LegAccepted,
                LegCompleted,
                LegDeclined,
                LegRequested,
                PromiseBroken,
                PromiseKept,
                PromiseMade,
                RecoveryProposed,
                RemedyAnswered,
                RemedyDelivered,
                RemedyOffered,
                UpdateGiven {

    UUID complaintId();

    /** The journey's state after this event, so that a reader needs no table of its own. */
    JourneyState state();

    @Override
    default UUID key() {
        return complaintId();
    }
}

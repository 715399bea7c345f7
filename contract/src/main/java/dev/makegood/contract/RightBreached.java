package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A right of the customer's charter was broken.
 *
 * @param right its id in the charter
 * @param promiseId the promise that was broken, where it was one
 * @param owner who owes the customer a personal apology
 * @param suggestedGesture what could be given from the owner's wallet
 */
public record RightBreached(
        UUID complaintId,
        String right,
        int charterVersion,
        @Nullable UUID promiseId,
        Person owner,
        @Nullable Money suggestedGesture,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}

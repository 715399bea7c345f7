package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money was granted to make good, from a wallet, with nobody asked.
 *
 * @param walletOf whose wallet paid
 * @param lifetimeValue what the customer is worth over the years, beside what was given
 */
public record GestureGranted(
        UUID complaintId,
        UUID remedyId,
        Person by,
        Person walletOf,
        Money value,
        @Nullable Money lifetimeValue,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}

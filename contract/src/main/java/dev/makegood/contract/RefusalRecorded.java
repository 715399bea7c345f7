package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The customer was told no: by which policy, why, and how to go on from there.
 *
 * @param escalation whom the customer can turn to
 * @param statutory words that the law wants said
 * @param lifetimeValue what the customer is worth over the years, beside what was refused
 */
public record RefusalRecorded(
        UUID complaintId,
        UUID refusalId,
        String policyId,
        String policyTitle,
        String reason,
        String escalation,
        @Nullable String statutory,
        Person by,
        @Nullable Money lifetimeValue,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}

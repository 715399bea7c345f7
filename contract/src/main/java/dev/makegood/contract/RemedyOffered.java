package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer was offered something that puts it right. */
public record RemedyOffered(
        UUID complaintId,
        UUID remedyId,
        RemedyKind kind,
        String description,
        @Nullable Money value,
        Person by,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}

package dev.makegood.contract;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as they were when an event was published, for the copies that other services keep.
 *
 * @param version grows with every change: a copy ignores what is older than what it has
 * @param lifetimeValue years × yearly profit, summed over the lines they hold; absent when no line is known
 * @param preferredMedium how they like to be reached; absent when they have not said
 */
public record Customer(
        UUID id,
        int version,
        String name,
        Language language,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String segment,
        @Nullable Money lifetimeValue,
        @Nullable Medium preferredMedium) {}

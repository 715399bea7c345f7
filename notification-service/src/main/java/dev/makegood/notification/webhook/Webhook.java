package dev.makegood.notification.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A program that asked to be told.
 *
 * @param types of which events; none named means all
 * @param generation of its key
 * @param rotatingUntil until when the key before that one signs as well
 * @param failingSince since when nothing was taken, of what was tried
 */
record Webhook(
        UUID id,
        int version,
        String url,
        @Nullable String description,
        List<String> types,
        int generation,
        @Nullable Instant rotatingUntil,
        @Nullable Disabled disabled,
        @Nullable Instant failingSince,
        @Nullable Instant lastTakenAt,
        Instant createdAt) {

    /** Since when it is told nothing, and why. */
    record Disabled(Instant at, Why why) {}

    /** Why a webhook is told nothing any more. */
    enum Why {
        /** It answered 410: there is nobody there any more. */
        GONE,
        /** It took nothing for as long as one event was tried. */
        FAILING
    }
}

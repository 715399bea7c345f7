package dev.makegood.notification.suppression;

import dev.makegood.contract.Medium;
import dev.makegood.contract.Person;
import dev.makegood.contract.Suppression;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address that nothing more is sent to, without the address.
 *
 * @param optionalOnly whether it still gets what its reader must not miss
 * @param words why, in somebody's words
 * @param by who stopped it by hand
 * @param lifted that it gets mail again, once it does
 */
public record Suppressed(
        UUID id,
        Medium medium,
        Suppression reason,
        boolean optionalOnly,
        String words,
        Instant since,
        @Nullable Person by,
        @Nullable Lifted lifted) {

    /** Who let messages go there again, and why. */
    public record Lifted(Instant at, Person by, String because) {}
}

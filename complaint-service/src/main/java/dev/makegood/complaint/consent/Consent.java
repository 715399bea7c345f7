package dev.makegood.complaint.consent;

import dev.makegood.chassis.text.Characters;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How we know that the customer lets somebody speak for them.
 *
 * @param evidence where it can be seen: a letter among the files, who was asked when
 * @param until when it ends; absent where it ends with the complaint
 */
public record Consent(
        @NotNull Given given,
        @NotNull @Characters(max = 1_000) String evidence,
        @Nullable Instant until) {

    /** How it was given. */
    public enum Given {
        IN_WRITING,
        IN_PERSON,
        BY_PHONE,
        POWER_OF_ATTORNEY,
        BY_LAW
    }
}

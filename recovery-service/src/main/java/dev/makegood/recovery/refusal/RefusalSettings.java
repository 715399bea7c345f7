package dev.makegood.recovery.refusal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a policy is looked at again, and for how long a flag may stand. */
@ConfigMapping(prefix = "makegood.refusal")
interface RefusalSettings {

    /** How many honest customers a policy may refuse for each one who was proven to abuse it. */
    @WithDefault("10")
    int harmToAbuse();

    /** How many customers have to have been refused before that says anything. */
    @WithDefault("10")
    int fewest();

    /** How long the policy's owner has to look at it. */
    @WithDefault("14d")
    Duration review();

    /** How long a customer is flagged for an abuse, at the longest. */
    @WithDefault("365d")
    Duration longestFlag();
}

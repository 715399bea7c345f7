package dev.makegood.recovery.problem;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How problems are proven to be gone. */
@ConfigMapping(prefix = "makegood.problem")
interface ProblemSettings {

    /** How often what came in since a fix is counted. */
    @WithDefault("60s")
    Duration sweep();

    /** How many customers are told in one transaction, at most. */
    @WithDefault("100")
    int tellBatch();
}

package dev.makegood.recovery.problem;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** How problems are proven to be gone. */
@ConfigMapping(prefix = "makegood.problem")
interface ProblemSettings {

    /** How often what came in since a fix is counted. */
    @WithDefault("60s")
    Duration sweep();

    /** How many customers are told in one transaction, at most. */
    @WithDefault("100")
    int tellBatch();

    /** Where customers complain, if not at the address of their pages. */
    Optional<URI> complainUrl();

    /** The zone that the page of known problems tells its days in. */
    @WithDefault("UTC")
    ZoneId zone();
}

package dev.makegood.recovery.transfer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How transfers are handled. */
@ConfigMapping(prefix = "makegood.transfer")
public interface TransferSettings {

    /** How long an offer stands, if it does not say. */
    @WithDefault("24h")
    Duration stands();

    /** How long an offer may stand. */
    @WithDefault("7d")
    Duration longest();

    /** How many lapsed offers one sweep ends in one transaction, at most. */
    @WithDefault("200")
    int sweepBatch();
}

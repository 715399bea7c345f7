package dev.makegood.recovery.promise;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How promises are kept watch over. What is promised to everybody stands in the charter. */
@ConfigMapping(prefix = "makegood.promise")
public interface PromiseSettings {

    /** For how long clocks can stand still at a time, at most. */
    @WithDefault("30d")
    Duration longestPause();

    /**
     * For how long after its time it is waited for the news that an acknowledgement which had left arrived in time. A right that is
     * broken is known within a minute (DESIGN §6), so this is less.
     */
    @WithDefault("30s")
    Duration newsUnderWay();

    /** How many promises one sweep deals with in one transaction, at most. */
    @WithDefault("500")
    int sweepBatch();
}

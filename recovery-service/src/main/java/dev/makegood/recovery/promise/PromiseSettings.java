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

    /** How many promises one sweep deals with in one transaction, at most. */
    @WithDefault("500")
    int sweepBatch();
}

package dev.makegood.recovery.promise;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What every customer is promised. */
@ConfigMapping(prefix = "makegood.promise")
public interface PromiseSettings {

    /** From receipt to the owner's own answer. */
    @WithDefault("24h")
    Duration acknowledgement();

    /** From one piece of news to the next. */
    @WithDefault("3d")
    Duration nextUpdate();

    /** From receipt until it is put right. */
    @WithDefault("14d")
    Duration resolution();

    /** How many broken promises one sweep tells of in one transaction, at most. */
    @WithDefault("500")
    int sweepBatch();
}

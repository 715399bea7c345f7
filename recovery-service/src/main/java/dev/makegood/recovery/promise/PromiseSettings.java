package dev.makegood.recovery.promise;

import dev.makegood.recovery.calendar.Term;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What every customer is promised, and how promises are kept watch over. */
@ConfigMapping(prefix = "makegood.promise")
public interface PromiseSettings {

    /** In whose time these terms count. */
    @WithDefault("always")
    String calendar();

    /** From receipt to the owner's own answer. */
    @WithDefault("24 hours")
    Term acknowledgement();

    /** From one piece of news to the next. */
    @WithDefault("3 days")
    Term nextUpdate();

    /** From receipt until it is put right. */
    @WithDefault("14 days")
    Term resolution();

    /** For how long clocks can stand still at a time, at most. */
    @WithDefault("30d")
    Duration longestPause();

    /** How many promises one sweep deals with in one transaction, at most. */
    @WithDefault("500")
    int sweepBatch();
}

package dev.makegood.chassis.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events arrive. */
@ConfigMapping(prefix = "makegood.inbox")
interface InboxSettings {

    /** How many events are taken in in one transaction, at most. */
    @WithDefault("200")
    int batch();

    /** How many days event ids are remembered: longer than the topics keep events (21 days). */
    @WithDefault("30")
    int keepDays();
}

package dev.makegood.notification.suppression;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How readers say that they want no more. */
@ConfigMapping(prefix = "makegood.suppression")
interface SuppressionSettings {

    /** For how long the link in a mail works: people read old mail. */
    @WithDefault("365d")
    Duration unsubscribeLasts();
}

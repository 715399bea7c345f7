package dev.makegood.notification.recipient;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** What is assumed of people who have not said. */
@ConfigMapping(prefix = "makegood.recipient")
public interface RecipientSettings {

    /** In which zone they live. */
    @WithDefault("UTC")
    ZoneId zone();
}

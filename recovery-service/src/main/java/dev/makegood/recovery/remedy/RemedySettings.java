package dev.makegood.recovery.remedy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a colleague has to say whether they grant what they are asked for. */
@ConfigMapping(prefix = "makegood.remedy")
interface RemedySettings {

    @WithDefault("24h")
    Duration grantWithin();
}

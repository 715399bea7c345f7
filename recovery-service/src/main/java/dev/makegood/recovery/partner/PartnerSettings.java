package dev.makegood.recovery.partner;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** The partners' page. */
@ConfigMapping(prefix = "makegood.partner")
interface PartnerSettings {

    /** The zone that its times are told in. */
    @WithDefault("UTC")
    ZoneId zone();

    /** For how long a link opens its leg, at most. */
    @WithDefault("30d")
    Duration longestLink();

    /** For how long a link opens its leg after it is due, where nothing else is said. */
    @WithDefault("7d")
    Duration linkAfterDue();
}

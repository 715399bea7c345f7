package dev.makegood.complaint.tracking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The customer's page. */
@ConfigMapping(prefix = "makegood.track")
interface TrackSettings {

    /** The zone that its times are told in. */
    @WithDefault("UTC")
    ZoneId zone();
}

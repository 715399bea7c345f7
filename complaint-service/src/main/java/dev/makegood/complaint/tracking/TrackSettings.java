package dev.makegood.complaint.tracking;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;

/** The customer's page. */
@ConfigMapping(prefix = "makegood.track")
interface TrackSettings {

    /** The zone that its times are told in to who has named none. */
    @WithDefault("UTC")
    ZoneId zone();

    /** The most that a message and its files may bring together. */
    @WithDefault("26M")
    MemorySize maxForm();
}

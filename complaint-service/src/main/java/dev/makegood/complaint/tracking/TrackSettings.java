package dev.makegood.complaint.tracking;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/** The customer's page. */
@ConfigMapping(prefix = "makegood.track")
interface TrackSettings {

    /** The zone that its times are told in to who has named none. */
    @WithDefault("UTC")
    ZoneId zone();

    /** How long who was asked to look has to answer, before their customer can ask for somebody further up. */
    @WithDefault("24h")
    Duration escalateAgainAfter();

    /** Whoever is outside of the company and named to every customer who asks for somebody above: a name and an address. */
    Optional<String> outsideBody();

    /** The most that a message and its files may bring together. */
    @WithDefault("26M")
    MemorySize maxForm();
}

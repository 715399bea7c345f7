package dev.makegood.chassis.rest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The bounds of every HTTP call. */
@ConfigMapping(prefix = "makegood.rest")
interface RestSettings {

    /** The largest body of an ordinary request: 20,000 characters, each escaped as two units, and room for the rest. */
    @WithDefault("512K")
    MemorySize maxBody();
}

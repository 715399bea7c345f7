package dev.makegood.notification.feed;

import dev.makegood.notification.channel.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What colleagues see while they work. */
@ConfigMapping(prefix = "makegood.feed")
interface FeedSettings {

    /** How long an entry is kept. */
    @WithDefault("30d")
    Duration keep();

    /** How many streams one person can have open on one replica. */
    @WithDefault("5")
    int streamsPerPerson();

    /** How long a stream is silent, at most: whoever reads it sees by that that it is alive. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long a reader may take to take one entry in; whoever is slower is cut off, and comes back for the rest. */
    @WithDefault("10s")
    Duration slowest();

    /** How often entries are looked for that another replica wrote. */
    @WithDefault("1s")
    Duration poll();

    /** How long a stream lasts: whoever reads it comes back, and shows that they still may. */
    @WithDefault("5m")
    Duration longest();

    Pace pace();
}

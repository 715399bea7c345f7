package dev.makegood.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries leave. */
@ConfigMapping(prefix = "makegood.delivery")
interface DeliverySettings {

    /** How many are handed over at one time. */
    @WithDefault("8")
    int concurrency();

    /** How many are claimed and not yet settled, at most. */
    @WithDefault("64")
    int claims();

    /** How long the sender sleeps when nobody wakes it: the safety net. */
    @WithDefault("1s")
    Duration poll();

    /** How long a claim holds: after that another sender takes over. */
    @WithDefault("60s")
    Duration lease();

    /** Who signs what nobody signs by name. */
    @WithDefault("Makegood")
    String company();

    Retry retry();

    /** What happens when the server says: not now. */
    interface Retry {

        @WithDefault("5s")
        Duration first();

        @WithDefault("1h")
        Duration longest();

        @WithDefault("3d")
        Duration giveUp();
    }
}

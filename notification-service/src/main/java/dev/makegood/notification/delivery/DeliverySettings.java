package dev.makegood.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries leave, by whichever channel. */
@ConfigMapping(prefix = "makegood.delivery")
interface DeliverySettings {

    /** How many of one channel are claimed and not yet settled, at most. */
    @WithDefault("64")
    int claims();

    /** How long a sender sleeps when nobody wakes it: the safety net. */
    @WithDefault("1s")
    Duration poll();

    /** How long a claim holds: after that another sender takes over. */
    @WithDefault("60s")
    Duration lease();

    /** Who signs what nobody signs by name. */
    @WithDefault("Makegood")
    String company();

    /** How much one address gets in a day, at most: the rest waits, and is told to the owner when it is not worth sending any more. */
    @WithDefault("50")
    int perAddressPerDay();

    /** How long what is over that waits until it is looked at again. */
    @WithDefault("10m")
    Duration addressPatience();
}

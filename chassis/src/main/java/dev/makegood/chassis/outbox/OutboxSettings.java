package dev.makegood.chassis.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave. */
@ConfigMapping(prefix = "makegood.outbox")
interface OutboxSettings {

    /** How many events leave in one transaction, at most. */
    @WithDefault("500")
    int batch();

    /** How long the relay sleeps when nobody wakes it: the safety net, and how long a standby takes to take over. */
    @WithDefault("1s")
    Duration poll();

    /**
     * The least time from one batch to the next. An event that comes alone leaves at once; under load events gather meanwhile, and
     * leave, and are taken in by others, many in one transaction.
     */
    @WithDefault("20ms")
    Duration pace();

    /** When a batch that the broker does not take is given up, to be tried again. */
    @WithDefault("6s")
    Duration delivery();

    /**
     * How long the database waits for a holder of the lease that has gone silent. Longer than {@link #delivery()}, so that a
     * slow broker is not mistaken for a dead relay; below ten seconds, so that another takes over within ten.
     */
    @WithDefault("8s")
    Duration lease();

    /** How long rows stay after they were sent. */
    @WithDefault("1d")
    Duration keep();
}

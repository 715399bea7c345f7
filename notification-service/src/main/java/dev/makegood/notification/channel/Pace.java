package dev.makegood.notification.channel;

import io.smallrye.config.WithDefault;

/** How much a channel hands over at one time, and how fast. Each replica keeps to it on its own. */
public interface Pace {

    /** How many at one time. */
    @WithDefault("8")
    int atOnce();

    /** How many at one time to one receiver, so that a slow one leaves room for others. */
    @WithDefault("4")
    int atOncePerReceiver();

    /** How many in a second; 0 for no limit. */
    @WithDefault("0")
    int perSecond();

    /** How many in a second to one receiver; 0 for no limit. */
    @WithDefault("0")
    int perSecondPerReceiver();
}

package dev.makegood.notification.webhook;

import dev.makegood.notification.channel.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How webhooks are sent, and where to. */
@ConfigMapping(prefix = "makegood.webhook")
interface WebhookSettings {

    /** For all of an attempt: finding the address, connecting, and the last byte of the answer. */
    @WithDefault("15s")
    Duration timeout();

    /** How long after each attempt in turn the next one is made. These are 75 hours and a half. */
    @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
    List<Duration> ladder();

    /** For how long a receiver may ask to be left alone, at most. */
    @WithDefault("24h")
    Duration longestPatience();

    /** How long the key before the newest signs as well. */
    @WithDefault("24h")
    Duration rotation();

    /** For how long what happens is noted for a webhook that is disabled, so that it can be sent once it is enabled. */
    @WithDefault("7d")
    Duration keepWhileDisabled();

    /** How many events one request sends anew, at most. */
    @WithDefault("1000")
    int replayAtOnce();

    /** How many webhooks there can be. */
    @WithDefault("100")
    int most();

    /** Whether what is sent may go unencrypted. For use on one machine. */
    @WithDefault("false")
    boolean allowHttp();

    /** Which ports are called on the Internet. */
    @WithDefault("443,8443")
    Set<Integer> ports();

    /** Networks of one's own whose receivers are called, on any port, such as {@code 10.20.0.0/16}. None otherwise. */
    Optional<List<String>> allowNetworks();

    /** A PEM file of the authorities that are trusted instead of Java's. */
    Optional<Path> trust();

    Pacing pace();

    /** Many at one time, since most of that is waiting: a few receivers that hang leave room for the others. */
    interface Pacing extends Pace {
        @Override
        @WithDefault("64")
        int atOnce();
    }
}

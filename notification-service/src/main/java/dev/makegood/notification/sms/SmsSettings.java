package dev.makegood.notification.sms;

import dev.makegood.notification.channel.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateway for texts, and how many. Without its URL nobody is reached by text. */
@ConfigMapping(prefix = "makegood.sms")
interface SmsSettings {

    /** Where texts are posted to, such as {@code https://api.twilio.com/2010-04-01/Accounts/AC…/Messages.json}. */
    Optional<URI> url();

    /** Whose account it is. */
    @WithDefault("makegood")
    String account();

    /** The account's secret: we show it to the gateway, and the gateway signs with it what it tells us. */
    Optional<String> secret();

    /** Whom texts are from: a number, or a name of up to 11 characters where a country allows it. */
    @WithDefault("Makegood")
    String from();

    /** Whom they are from in single countries (ISO 3166-1): some allow no names, some want a number of their own. */
    Map<String, String> senders();

    /** The countries (ISO 3166-1) whose numbers get texts; all of them if none is named. */
    Optional<Set<String>> countries();

    /** Where the gateway finds us, without a slash at the end; the same as customers if this is not set. */
    Optional<URI> callbackUrl();

    /** In how many segments a text goes at most: what is longer is shortened, and its link kept. */
    @WithDefault("4")
    int segments();

    /** How many texts a number gets in a day, at most. */
    @WithDefault("10")
    int perNumberPerDay();

    /** How many texts go in an hour to numbers that differ in their last four digits alone, at most. */
    @WithDefault("60")
    int perPrefixPerHour();

    @WithDefault("5s")
    Duration connectTimeout();

    /** How long the gateway may take to answer. */
    @WithDefault("15s")
    Duration timeout();

    Pace pace();

    Retry retry();

    /** What happens when the gateway says: not now. */
    interface Retry {

        @WithDefault("10s")
        Duration first();

        @WithDefault("30m")
        Duration longest();

        @WithDefault("1d")
        Duration giveUp();
    }
}

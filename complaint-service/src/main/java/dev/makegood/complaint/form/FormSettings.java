package dev.makegood.complaint.form;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.ZoneId;

/** The public form. */
@ConfigMapping(prefix = "makegood.form")
interface FormSettings {

    /** The zone that days are meant in. */
    @WithDefault("${makegood.track.zone:UTC}")
    ZoneId zone();

    /** How long a code is good; the mail that it comes with says the same. */
    @WithDefault("30m")
    Duration codeLasts();

    /** How long a code is waited for before another is mailed to the same address. */
    @WithDefault("10m")
    Duration mailAgainAfter();

    /** How many codes go to one mailbox in an hour. */
    @WithDefault("3")
    int hourlyPerMailbox();

    /** How many codes go to one mailbox in a day. */
    @WithDefault("10")
    int dailyPerMailbox();

    /** For how many mailboxes one client may ask in an hour: a household, an office, a library. */
    @WithDefault("30")
    int hourlyPerClient();

    /** How many codes go out in an hour, to anybody: past this it is no wave of complaints any more. */
    @WithDefault("5000")
    int hourly();

    /**
     * How many proxies of our own stand between the world and this service: that many entries from the end of
     * {@code X-Forwarded-For} are theirs, and the first of these is the client. Anybody can write what stands before.
     */
    @WithDefault("0")
    int proxies();
}

package dev.makegood.notification.mail;

import dev.makegood.notification.channel.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The mail server, and who mails are from. */
@ConfigMapping(prefix = "makegood.mail")
interface MailSettings {

    String host();

    @WithDefault("587")
    int port();

    Optional<String> username();

    Optional<String> password();

    /** Whether the connection is encrypted. */
    @WithDefault("OFFERED")
    Tls tls();

    /** The mailbox that mails come from and that answers go to; the name beside it is the owner's. */
    @WithDefault("care@makegood.example")
    String address();

    @WithDefault("5s")
    Duration connectTimeout();

    @WithDefault("10s")
    Duration readTimeout();

    @WithDefault("10s")
    Duration writeTimeout();

    /** A connection that was idle for longer is tried before it is trusted. */
    @WithDefault("5s")
    Duration trustIdle();

    Pace pace();

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

    /** When STARTTLS is used. */
    enum Tls {
        NEVER,
        OFFERED,
        REQUIRED
    }
}

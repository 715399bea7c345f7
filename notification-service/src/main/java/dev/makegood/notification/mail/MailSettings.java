package dev.makegood.notification.mail;

import dev.makegood.notification.channel.Pace;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
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

    /**
     * The mailbox that undeliverable mails come back to, such as {@code bounces@makegood.example}: each to an address of its own that begins
     * like it ({@code bounces+…@}). Without it they come back to the address that all mails come from.
     */
    Optional<String> returnPath();

    @WithDefault("5s")
    Duration connectTimeout();

    @WithDefault("10s")
    Duration readTimeout();

    @WithDefault("10s")
    Duration writeTimeout();

    /** How long it may take in all to hand a mail over; never longer than a sender has it for itself. */
    @WithDefault("25s")
    Duration conversation();

    /** A connection that was idle for longer is tried before it is trusted. */
    @WithDefault("5s")
    Duration trustIdle();

    Pace pace();

    Retry retry();

    Dkim dkim();

    /** How mails are signed (RFC 6376). */
    interface Dkim {

        /** A file with the private key in PKCS #8, of RSA or Ed25519. Without one mails are not signed here. */
        Optional<Path> key();

        /** Under which name the public key stands in the DNS: {@code <selector>._domainkey.<domain>}. */
        @WithDefault("makegood")
        String selector();

        /** Whose key it is; else the domain of the address that mails come from. */
        Optional<String> domain();
    }

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

package dev.makegood.complaint.mail;

import dev.makegood.contract.Language;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The mailbox that complaints come to (IMAP). */
@ConfigMapping(prefix = "makegood.mail-in")
interface MailSettings {

    /** The IMAP server. Without one no mail is taken in. */
    Optional<String> host();

    @WithDefault("993")
    int port();

    Optional<String> user();

    Optional<String> password();

    /** How the connection is encrypted. */
    @WithDefault("IMPLICIT")
    Tls tls();

    /** Where mails arrive. */
    @WithDefault("INBOX")
    String folder();

    /** What becomes of a mail on the server once it is kept here. */
    @WithDefault("MOVE")
    Afterwards afterwards();

    /** Where it is moved to. The folder is made if it is not there. */
    @WithDefault("Taken")
    String takenFolder();

    /** Whether to wait for the server to say that something came (IDLE), where it can. */
    @WithDefault("true")
    boolean idle();

    /** How often to look anyway. */
    @WithDefault("30s")
    Duration poll();

    @WithDefault("10s")
    Duration connectTimeout();

    /** How long to wait before the first and before any later attempt to reach a server that does not answer. */
    @WithDefault("1s")
    Duration retry();

    @WithDefault("2m")
    Duration retryAtMost();

    /** How long a replica that has gone silent keeps the mailbox from the others. */
    @WithDefault("1m")
    Duration lease();

    /** Our own addresses: what comes from them is a loop. The one that answers go to is one of them anyway. */
    Optional<List<String>> ownAddresses();

    /**
     * By which name our mail server signs its {@code Authentication-Results} (RFC 8601). Others' are ignored; it has to take out those
     * that come in under its name.
     */
    Optional<String> authservId();

    /** Whether an author has to be verified to be taken for a customer who is on file. Who is not is somebody new. */
    @WithDefault("true")
    boolean requireAuthentication();

    /** The largest mail that is read, in bytes. Of a larger one the beginning is kept, and it stays on the server. */
    @WithDefault("26214400")
    int largest();

    /** How many complaints one address may make by mail within a day; what is over is set aside. */
    @WithDefault("20")
    int complaintsADay();

    /** How many messages one address may add to conversations within a day. */
    @WithDefault("200")
    int messagesADay();

    /** How many complaints may come by mail within an hour from everybody. */
    @WithDefault("2000")
    int complaintsAnHour();

    /** What language is assumed where neither the words nor the customer's file say. */
    @WithDefault("EN")
    Language language();

    /** How a connection is encrypted. */
    enum Tls {
        /** From its first byte. */
        IMPLICIT,
        /** By STARTTLS, which has to be there. */
        STARTTLS,
        NEVER
    }

    /** What becomes of a mail on the server. */
    enum Afterwards {
        MOVE,
        DELETE,
        /** It is marked as read, and what is marked so is not looked at: nobody else may read in that folder. */
        FLAG
    }
}

package dev.makegood.complaint.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A real IMAP server with one mailbox, which can go away and come back. */
final class MailServer implements AutoCloseable {

    private static final String USER = "help";

    private GreenMail server;
    private final int port;

    MailServer() {
        server = start(0);
        port = server.getImap().getPort();
    }

    private static GreenMail start(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
        server.setUser("help@makegood.example", USER, USER);
        return server;
    }

    /** A mail arrives. */
    void deliver(byte[] raw) {
        try {
            user().deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)) {
                @Override
                protected void updateMessageID() {
                    // As it came.
                }
            });
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private GreenMailUser user() {
        return server.getUserManager().getUser(USER);
    }

    /** How many mails are in a folder; 0 where there is none. */
    int count(String folder) {
        try {
            MailFolder found = folder.equals("INBOX")
                    ? server.getManagers().getImapHostManager().getInbox(user())
                    : server.getManagers().getImapHostManager().getFolder(user(), folder);
            return found == null ? 0 : found.getNonDeletedMessages().size();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It goes away, with all that it has. */
    void stop() {
        server.stop();
    }

    /** It is there again, at the same place. */
    void comeBack() {
        server = start(port);
    }

    /** How its mailbox is read, with some settings of the test's own. */
    MailSettings settings(Map<String, String> others) {
        Map<String, String> all = new HashMap<>(Map.of(
                "makegood.mail-in.host", "127.0.0.1",
                "makegood.mail-in.port", String.valueOf(port),
                "makegood.mail-in.user", USER,
                "makegood.mail-in.password", USER,
                "makegood.mail-in.tls", "NEVER",
                "makegood.mail-in.poll", "20s",
                "makegood.mail-in.retry", "50ms",
                "makegood.mail-in.lease", "3s"));
        others.forEach((name, value) -> all.put("makegood.mail-in." + name, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(MailSettings.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(MailSettings.class);
    }

    @Override
    public void close() {
        server.stop();
    }
}

package dev.makegood.complaint.mail;

import dev.makegood.complaint.mail.MailSettings.Afterwards;
import dev.makegood.complaint.mail.MailSettings.Tls;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/** The folder that mails arrive in, on its server: one connection. */
final class ImapFolder implements AutoCloseable {

    /** Of a mail that is too large, so much is kept. */
    private static final int BEGINNING = 256 * 1024;

    private static final int AT_ONCE = 50;

    private final MailSettings settings;
    private final IMAPStore store;
    private final IMAPFolder folder;
    private final @Nullable IMAPFolder taken;
    private final boolean idles;
    private final boolean moves;

    private ImapFolder(MailSettings settings, IMAPStore store) throws MessagingException {
        this.settings = settings;
        this.store = store;
        this.folder = (IMAPFolder) store.getFolder(settings.folder());
        folder.open(Folder.READ_WRITE);
        this.idles = settings.idle() && store.hasCapability("IDLE");
        this.moves = store.hasCapability("MOVE");
        this.taken =
                settings.afterwards() == Afterwards.MOVE ? (IMAPFolder) store.getFolder(settings.takenFolder()) : null;
        if (taken != null && !taken.exists() && !taken.create(Folder.HOLDS_MESSAGES)) {
            throw new MessagingException("The folder for taken mails cannot be made");
        }
    }

    static ImapFolder open(MailSettings settings) throws MessagingException {
        var session = Session.getInstance(properties(settings));
        var store = (IMAPStore) session.getStore(settings.tls() == Tls.IMPLICIT ? "imaps" : "imap");
        store.connect(
                settings.host().orElseThrow(),
                settings.port(),
                settings.user().orElse(null),
                settings.password().orElse(null));
        try {
            return new ImapFolder(settings, store);
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }

    /** A mail on the server. */
    record Waiting(long uid, IMAPMessage message) {}

    /** Some mails that wait, the oldest first. */
    List<Waiting> waiting() throws MessagingException {
        Message[] all = settings.afterwards() == Afterwards.FLAG
                ? folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))
                : folder.getMessages();
        Message[] some = Arrays.copyOf(all, Math.min(all.length, AT_ONCE));
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.SIZE);
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(UIDFolder.FetchProfileItem.UID);
        folder.fetch(some, profile);
        List<Waiting> waiting = new java.util.ArrayList<>();
        for (Message message : some) {
            if (!message.isExpunged() && !message.isSet(Flags.Flag.DELETED)) {
                var imap = (IMAPMessage) message;
                imap.setPeek(true);
                waiting.add(new Waiting(folder.getUID(message), imap));
            }
        }
        return waiting;
    }

    boolean isTooLarge(Waiting mail) throws MessagingException {
        return mail.message().getSizeLong() > settings.largest();
    }

    /** Its bytes: of one that is too large, the beginning. */
    byte[] bytes(Waiting mail) throws MessagingException, IOException {
        try (var stream = mail.message().getMimeStream()) {
            return stream.readNBytes(isTooLarge(mail) ? BEGINNING : settings.largest());
        }
    }

    /** It is kept here: it need not wait there any more. */
    void done(Waiting mail) throws MessagingException {
        Message[] one = {mail.message()};
        // What is not kept whole is never taken off the server.
        var afterwards = settings.afterwards() == Afterwards.DELETE && isTooLarge(mail)
                ? Afterwards.FLAG
                : settings.afterwards();
        switch (afterwards) {
            case MOVE -> {
                if (moves) {
                    folder.moveMessages(one, taken);
                } else {
                    folder.copyMessages(one, taken);
                    mail.message().setFlag(Flags.Flag.DELETED, true);
                    folder.expunge(one);
                }
            }
            case DELETE -> {
                mail.message().setFlag(Flags.Flag.DELETED, true);
                folder.expunge(one);
            }
            case FLAG -> mail.message().setFlag(Flags.Flag.SEEN, true);
        }
    }

    /** Waits until the server says that something came, or it is time to look anyway. */
    void await(Duration atMost) throws MessagingException, InterruptedException {
        if (!idles) {
            TimeUnit.MILLISECONDS.sleep(atMost.toMillis());
            return;
        }
        // Whatever is said to the server ends the waiting; and if the line is dead, it is this that notices.
        var poke = Thread.ofVirtual().name("mail poke").start(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(atMost.toMillis());
                folder.doCommand(protocol -> {
                    protocol.noop();
                    return null;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (MessagingException e) {
                // The one who waits is told as well.
            }
        });
        try {
            folder.idle(true);
        } finally {
            poke.interrupt();
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException e) {
            // It is gone either way.
        }
    }

    private static Properties properties(MailSettings settings) {
        var properties = new Properties();
        // The line is silent for as long as nothing comes and nobody looks.
        var silence = settings.poll().plusSeconds(30).toMillis();
        for (String protocol : List.of("imap", "imaps")) {
            var prefix = "mail." + protocol + ".";
            properties.put(
                    prefix + "connectiontimeout",
                    String.valueOf(settings.connectTimeout().toMillis()));
            properties.put(prefix + "timeout", String.valueOf(silence));
            properties.put(prefix + "writetimeout", "30000");
            properties.put(prefix + "ssl.checkserveridentity", "true");
            properties.put(prefix + "starttls.enable", String.valueOf(settings.tls() == Tls.STARTTLS));
            properties.put(prefix + "starttls.required", String.valueOf(settings.tls() == Tls.STARTTLS));
            properties.put(prefix + "fetchsize", String.valueOf(1024 * 1024));
            properties.put(prefix + "peek", "true");
        }
        return properties;
    }
}

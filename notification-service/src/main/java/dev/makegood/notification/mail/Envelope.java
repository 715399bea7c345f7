package dev.makegood.notification.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A mail in the form of RFC 5322. Every header is written here, and through {@link HeaderGuard}. */
final class Envelope extends MimeMessage {

    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    private Envelope(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * @param sender the address that all mails come from
     * @param to a mailbox that {@link HeaderGuard} passed
     */
    static Envelope of(Mail mail, String sender, String to, Instant now, Session session) throws MessagingException {
        var domain = sender.substring(sender.lastIndexOf('@') + 1);
        var envelope = new Envelope(session, "<%s@%s>".formatted(mail.id(), domain));
        try {
            envelope.setFrom(new InternetAddress(sender, HeaderGuard.line(mail.from()), UTF_8));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        envelope.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        envelope.setSubject(HeaderGuard.line(mail.written().subject()), UTF_8);
        envelope.setSentDate(Date.from(now));
        envelope.header("Content-Language", mail.language().code());
        envelope.header("X-Makegood-Reference", mail.reference());
        if (mail.thread() != null) {
            // A root that is no mail: whichever of them came first, and whichever was lost, the others belong together.
            var root = "<%s@%s>".formatted(mail.thread(), domain);
            envelope.header("In-Reply-To", root);
            envelope.header("References", root);
        }
        var replyTo = HeaderGuard.mailbox(mail.replyTo());
        if (replyTo.isPresent()) {
            envelope.setReplyTo(new Address[] {new InternetAddress(replyTo.get())});
        }
        envelope.header("traceparent", mail.traceparent());
        if (mail.automatic()) {
            envelope.header("Auto-Submitted", "auto-generated");
        }
        var text = new MimeBodyPart();
        text.setText(mail.written().text(), UTF_8, "plain");
        var html = new MimeBodyPart();
        html.setText(mail.written().html(), UTF_8, "html");
        envelope.setContent(new MimeMultipart("alternative", text, html));
        envelope.saveChanges();
        return envelope;
    }

    private void header(String name, @Nullable String value) throws MessagingException {
        if (value != null) {
            try {
                setHeader(name, MimeUtility.encodeText(HeaderGuard.line(value), UTF_8, null));
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}

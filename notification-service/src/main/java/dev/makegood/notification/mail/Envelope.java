package dev.makegood.notification.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.CRLFOutputStream;
import org.jspecify.annotations.Nullable;

/** A mail in the form of RFC 5322. Every header is written here, and through {@link HeaderGuard}. */
final class Envelope extends SMTPMessage {

    private static final String UTF_8 = "UTF-8";

    private final String messageId;

    /** As it goes over the wire, signature and all. */
    private byte @Nullable [] bytes;

    private volatile boolean handedOver;

    private Envelope(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * @param sender the address that all mails come from
     * @param returnPath where it comes back to if it cannot be delivered
     * @param to a mailbox that {@link HeaderGuard} passed
     * @param signer absent where mails are not signed here
     */
    static Envelope of(
            Mail mail,
            String sender,
            String returnPath,
            String to,
            Instant now,
            @Nullable DkimSigner signer,
            Session session)
            throws MessagingException {
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
            // RFC 3834, 5; and what Exchange looks at instead.
            envelope.header("Auto-Submitted", "auto-generated");
            envelope.header("X-Auto-Response-Suppress", "OOF, AutoReply");
        }
        if (mail.unsubscribe() != null) {
            // It goes to many at once, and without being asked for: RFC 2369, 3.2 and RFC 8058, 3.1.
            envelope.header("Precedence", "bulk");
            envelope.header("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            envelope.header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        var text = new MimeBodyPart();
        text.setText(mail.written().text(), UTF_8, "plain");
        var html = new MimeBodyPart();
        html.setText(mail.written().html(), UTF_8, "html");
        envelope.setContent(new MimeMultipart("alternative", text, html));
        envelope.setEnvelopeFrom(returnPath);
        envelope.saveChanges();
        envelope.seal(signer, now);
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

    private void seal(@Nullable DkimSigner signer, Instant now) throws MessagingException {
        try (var plain = new ByteArrayOutputStream(8 * 1024);
                var sealed = new ByteArrayOutputStream(8 * 1024)) {
            // What is signed is what goes over the wire: there a line ends with two characters, whatever it ended with
            // before.
            super.writeTo(new CRLFOutputStream(plain), null);
            if (signer != null) {
                sealed.writeBytes(signer.sign(plain.toByteArray(), now));
            }
            plain.writeTo(sealed);
            bytes = sealed.toByteArray();
        } catch (IOException e) {
            throw new MessagingException("A mail could not be written", e);
        }
    }

    /** Whether all of it was given to the server, so that it may have it even if it never said so. */
    boolean isHandedOver() {
        return handedOver;
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignored) throws IOException, MessagingException {
        if (bytes == null) {
            super.writeTo(out, ignored);
        } else {
            out.write(bytes);
            handedOver = true;
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}

package dev.makegood.e2e;

import dev.makegood.local.Backends;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/** Posts mails as they are, byte for byte, the way a customer's mail server does. */
public final class Postman {

    private final Session session;

    Postman(Backends.MailServer smtp) {
        var properties = new Properties();
        properties.put("mail.smtp.host", smtp.host());
        properties.put("mail.smtp.port", String.valueOf(smtp.port()));
        session = Session.getInstance(properties);
    }

    /** Hands over a mail with this envelope. What its headers say is its own affair. */
    public void post(byte[] mail, String from, String to) {
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            var message = new MimeMessage(session, new ByteArrayInputStream(mail));
            message.setHeader("Return-Path", "<" + from + ">");
            transport.sendMessage(message, InternetAddress.parse(to));
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail could not be posted", e);
        }
    }
}

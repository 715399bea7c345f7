package dev.makegood.local;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The mailbox that complaints and answers come to: a real IMAP server. Mails get what a mail server writes on them, and that is honest:
 * whether the envelope and the author agree is found out, and what others claim to have found out is taken off.
 */
final class ComplaintsMailbox implements AutoCloseable {

    /** By which name it signs what it found out. */
    static final String NAME = "mx.makegood.example";

    /** Its user, whose password is the same. */
    static final String USER = "help";

    private static final String DOMAIN = "@makegood.example";
    private static final Session SESSION = Session.getInstance(new Properties());

    private final GreenMail server;
    private final GreenMailUser user;
    private final Clock clock;

    private ComplaintsMailbox(GreenMail server, Clock clock) {
        this.server = server;
        this.user = server.setUser(Services.REPLY_ADDRESS, USER, USER);
        this.clock = clock;
    }

    static ComplaintsMailbox start(int wantedPort, Clock clock) {
        GreenMail server = new GreenMail(
                new ServerSetup(wantedPort, Ports.loopback().getHostAddress(), ServerSetup.PROTOCOL_IMAP));
        server.start();
        return new ComplaintsMailbox(server, clock);
    }

    int port() {
        return server.getImap().getPort();
    }

    /** Whether a mail to this address comes here. */
    static boolean takes(String address) {
        return address.toLowerCase(Locale.ROOT).endsWith(DOMAIN);
    }

    /** A mail arrives. {@code from} is the envelope's: empty, nobody wants to be told. */
    void deliver(String from, List<String> to, byte[] raw) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream(raw.length + 500);
        StringBuilder trace = new StringBuilder("Return-Path: <" + oneLine(from) + ">\r\n");
        for (String address : to) {
            if (takes(address)) {
                trace.append("Delivered-To: ").append(oneLine(address)).append("\r\n");
            }
        }
        trace.append("Authentication-Results: ")
                .append(NAME)
                .append(agree(from, raw) ? "; dmarc=pass" : "; dmarc=fail")
                .append("\r\nReceived: by ")
                .append(NAME)
                .append("; ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        mail.writeBytes(trace.toString().getBytes(StandardCharsets.UTF_8));
        mail.writeBytes(withoutForgeries(raw));
        try {
            user.deliver(new MimeMessage(SESSION, new ByteArrayInputStream(mail.toByteArray())));
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n<>]", "");
    }

    private static boolean agree(String from, byte[] raw) {
        try {
            String header = new MimeMessage(SESSION, new ByteArrayInputStream(raw)).getHeader("From", ",");
            InternetAddress[] authors = header == null ? new InternetAddress[0] : InternetAddress.parse(header, false);
            return authors.length == 1 && domain(authors[0].getAddress()).equals(domain(from));
        } catch (MessagingException e) {
            return false;
        }
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static byte[] withoutForgeries(byte[] raw) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return raw;
        }
        String headers = text.substring(0, end + 2)
                .replaceAll("(?im)^Authentication-Results\\s*:\\s*" + NAME + ".*\\r\\n(?:[ \\t].*\\r\\n)*", "");
        return (headers + text.substring(end + 2)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        server.stop();
    }
}

package dev.makegood.local;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A mail to Makegood that somebody writes on the inbox's pages, as a mail program would make it. */
record WrittenMail(String envelopeFrom, String to, byte[] raw) {

    private static final Session SESSION = Session.getInstance(new Properties());
    private static final String UTF_8 = "UTF-8";

    /**
     * Where it is written.
     *
     * @param answered the mail that it answers
     */
    static String form(String from, String to, Inbox.@Nullable Opened answered) {
        String subject = answered == null ? "" : "Re: " + answered.subject();
        String quoted = answered == null || answered.text() == null
                ? ""
                : "\n\n" + answered.from() + " wrote:\n> "
                        + answered.text().strip().replace("\n", "\n> ");
        return """
                <form method="post" action="/write" accept-charset="utf-8">
                <label>Your address <input name="from" type="email" required value="%s"></label>
                <label>Your name <input name="name"></label>
                <label>To <input name="to" required value="%s"></label>
                <label>Subject <input name="subject" value="%s"></label>
                <label>Words <textarea name="text" rows="12" required>%s</textarea></label>
                <label><input type="checkbox" name="forged" value="yes"> as if somebody else pretended to be you</label>
                <input type="hidden" name="answers" value="%s">
                <button>Send</button>
                </form>
                """.formatted(
                        InboxPages.escape(from),
                        InboxPages.escape(to.isEmpty() ? Services.REPLY_ADDRESS : to),
                        InboxPages.escape(subject),
                        InboxPages.escape(quoted),
                        InboxPages.escape(answered == null ? "" : answered.messageId()));
    }

    static WrittenMail of(Map<String, String> form, Instant now) throws MessagingException, IOException {
        InternetAddress from = address(form.getOrDefault("from", ""));
        InternetAddress to = address(form.getOrDefault("to", Services.REPLY_ADDRESS));
        if (!ComplaintsMailbox.takes(to.getAddress())) {
            throw new MessagingException("it goes to Makegood and nowhere else");
        }
        MimeMessage mail = new MimeMessage(SESSION);
        mail.setFrom(named(from, form.getOrDefault("name", "")));
        mail.setRecipient(Message.RecipientType.TO, to);
        mail.setSubject(oneLine(form.getOrDefault("subject", "")), UTF_8);
        mail.setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        String answers = oneLine(form.getOrDefault("answers", ""));
        if (!answers.isEmpty()) {
            mail.setHeader("In-Reply-To", answers);
            mail.setHeader("References", answers);
        }
        mail.setText(form.getOrDefault("text", ""), UTF_8);
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        mail.writeTo(raw);
        String envelopeFrom = form.containsKey("forged") ? "somebody@elsewhere.example" : from.getAddress();
        return new WrittenMail(envelopeFrom, to.getAddress(), raw.toByteArray());
    }

    private static InternetAddress address(String text) throws MessagingException {
        InternetAddress[] addresses = InternetAddress.parse(oneLine(text), true);
        if (addresses.length != 1) {
            throw new MessagingException("one address from, and one to");
        }
        return addresses[0];
    }

    private static InternetAddress named(InternetAddress address, String name) throws UnsupportedEncodingException {
        return name.isBlank() ? address : new InternetAddress(address.getAddress(), oneLine(name), UTF_8);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ").strip();
    }
}

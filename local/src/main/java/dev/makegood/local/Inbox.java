package dev.makegood.local;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Every mail that was sent: its bytes in one file, about half a kilobyte each in memory, so that tens of thousands are
 * no burden. The file starts empty each time.
 */
final class Inbox implements AutoCloseable {
    private static final Session SESSION = Session.getInstance(new Properties());

    private final FileChannel file;
    private final List<Mail> mails = new ArrayList<>();
    private int nextIndex;
    private long end;

    Inbox(Path home) throws IOException {
        this.file = FileChannel.open(
                home.resolve("inbox.spool"),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** What is kept in memory of a mail. {@code to} and {@code envelopeFrom} are the envelope's, not the headers'. */
    record Mail(
            int index,
            String messageId,
            String envelopeFrom,
            String from,
            List<String> to,
            String subject,
            Instant date,
            long offset,
            int size) {}

    /** A mail as clients read it. */
    record Opened(
            int index,
            String messageId,
            String envelopeFrom,
            String from,
            List<String> to,
            String subject,
            String date,
            Map<String, List<String>> headers,
            @Nullable String text,
            @Nullable String html,
            int size) {}

    void add(String envelopeFrom, List<String> to, byte[] raw, Instant now) throws IOException {
        Headers headers = Headers.of(raw);
        long offset;
        synchronized (this) {
            offset = end;
            end += raw.length;
        }
        ByteBuffer bytes = ByteBuffer.wrap(raw);
        while (bytes.hasRemaining()) {
            file.write(bytes, offset + bytes.position());
        }
        synchronized (this) {
            mails.add(new Mail(
                    nextIndex++,
                    headers.first("Message-ID"),
                    envelopeFrom,
                    headers.first("From"),
                    List.copyOf(to),
                    headers.first("Subject"),
                    now,
                    offset,
                    raw.length));
        }
    }

    synchronized int count() {
        return mails.size();
    }

    /** How many came since the start, those deleted since included: the index that the next one will get. */
    synchronized int received() {
        return nextIndex;
    }

    synchronized void clear() {
        mails.clear();
    }

    synchronized Optional<Mail> find(int index) {
        int at = mails.isEmpty() ? -1 : index - mails.getFirst().index;
        return at < 0 || at >= mails.size() ? Optional.empty() : Optional.of(mails.get(at));
    }

    /** Those to {@code to}, or to anyone when it is null, from index {@code since} on, oldest first. */
    synchronized List<Mail> list(@Nullable String to, int since, int limit) {
        return mails.stream()
                .filter(mail -> mail.index >= since)
                .filter(mail -> to == null || mail.to.stream().anyMatch(to::equalsIgnoreCase))
                .limit(limit)
                .toList();
    }

    synchronized List<Mail> newest(int limit) {
        return List.copyOf(
                mails.subList(Math.max(0, mails.size() - limit), mails.size()).reversed());
    }

    byte[] raw(Mail mail) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(mail.size);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, mail.offset + bytes.position()) < 0) {
                throw new IOException("The inbox's file ends within mail " + mail.index);
            }
        }
        return bytes.array();
    }

    Opened open(Mail mail) throws IOException {
        byte[] raw = raw(mail);
        Bodies bodies = new Bodies();
        try {
            bodies.read(new MimeMessage(SESSION, new ByteArrayInputStream(raw)));
        } catch (MessagingException | IOException unreadable) {
            bodies.text = "(this mail's body cannot be read: " + unreadable.getMessage() + ")";
        }
        return new Opened(
                mail.index,
                mail.messageId,
                mail.envelopeFrom,
                mail.from,
                mail.to,
                mail.subject,
                mail.date.toString(),
                Headers.of(raw).all,
                bodies.text,
                bodies.html,
                mail.size);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Bodies {
        private @Nullable String text;
        private @Nullable String html;

        void read(Part part) throws MessagingException, IOException {
            if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                return;
            }
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    read(parts.getBodyPart(i));
                }
            } else if (text == null && part.isMimeType("text/plain")) {
                text = part.getContent().toString();
            } else if (html == null && part.isMimeType("text/html")) {
                html = part.getContent().toString();
            }
        }
    }

    private record Headers(Map<String, List<String>> all) {
        static Headers of(byte[] raw) throws IOException {
            Map<String, List<String>> all = new LinkedHashMap<>();
            try {
                InternetHeaders parsed = new InternetHeaders(new ByteArrayInputStream(raw), true);
                for (Header header : Collections.list(parsed.getAllHeaders())) {
                    all.computeIfAbsent(header.getName(), name -> new ArrayList<>())
                            .add(decoded(header.getValue()));
                }
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            return new Headers(all);
        }

        private static String decoded(String value) {
            String unfolded = MimeUtility.unfold(value);
            try {
                return MimeUtility.decodeText(unfolded);
            } catch (UnsupportedEncodingException e) {
                return unfolded;
            }
        }

        String first(String name) {
            return all.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }
}

package dev.makegood.complaint.letter;

import dev.makegood.chassis.rest.Times;
import dev.makegood.complaint.letter.Letter.File;
import dev.makegood.complaint.letter.Letter.FileVisitor;
import dev.makegood.complaint.letter.Letter.Forwarded;
import dev.makegood.complaint.letter.Letter.Mailbox;
import jakarta.mail.internet.MailDateFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.text.ParsePosition;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a mail once, part by part, as a stream: no part is held in memory but text, and of that a bounded amount. Depth and
 * number of parts and of headers are bounded, since some mails are made to have millions of them.
 */
final class LetterReader {

    private static final int MOST_PARTS = 500;
    private static final int DEEPEST = 25;
    private static final int MOST_HEADERS = 2_000;
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int LONGEST_TEXT = 1024 * 1024;

    private static final String MAIL = "message/rfc822";

    private static final Pattern META = Pattern.compile("(?i)charset\\s{0,5}=\\s{0,5}[\"']?([a-z0-9_:.-]{1,40})");
    private static final Pattern ENCLOSED =
            Pattern.compile("(?im)^(?:from|reply-to|return-path|sender)\\s?:\\s?(.{1,1000})$");
    private static final Pattern FIELD = Pattern.compile("^[!-9;-~]{1,100}[ \\t]{0,5}:.*");

    private final Deque<Part> open = new ArrayDeque<>();
    private final List<File> files = new ArrayList<>();
    private final Set<String> about = new LinkedHashSet<>();
    private final StringBuilder statuses = new StringBuilder();
    private @Nullable FileVisitor visitor;
    private @Nullable Part root;
    private int parts;
    private boolean hasStatus;
    private boolean tooMuch;

    /** A part while it is read. */
    private static final class Part {
        private final @Nullable Part parent;
        private final Headers headers = new Headers();
        private String type = "text/plain";
        private Parameters contentType = Parameters.of(null);
        private Parameters disposition = Parameters.of(null);
        private boolean multipart;
        private int children;
        private int fields;
        private String around = "";
        private final List<Piece> pieces = new ArrayList<>();

        Part(@Nullable Part parent) {
            this.parent = parent;
        }

        /** Whether this is a mail's only part, or all that an enclosed mail is. */
        boolean isWhole() {
            return parent == null || parent.type.equals(MAIL);
        }
    }

    /** Some of what a mail says. */
    private sealed interface Piece {
        /** Words that stand in it. */
        record Words(String text, boolean html) implements Piece {}

        /** A mail within it. */
        record Passed(Forwarded mail) implements Piece {}
    }

    Letter read(byte[] raw) {
        try {
            walk(raw);
        } catch (IOException | MimeException | RuntimeException e) {
            // Too many headers, or something that the parser does not survive: what was read until then is kept.
            tooMuch = true;
        }
        while (!open.isEmpty()) {
            close();
        }
        return letter(root == null ? new Part(null) : root);
    }

    void files(byte[] raw, FileVisitor each) throws IOException {
        visitor = each;
        try {
            walk(raw);
        } catch (MimeException e) {
            tooMuch = true;
        }
    }

    private void walk(byte[] raw) throws IOException, MimeException {
        int start = start(raw);
        if (!beginsWithHeader(raw, start)) {
            begin();
            said(current(), Legible.text(text(new ByteArrayInputStream(raw), null, false)));
            close();
            return;
        }
        var config = MimeConfig.custom()
                .setMaxLineLen(-1)
                .setMaxHeaderLen(-1)
                .setMaxHeaderCount(-1)
                .setMaxContentLen(-1)
                .build();
        var stream = new MimeTokenStream(config, DecodeMonitor.SILENT, null, null);
        stream.parse(new ByteArrayInputStream(raw, start, raw.length - start));
        for (var state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
            if (!take(stream, state)) {
                return;
            }
        }
    }

    /** An mbox file has a line of its own before a mail, and so have mails that were cut out of one. */
    private static int start(byte[] raw) {
        int start = 0;
        // Lines of nothing but blanks go before the first header of mails that were pasted together.
        for (int i = 0; i < raw.length && (raw[i] == '\r' || raw[i] == '\n' || raw[i] == ' ' || raw[i] == '\t'); i++) {
            if (raw[i] == '\n') {
                start = i + 1;
            }
        }
        while (startsWith(raw, start, "From ") || startsWith(raw, start, ">From ")) {
            int end = start;
            while (end < raw.length && raw[end] != '\n') {
                end++;
            }
            start = Math.min(end + 1, raw.length);
        }
        return start;
    }

    private static boolean startsWith(byte[] raw, int at, String text) {
        return raw.length - at >= text.length()
                && new String(raw, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }

    private static boolean beginsWithHeader(byte[] raw, int start) {
        int end = start;
        while (end < raw.length && end - start < 200 && raw[end] != '\n') {
            end++;
        }
        return FIELD.matcher(new String(raw, start, end - start, StandardCharsets.ISO_8859_1).strip())
                .matches();
    }

    private boolean take(MimeTokenStream stream, EntityState state) throws IOException {
        switch (state) {
            case T_START_MESSAGE, T_START_BODYPART -> {
                if (++parts > MOST_PARTS) {
                    tooMuch = true;
                    return false;
                }
                begin();
                if (open.size() >= DEEPEST) {
                    stream.setRecursionMode(RecursionMode.M_FLAT);
                }
            }
            case T_FIELD -> field(stream.getField());
            case T_END_HEADER -> endHeader();
            case T_START_MULTIPART -> {
                current().multipart = true;
                current().type = stream.getBodyDescriptor().getMimeType();
            }
            case T_PREAMBLE, T_EPILOGUE -> current().around += Legible.text(text(stream.getInputStream(), null, false));
            case T_BODY -> body(stream);
            case T_END_MESSAGE, T_END_BODYPART -> {
                if (open.size() == DEEPEST) {
                    stream.setRecursionMode(RecursionMode.M_RECURSE);
                }
                close();
            }
            default -> {
                // Where a header begins and where a multipart ends says nothing more.
            }
        }
        return true;
    }

    private Part current() {
        return open.getLast();
    }

    private void begin() {
        var part = new Part(open.peekLast());
        if (part.parent == null) {
            root = part;
        } else {
            part.parent.children++;
            if (!part.parent.multipart) {
                // The parser went into a mail within the mail, and only that says that it is one.
                part.parent.type = MAIL;
            }
        }
        open.addLast(part);
    }

    private void field(Field field) {
        if (++current().fields > MOST_HEADERS) {
            tooMuch = true;
            return;
        }
        var raw = field.getRaw();
        String value;
        if (raw == null) {
            value = field.getBody();
        } else {
            int length = Math.min(raw.length(), LONGEST_HEADER);
            var line = Charsets.header(raw.length() == length ? raw.toByteArray() : first(raw.toByteArray(), length));
            value = line.substring(line.indexOf(':') + 1);
        }
        current()
                .headers
                .add(field.getName().strip(), value.replaceAll("\r?\n", " ").strip());
    }

    private static byte[] first(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private void endHeader() {
        var part = current();
        part.contentType = Parameters.of(part.headers.first("Content-Type"));
        part.disposition = Parameters.of(part.headers.first("Content-Disposition"));
    }

    private void body(MimeTokenStream stream) throws IOException {
        var part = current();
        part.type = Legible.line(stream.getBodyDescriptor().getMimeType());
        if (open.size() >= DEEPEST && (part.type.startsWith("multipart/") || part.type.equals(MAIL))) {
            tooMuch = true;
            part.pieces.add(new Piece.Words(Legible.text(text(stream.getInputStream(), null, false)), false));
            return;
        }
        var content = stream.getDecodedInputStream();
        if (isFile(part)) {
            file(part, content);
        } else if (visitor == null) {
            var text = Legible.text(text(content, part.contentType.get("charset"), part.type.equals("text/html")));
            said(part, text);
        }
    }

    private void said(Part part, String text) {
        switch (part.type) {
            case "text/html" -> part.pieces.add(new Piece.Words(HtmlText.of(text), true));
            case "message/delivery-status", "message/global-delivery-status" -> {
                hasStatus = true;
                statuses.append(text).append('\n');
            }
            case "message/disposition-notification" -> statuses.append(text).append('\n');
            case "text/rfc822-headers", "message/global-headers" -> enclosed(text);
            default -> {
                boolean flowed = "flowed".equalsIgnoreCase(part.contentType.get("format"));
                part.pieces.add(new Piece.Words(
                        flowed ? Flowed.joined(text, "yes".equalsIgnoreCase(part.contentType.get("delsp"))) : text,
                        false));
            }
        }
    }

    private void enclosed(String headers) {
        var line = ENCLOSED.matcher(headers);
        while (line.find()) {
            HeaderText.mailboxes(line.group(1)).forEach(from -> about.add(from.address()));
        }
    }

    private static boolean isFile(Part part) {
        return switch (part.type) {
            case "text/plain", "text/html" ->
                !part.isWhole() && (part.disposition.value().equals("attachment") || name(part) != null);
            case "message/delivery-status",
                    "message/global-delivery-status",
                    "message/disposition-notification",
                    "text/rfc822-headers",
                    "message/global-headers" -> false;
            default -> true;
        };
    }

    private static @Nullable String name(Part part) {
        var stated = part.disposition.get("filename");
        if (stated == null || stated.isBlank()) {
            stated = part.contentType.get("name");
        }
        if (stated == null) {
            return null;
        }
        var base = stated.substring(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1)
                .strip();
        return base.isEmpty() || base.matches("\\.{1,2}") ? null : shortened(base);
    }

    /** The end is what says what kind of file it is. */
    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= 150) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        var end = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        return Legible.cut(name, 150 - end.length()) + end;
    }

    private void file(Part part, InputStream content) throws IOException {
        var bytes = new PushbackInputStream(content);
        int first = bytes.read();
        if (first < 0) {
            return;
        }
        bytes.unread(first);
        var stated = name(part);
        var file = new File(
                stated == null ? "file-%d%s".formatted(files.size() + 1, ending(part.type)) : stated,
                Legible.cut(part.type, 100),
                part.headers.has("Content-ID") && !part.disposition.value().equals("attachment"));
        files.add(file);
        if (visitor != null) {
            visitor.visit(file, bytes);
        }
    }

    private static String ending(String type) {
        return switch (type) {
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "image/gif" -> ".gif";
            case "application/pdf" -> ".pdf";
            case "text/calendar" -> ".ics";
            case "text/csv" -> ".csv";
            case "application/pgp-signature" -> ".asc";
            case "application/pkcs7-signature", "application/x-pkcs7-signature" -> ".p7s";
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> ".p7m";
            case "application/ms-tnef" -> ".dat";
            default -> type.startsWith("text/") || type.startsWith("message/") ? ".txt" : ".bin";
        };
    }

    private String text(InputStream content, @Nullable String charset, boolean html) throws IOException {
        byte[] bytes = content.readNBytes(LONGEST_TEXT);
        if (bytes.length == LONGEST_TEXT) {
            tooMuch |= content.read() >= 0;
            bytes = withoutTornEnd(bytes);
        }
        if (html && (charset == null || charset.isBlank())) {
            var head = new String(bytes, 0, Math.min(bytes.length, 4_096), StandardCharsets.ISO_8859_1);
            var meta = META.matcher(head);
            return Charsets.decode(bytes, meta.find() ? meta.group(1) : null);
        }
        return Charsets.decode(bytes, charset);
    }

    /** A character that the bound cuts in two would make the rest look like another charset. */
    private static byte[] withoutTornEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > bytes.length - 4 && bytes[end - 1] < 0) {
            end--;
        }
        return first(bytes, end);
    }

    /** A part ends: what it says becomes some of what the part around it says. */
    private void close() {
        var part = open.removeLast();
        if (part.multipart && part.children == 0 && !part.around.isBlank()) {
            // Its boundary never came: all of it stands where nothing should.
            part.pieces.add(new Piece.Words(part.around, part.around.contains("</html>")));
        }
        if (part.type.equals("multipart/alternative")) {
            choose(part);
        }
        if (part.parent == null) {
            return;
        }
        if (part.isWhole()) {
            enclose(part, part.parent);
        } else {
            part.parent.pieces.addAll(part.pieces);
        }
    }

    private void enclose(Part mail, Part within) {
        for (String name : List.of("From", "Reply-To", "Return-Path")) {
            HeaderText.mailboxes(mail.headers.first(name)).forEach(from -> about.add(from.address()));
        }
        var authors = HeaderText.mailboxes(mail.headers.first("From"));
        within.pieces.add(new Piece.Passed(new Forwarded(
                authors.isEmpty() ? null : authors.getFirst(),
                Legible.cut(mail.headers.text("Subject"), 500),
                date(mail.headers.first("Date")),
                words(mail.pieces))));
        mail.pieces.stream().filter(Piece.Passed.class::isInstance).forEach(within.pieces::add);
    }

    /** Of the same thing said in several ways the plain one, unless it says next to nothing. */
    private static void choose(Part part) {
        var plain = words(part.pieces, false);
        var html = words(part.pieces, true);
        boolean bare = plain.isBlank() || html.length() > 4 * plain.strip().length() + 200;
        part.pieces.removeIf(piece -> piece instanceof Piece.Words words && words.html() != bare);
    }

    private static String words(List<Piece> pieces, boolean html) {
        return words(pieces.stream()
                .filter(piece -> piece instanceof Piece.Words words && words.html() == html)
                .toList());
    }

    private static String words(List<Piece> pieces) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Words words && !words.text().isBlank()) {
                text.append(text.isEmpty() ? "" : "\n\n").append(words.text().stripTrailing());
            }
        }
        return text.toString();
    }

    private Letter letter(Part part) {
        var headers = part.headers;
        var authors = headers.all("From").stream()
                .flatMap(value -> HeaderText.mailboxes(value).stream())
                .distinct()
                .limit(10)
                .toList();
        var sender = HeaderText.mailboxes(headers.first("Sender"));
        var text = words(part.pieces);
        if (text.isBlank() && !statuses.isEmpty()) {
            text = statuses.toString();
        }
        var apart = Quotes.apart(text);
        var subject = Legible.cut(headers.text("Subject"), 500);
        return new Letter(
                authors,
                sender.isEmpty() ? null : sender.getFirst(),
                addressedTo(headers),
                subject,
                date(headers.first("Date")),
                HeaderText.messageId(headers.has("Message-ID") ? headers.first("Message-ID") : null),
                apart.words(),
                apart.quoted(),
                apart.signature(),
                part.pieces.stream()
                        .filter(Piece.Passed.class::isInstance)
                        .map(piece -> ((Piece.Passed) piece).mail())
                        .toList(),
                List.copyOf(files),
                Natures.of(headers, part.contentType, hasStatus, authors),
                List.copyOf(about),
                Tongue.of(apart.words().isBlank() ? subject : apart.words()).orElse(null),
                headers.all("Authentication-Results").stream()
                        .map(HeaderText::decode)
                        .toList(),
                tooMuch);
    }

    private static List<String> addressedTo(Headers headers) {
        return Stream.of(
                        "To",
                        "Cc",
                        "Delivered-To",
                        "X-Original-To",
                        "Envelope-To",
                        "X-Envelope-To",
                        "Apparently-To",
                        "Resent-To")
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> HeaderText.mailboxes(value).stream())
                .map(Mailbox::address)
                .distinct()
                .limit(100)
                .toList();
    }

    private static @Nullable Instant date(String header) {
        if (header.isBlank()) {
            return null;
        }
        var date = new MailDateFormat().parse(Legible.cut(header, 100), new ParsePosition(0));
        if (date == null) {
            return null;
        }
        var instant = date.toInstant();
        return instant.isBefore(Times.FIRST) || instant.isAfter(Times.LAST) ? null : instant;
    }
}

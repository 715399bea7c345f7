package dev.makegood.notification.bounce;

import dev.makegood.notification.bounce.Report.Kind;
import dev.makegood.notification.mail.Replies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads reports: multipart/report as RFC 3464 and RFC 5965 have it, wherever in a mail its parts are, and what qmail writes instead. A
 * mail is bounded in every direction before it is read, since anybody can send one; what is past a bound is not looked at.
 */
final class ReportReader {

    private static final int MOST_PARTS = 40;
    private static final int LONGEST_PART = 64 * 1024;
    private static final int MOST_FIELDS = 400;

    private static final MimeConfig BOUNDS = MimeConfig.custom()
            .setMaxHeaderCount(500)
            .setMaxHeaderLen(16 * 1024)
            .setMaxLineLen(100_000)
            .setMaxContentLen(30 * 1024 * 1024)
            .build();

    private static final Set<String> STATUS = Set.of("message/delivery-status", "message/global-delivery-status");

    private static final Set<String> ORIGINAL = Set.of(
            "message/rfc822",
            "message/global",
            "message/global-headers",
            "message/rfc822-headers",
            "text/rfc822-headers");

    /** Where a mail went, as the servers on its way note it. */
    private static final List<String> WENT_TO =
            List.of("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "apparently-to");

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"()]{1,64}@[^\\s<>,;:\"()]{1,253}");
    private static final Pattern QMAIL = Pattern.compile("(?s)^\\s*Hi\\. This is the .{1,200}?\\.\\s.*");
    private static final Pattern QMAIL_COPY =
            Pattern.compile("(?m)^--- (?:Below this line is a copy|Enclosed are) .*$");
    private static final Pattern QMAIL_REASON = Pattern.compile("(?m)^<[^>\\s]{1,320}>:\\s*$");

    private ReportReader() {}

    private static final class Found {
        private Map<String, List<String>> headers = Map.of();
        private String status = "";
        private String feedback = "";
        private String original = "";
        private String text = "";
    }

    static Report read(byte[] mail) {
        var found = new Found();
        try {
            take(mail, found);
        } catch (MimeException | IOException e) {
            // What was understood until there counts.
        }
        return report(found);
    }

    private static void take(byte[] mail, Found found) throws MimeException, IOException {
        var stream = new MimeTokenStream(BOUNDS);
        stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
        stream.parse(new ByteArrayInputStream(mail));
        var top = new StringBuilder();
        int parts = 0;
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM && parts < MOST_PARTS;
                state = stream.next()) {
            if (state == EntityState.T_FIELD && parts == 0) {
                top.append(stream.getField().getName())
                        .append(": ")
                        .append(stream.getField().getBody())
                        .append('\n');
            } else if (state == EntityState.T_END_HEADER && found.headers.isEmpty()) {
                found.headers = fields(top.toString());
            } else if (state == EntityState.T_BODY) {
                parts++;
                take(stream, found);
            }
        }
    }

    private static void take(MimeTokenStream stream, Found found) throws IOException {
        var type = String.valueOf(stream.getBodyDescriptor().getMimeType()).toLowerCase(Locale.ROOT);
        if (STATUS.contains(type)) {
            found.status = found.status.isEmpty() ? text(stream) : found.status;
        } else if (type.equals("message/feedback-report")) {
            found.feedback = found.feedback.isEmpty() ? text(stream) : found.feedback;
        } else if (ORIGINAL.contains(type)) {
            found.original = found.original.isEmpty() ? text(stream) : found.original;
        } else if (type.equals("text/plain")) {
            found.text = found.text.isEmpty() ? text(stream) : found.text;
        }
    }

    private static String text(MimeTokenStream stream) throws IOException {
        try (InputStream body = stream.getDecodedInputStream()) {
            return new String(body.readNBytes(LONGEST_PART), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }

    private static Report report(Found found) {
        if (!found.feedback.isBlank()) {
            return complaint(found);
        }
        if (!found.status.isBlank()) {
            return status(found);
        }
        return QMAIL.matcher(found.text).matches() ? qmail(found) : nothing();
    }

    private static Report nothing() {
        return new Report(Kind.NOTHING, "", "", List.of(), Optional.empty());
    }

    /** RFC 5965. What is told to be no spam is no complaint. */
    private static Report complaint(Found found) {
        var fields = fields(found.feedback);
        var type = first(fields, "feedback-type");
        var addresses = addresses(found, fields.getOrDefault("original-mail-from", List.of()));
        return new Report(
                type.equalsIgnoreCase("not-spam") ? Kind.NOTHING : Kind.COMPLAINT,
                "",
                "feedback: " + type,
                addresses,
                messageId(found.original));
    }

    /** RFC 3464: the first group is about the report, each other about a recipient. Ours have one; of several the worst counts. */
    private static Report status(Found found) {
        Map<String, List<String>> told = Map.of();
        var kind = Kind.NOTHING;
        for (String group : found.status.strip().split("\n[ \t]*\n", 50)) {
            var fields = fields(group);
            var action = kind(first(fields, "action"));
            if (fields.containsKey("action") && (told.isEmpty() || action.compareTo(kind) < 0)) {
                kind = action;
                told = fields;
            }
        }
        var diagnostic = first(told, "diagnostic-code").replaceFirst("^[A-Za-z0-9-]{1,40}\\s*;\\s*", "");
        var status = Replies.status(first(told, "status")).orElse("");
        // Some say 5.0.0 where the answer that they were given says more.
        var better = Replies.status(diagnostic).filter(said -> said.startsWith("5") && status.matches("|5\\.0\\.0"));
        return new Report(
                kind,
                better.orElse(status),
                diagnostic.isBlank() ? status : diagnostic,
                addresses(found, List.of()),
                messageId(found.original));
    }

    private static Kind kind(String action) {
        return switch (action.toLowerCase(Locale.ROOT).split("[\\s(;]", 2)[0]) {
            case "failed" -> Kind.FAILED;
            case "delayed" -> Kind.DELAYED;
            case "delivered" -> Kind.DELIVERED;
            default -> Kind.NOTHING;
        };
    }

    /** Not RFC 3464 but QSBMF: a text, each recipient with its reason, and the mail itself below a line. */
    private static Report qmail(Found found) {
        var copy = QMAIL_COPY.matcher(found.text);
        boolean copied = copy.find();
        var said = copied ? found.text.substring(0, copy.start()) : found.text;
        found.original = copied ? found.text.substring(copy.end()).strip() : "";
        var reason = QMAIL_REASON.matcher(said);
        if (!reason.find()) {
            return nothing();
        }
        var words =
                said.substring(reason.end()).strip().split("\n[ \t]*\n", 2)[0].replace('\n', ' ');
        return new Report(
                Kind.FAILED,
                Replies.status(words).orElse(""),
                words,
                addresses(found, List.of()),
                messageId(found.original));
    }

    private static List<String> addresses(Found found, List<String> more) {
        List<String> lines = new ArrayList<>(more);
        WENT_TO.forEach(name -> lines.addAll(found.headers.getOrDefault(name, List.of())));
        lines.addAll(fields(found.original).getOrDefault("return-path", List.of()));
        List<String> addresses = new ArrayList<>();
        for (String line : lines) {
            ADDRESS.matcher(line).results().limit(20).forEach(address -> addresses.add(address.group()));
        }
        return List.copyOf(addresses);
    }

    private static Optional<String> messageId(String original) {
        return Optional.of(first(fields(original), "message-id")).filter(id -> !id.isBlank());
    }

    /** The fields up to the first empty line, unfolded, by their names in lower case. */
    private static Map<String, List<String>> fields(String block) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        var head = block.strip().split("\n[ \t]*\n", 2)[0].replaceAll("\n[ \t]+", " ");
        head.lines().limit(MOST_FIELDS).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.computeIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        });
        return fields;
    }

    private static String first(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }
}

package dev.makegood.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A gateway for texts that sends none: it takes what notification-service posts, as Twilio's does, and puts it into the inbox beside the
 * mails, to the number that it is for.
 */
final class SmsSink {

    private final Inbox inbox;
    private final Clock clock;

    SmsSink(Inbox inbox, Clock clock) {
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Takes a text, and answers as the gateway does. */
    String take(String form) throws IOException {
        Map<String, String> fields = Forms.parse(form);
        String id = "SM" + UUID.randomUUID().toString().replace("-", "");
        String to = oneLine(fields.getOrDefault("To", ""));
        String from = oneLine(fields.getOrDefault("From", ""));
        var now = clock.instant();
        String mail = """
                Message-ID: <%s@sms.example>
                Date: %s
                From: "%s (SMS)" <sms@makegood.example>
                To: %s
                Subject: SMS
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: base64

                %s
                """.formatted(
                        id,
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)),
                        from.replace("\"", ""),
                        to,
                        Base64.getMimeEncoder()
                                .encodeToString(fields.getOrDefault("Body", "").getBytes(StandardCharsets.UTF_8)));
        inbox.add(
                from,
                List.of(to),
                mail.replace("\r", "").replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII),
                now);
        return Json.write(Map.of("sid", id, "status", "queued", "num_segments", "1"));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }
}

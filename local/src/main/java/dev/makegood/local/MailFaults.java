package dev.makegood.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the mail sink is told to do wrong, for tests. */
final class MailFaults {
    private int reject;
    private String reply = "451 refused, as asked";
    private boolean atRecipient;
    private int drop;
    private Duration delay = Duration.ZERO;
    private Duration linger = Duration.ZERO;
    private String domain = "";
    private Set<String> unknown = Set.of();

    /**
     * {@code rejectNext} mails get {@code code}, or {@code reply} to the letter, at the end of their data or, with {@code at} being
     * {@code RCPT}, when they say whom they are for; then {@code dropNext} mails are kept but their connection ends before the answer, so
     * that the sender cannot know; every answer waits {@code delayMillis}, and {@code lingerMillis} more once the mail is kept. With a
     * {@code domain} all of this happens to mails for addresses of that domain alone. There is nobody at the addresses that
     * {@code unknown} lists. What is left out stays.
     */
    synchronized void set(JsonNode wanted) {
        reject = wanted.path("rejectNext").asInt(reject);
        reply = wanted.has("code") ? wanted.get("code").asInt() + " refused, as asked" : reply;
        reply = wanted.path("reply").asText(reply);
        atRecipient = wanted.path("at").asText(atRecipient ? "RCPT" : "DATA").equals("RCPT");
        drop = wanted.path("dropNext").asInt(drop);
        delay = Duration.ofMillis(wanted.path("delayMillis").asLong(delay.toMillis()));
        linger = Duration.ofMillis(wanted.path("lingerMillis").asLong(linger.toMillis()));
        domain = wanted.path("domain").asText(domain).toLowerCase(Locale.ROOT);
        if (wanted.has("unknown")) {
            unknown = Set.of(Json.MAPPER.convertValue(wanted.get("unknown"), String[].class));
        }
    }

    /** The answer to what this mail is for, or empty to accept it. */
    synchronized String takeRejectionOf(String recipient) {
        if (unknown.contains(recipient)) {
            return "550 5.1.1 There is nobody of that name";
        }
        return atRecipient ? takeRejection(List.of(recipient)) : "";
    }

    /** The answer to this mail, or empty to accept it. */
    synchronized String takeRejectionOf(List<String> recipients) {
        return atRecipient ? "" : takeRejection(recipients);
    }

    private String takeRejection(List<String> recipients) {
        if (reject == 0 || !concern(recipients)) {
            return "";
        }
        reject--;
        return reply;
    }

    synchronized boolean takeDrop(List<String> recipients) {
        if (drop == 0 || !concern(recipients)) {
            return false;
        }
        drop--;
        return true;
    }

    synchronized Duration delay(List<String> recipients) {
        return concern(recipients) ? delay : Duration.ZERO;
    }

    /** For how long a mail has been kept before that is said. */
    synchronized Duration linger(List<String> recipients) {
        return concern(recipients) ? linger : Duration.ZERO;
    }

    private boolean concern(List<String> recipients) {
        return domain.isEmpty()
                || recipients.stream()
                        .anyMatch(
                                recipient -> recipient.toLowerCase(Locale.ROOT).endsWith("@" + domain));
    }
}

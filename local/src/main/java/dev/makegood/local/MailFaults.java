package dev.makegood.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** What the mail sink is told to do wrong, for tests. */
final class MailFaults {
    private int reject;
    private int code = 451;
    private int drop;
    private Duration delay = Duration.ZERO;

    /**
     * {@code rejectNext} mails get {@code code}; then {@code dropNext} mails are kept but their connection ends before
     * the answer, so that the sender cannot know; every answer waits {@code delayMillis}. What is left out stays.
     */
    synchronized void set(JsonNode wanted) {
        reject = wanted.path("rejectNext").asInt(reject);
        code = wanted.path("code").asInt(code);
        drop = wanted.path("dropNext").asInt(drop);
        delay = Duration.ofMillis(wanted.path("delayMillis").asLong(delay.toMillis()));
    }

    /** The code to answer with, or 0 to accept. */
    synchronized int takeRejection() {
        if (reject == 0) {
            return 0;
        }
        reject--;
        return code;
    }

    synchronized boolean takeDrop() {
        if (drop == 0) {
            return false;
        }
        drop--;
        return true;
    }

    synchronized Duration delay() {
        return delay;
    }
}

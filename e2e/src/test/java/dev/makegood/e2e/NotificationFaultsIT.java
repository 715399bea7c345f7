package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three hundred people complain while the mail server is busy, gone for a moment, and knows some of them not; and notification-service
 * is killed after the server has taken mails, and before that is known. Every one who can be reached hears, and once, but for the mails
 * of that one moment: those come again with the Message-ID that they had, and are counted.
 */
@ExtendWith(RunningStack.class)
class NotificationFaultsIT {

    private static final int PEOPLE = 300;
    private static final int EVERY_SO_MANY_IS_UNKNOWN = 25;
    private static final int CLIENTS = 8;

    private final Stack stack;
    private final String domain = "%s.example".formatted(UUID.randomUUID());

    NotificationFaultsIT(Stack stack) {
        this.stack = stack;
    }

    @AfterEach
    void theMailServerIsWell() {
        stack.mailbox()
                .fault(Map.of(
                        "rejectNext", 0, "dropNext", 0, "delayMillis", 0, "lingerMillis", 0, "unknown", List.of()));
    }

    @Test
    void everybodyHearsOnceButForTheOneMomentThatIsCounted() throws Exception {
        var unknown = IntStream.range(0, PEOPLE)
                .filter(i -> i % EVERY_SO_MANY_IS_UNKNOWN == 0)
                .mapToObj(this::address)
                .toList();
        stack.mailbox().fault(Map.of("rejectNext", 60, "code", 450, "unknown", unknown, "delayMillis", 20));
        complain();
        await().atMost(Duration.ofSeconds(60)).until(() -> arrived() > PEOPLE / 4);
        stack.mailbox().fault(Map.of("rejectNext", 20, "code", 421));

        // It has the mails, and does not say so for a while: whoever dies now cannot know.
        stack.mailbox().fault(Map.of("lingerMillis", 1_500));
        long before = arrived();
        await().atMost(Duration.ofSeconds(30)).until(() -> arrived() > before);
        stack.services().kill9("notification");
        stack.mailbox().fault(Map.of("lingerMillis", 0, "delayMillis", 0));
        stack.services().start("notification");

        await().atMost(Duration.ofSeconds(100)).until(() -> queued() == 0);
        var ids = stack.mailbox().messageIds("@" + domain);
        int distinct = new HashSet<>(ids).size();
        long resent = count("select coalesce(sum(resent_after_crash), 0) from delivery d " + OURS);
        int sent = PEOPLE - unknown.size();
        System.out.printf(
                Locale.ROOT,
                "%d mails by a server that is busy, gone and killed under: sent %d, duplicated %d (resent after the crash %d), lost %d, refused for good %d%n",
                PEOPLE,
                distinct,
                ids.size() - distinct,
                resent,
                sent - distinct,
                unknown.size());
        assertThat(distinct).isEqualTo(sent);
        // What came twice is what a sender took over from the one that was killed.
        assertThat(ids.size() - distinct).isPositive().isLessThanOrEqualTo((int) resent);
        assertThat(count("select count(*) from delivery d " + OURS + " and d.state = 'SENT'"))
                .isEqualTo(sent);
        // Each that nobody is at is refused once, and never asked again.
        assertThat(count("select count(*) from delivery d " + OURS + " and d.state = 'FAILED' and d.attempts = 1"))
                .isEqualTo(unknown.size());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stack.count(
                                "recovery",
                                "select count(*) from lost_message l join journey j on j.id = l.journey_id where l.message = 'receipt' and j.customer_name = 'Somebody of %s'"
                                        .formatted(domain))
                        == unknown.size());
    }

    private static final String OURS =
            "join recipient r using (complaint_id) join recipient_customer c using (customer_id) where d.kind = 'receipt' and c.email like '%%@%s'";

    private long count(String query) throws SQLException {
        return stack.count("notification", query.formatted(domain));
    }

    private long queued() throws SQLException {
        return PEOPLE
                - count("select count(*) from delivery d " + OURS + " and d.state in ('SENT', 'DELIVERED', 'FAILED')");
    }

    private long arrived() {
        return stack.mailbox().messageIds("@" + domain).size();
    }

    private String address(int number) {
        return "person-%d@%s".formatted(number, domain);
    }

    /** James takes them all: whoever else is at the desk keeps room for the other stories. */
    private void complain() throws InterruptedException, ExecutionException {
        var james = stack.as("james");
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var asked = IntStream.range(0, PEOPLE)
                    .<Future<?>>mapToObj(i -> clients.submit(() -> james.post(
                                    "/v1/complaints",
                                    Map.of(
                                            "customer",
                                            Map.of(
                                                    "name",
                                                    "Somebody of " + domain,
                                                    "language",
                                                    "en",
                                                    "email",
                                                    address(i)),
                                            "channel",
                                            "PHONE",
                                            "verbatim",
                                            "My car broke down. This is complaint number %d.".formatted(i)))
                            .expect(201)))
                    .toList();
            for (Future<?> one : asked) {
                one.get();
            }
        }
    }
}

package dev.makegood.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.e2e.Lines.Line;
import dev.makegood.e2e.Mailbox.Mail;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever people write comes back as they wrote it: by the API, on their page, and by mail. */
@ExtendWith(RunningStack.class)
class CorpusIT {

    private static final int AT_ONCE = 8;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Stack stack;
    private final Desk eleni;

    CorpusIT(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    /** A line, and the complaint that was made of it. */
    private record Complained(Line line, String id, String address) {}

    @Test
    void everyLineComesBackAsItWasWritten() throws Exception {
        var lines = Lines.load();
        var number = new AtomicInteger();

        var complaints = all(lines.lines().stream()
                .map(line -> (Callable<Complained>) () -> complain(line, number.incrementAndGet()))
                .toList());

        all(complaints.stream()
                .map(complaint -> (Callable<Mail>) () -> comesBack(complaint))
                .toList());
    }

    private Complained complain(Line line, int number) {
        var address = "corpus-%s-%d@customers.example".formatted(run, number);
        var answer = eleni.post(
                        "/v1/complaints",
                        Map.of(
                                "customer",
                                Map.of("name", "Reader " + number, "language", line.language(), "email", address),
                                "verbatim",
                                line.text(),
                                "channel",
                                "PHONE"))
                .expect(201);
        return new Complained(line, answer.at("/id"), address);
    }

    private Mail comesBack(Complained complaint) {
        var text = complaint.line().text();
        var path = "/v1/complaints/" + complaint.id();
        assertThat(eleni.get(path).expect(200).at("/verbatim")).isEqualTo(text);
        eleni.post(path + "/messages", Map.of("words", text)).expect(201);
        var mails = await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> stack.mailbox().to(complaint.address()), found -> found.size() >= 2);
        var reply = mails.getLast();
        // Whose words they are is seen by how far in they stand.
        assertThat(lines(reply.text()))
                .contains(text.strip().lines().map(line -> "    " + line).collect(Collectors.joining("\n")));
        assertThat(lines(unescaped(reply.html())))
                .contains(text.strip().lines().findFirst().orElseThrow());
        var page = stack.anybody().get(reply.link()).expect(200).text();
        assertThat(lines(unescaped(page))).contains(lines(text));
        return reply;
    }

    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws Exception {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            var futures = workers.invokeAll(tasks);
            return futures.stream().map(CorpusIT::result).toList();
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}

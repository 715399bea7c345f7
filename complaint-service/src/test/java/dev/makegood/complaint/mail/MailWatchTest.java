package dev.makegood.complaint.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mails are taken from a real server, each once, whatever goes wrong between. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "complaint"))
class MailWatchTest {

    /** No other test's address. */
    private final String author = "a-%s@customers.example".formatted(UUID.randomUUID());

    private final MailServer server = new MailServer();
    private final List<MailWatch> watches = new ArrayList<>();

    @Inject
    AgroalDataSource database;

    @Inject
    Postroom postroom;

    @Inject
    MailLease lease;

    @AfterEach
    void stop() throws InterruptedException {
        for (MailWatch watch : watches) {
            watch.stop();
        }
        server.close();
    }

    private MailWatch watch(Map<String, String> settings) {
        var watch = new MailWatch(server.settings(settings), postroom, lease);
        watches.add(watch);
        watch.start();
        return watch;
    }

    private byte[] mail(String words) {
        return "Message-ID: <%s@x.example>\r\nFrom: Ana <%s>\r\nTo: help@makegood.example\r\nSubject: Car\r\n\r\n%s\r\n"
                .formatted(UUID.randomUUID(), author, words)
                .getBytes(StandardCharsets.UTF_8);
    }

    private int kept() {
        try (var connection = database.getConnection();
                var count = connection.prepareStatement(
                        "select count(*) from mail where author = ? and state = 'TAKEN_IN'")) {
            count.setString(1, author);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitKept(int number) {
        await().atMost(Duration.ofSeconds(15)).until(this::kept, kept -> kept >= number);
    }

    @Test
    void whatIsThereAndWhatComesIsTakenAndMovedOutOfTheWay() {
        server.deliver(mail("One."));
        watch(Map.of());
        awaitKept(1);
        await().until(() -> server.count("INBOX") == 0);
        // Long before it would look again by itself: the server says so.
        server.deliver(mail("Two."));
        awaitKept(2);
        await().until(() -> server.count("Taken") == 2);
    }

    @Test
    void whereTheServerCannotSayItIsAsked() {
        watch(Map.of("idle", "false", "poll", "100ms"));
        server.deliver(mail("One."));
        awaitKept(1);
        server.deliver(mail("Two."));
        awaitKept(2);
    }

    @Test
    void aServerThatGoesAwayIsFoundAgain() {
        watch(Map.of("retry-at-most", "200ms"));
        server.deliver(mail("Before."));
        awaitKept(1);
        server.stop();
        server.comeBack();
        server.deliver(mail("After."));
        awaitKept(2);
    }

    @Test
    void whatIsTakenCanBeDeletedOrMarked() {
        var first = mail("One.");
        server.deliver(first);
        var watch = watch(Map.of("afterwards", "FLAG"));
        awaitKept(1);
        assertThat(server.count("INBOX")).isEqualTo(1);
        stopped(watch);
        watch(Map.of("afterwards", "DELETE"));
        await().until(() -> server.count("INBOX") == 0);
        assertThat(kept()).isEqualTo(1);
        assertThat(server.count("Taken")).isZero();
    }

    private static void stopped(MailWatch watch) {
        try {
            watch.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMailThatComesAgainHasNoSecondEffect() {
        var mail = mail("Once.");
        // As after a crash between its being kept and its being moved.
        postroom.take(mail, Postroom.Whole.ALL);
        server.deliver(mail);
        server.deliver(mail);
        watch(Map.of());
        await().until(() -> server.count("INBOX") == 0 && server.count("Taken") == 2);
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void severalReplicasTakeEachMailOnceAndOneTakesOverFromAnother() {
        var first = watch(Map.of("idle", "false", "poll", "100ms"));
        watch(Map.of("idle", "false", "poll", "100ms"));
        for (int i = 0; i < 10; i++) {
            server.deliver(mail("Number " + i));
        }
        awaitKept(10);
        stopped(first);
        server.deliver(mail("The last."));
        awaitKept(11);
        await().until(() -> server.count("INBOX") == 0);
        assertThat(kept()).isEqualTo(11);
    }

    @Test
    void aMailThatIsTooLargeIsSetAsideAndStaysOnTheServer() {
        server.deliver(mail("x".repeat(20_000)));
        watch(Map.of("largest", "10000", "afterwards", "DELETE"));
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            try (var connection = database.getConnection();
                    var count = connection.prepareStatement(
                            "select count(*) from mail where author = ? and state = 'SET_ASIDE' and reason = 'TOO_MUCH'")) {
                count.setString(1, author);
                try (var row = count.executeQuery()) {
                    return row.next() && row.getInt(1) == 1;
                }
            }
        });
        assertThat(kept()).isZero();
        assertThat(server.count("INBOX")).isEqualTo(1);
    }
}

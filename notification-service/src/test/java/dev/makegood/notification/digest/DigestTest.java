package dev.makegood.notification.digest;

import static dev.makegood.notification.Events.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Audience;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.contract.VoicesGathered;
import dev.makegood.notification.Events;
import dev.makegood.notification.Mailbox;
import dev.makegood.notification.delivery.Outgoing;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.preference.Preference;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wants to hear it all at once hears it at their times, all of it and each thing once; what is urgent does not wait for that. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class DigestTest {

    private final Outgoing outgoing;
    private final Digests digests;
    private final AgroalDataSource database;

    DigestTest(Outgoing outgoing, Digests digests, AgroalDataSource database) {
        this.outgoing = outgoing;
        this.digests = digests;
        this.database = database;
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Athens, 2026-11-22T06:00:00Z, 2026-11-22T06:30:00Z",
        "Europe/Athens, 2026-11-22T06:30:00Z, 2026-11-22T14:00:00Z",
        "Europe/Athens, 2026-11-22T15:00:00Z, 2026-11-23T06:30:00Z",
        // In summer an hour earlier.
        "Europe/Athens, 2026-07-22T15:00:00Z, 2026-07-23T05:30:00Z",
        "America/New_York, 2026-11-22T06:30:00Z, 2026-11-22T13:30:00Z",
    })
    void itsTimeIsByTheClockOnTheirWall(ZoneId zone, Instant now, Instant due) {
        assertThat(Digests.next(List.of(LocalTime.of(8, 30), LocalTime.of(16, 0)), zone, now))
                .isEqualTo(due);
    }

    @Test
    void aTimeThatClocksSkipIsAsSoonAsTheyArePastIt() {
        assertThat(Digests.next(
                        List.of(LocalTime.of(3, 30)),
                        ZoneId.of("Europe/Athens"),
                        Instant.parse("2026-03-28T23:00:00Z")))
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void whatIsNotUrgentIsGatheredAndSentOnce() throws SQLException {
        var colleague = colleague();
        var received = Events.complaint(Language.EN, "Ann Ode");
        publish(received);
        Mailbox.awaitMails(Events.address(received.complaintId()), 1);

        tell(colleague, received.complaintId(), new ForColleague.Confirmed("Makegood", "Thank you, said Ann."));
        tell(colleague, received.complaintId(), new ForColleague.CustomerWrote("Makegood", "Hello, said Ann.", 0));
        assertThat(lines(colleague)).isEqualTo(2);
        tell(colleague, received.complaintId(), new ForColleague.LetDownAgain("Makegood", Events.NOW));
        var urgent = Mailbox.awaitMails(address(colleague), 1).getFirst();
        assertThat(urgent.subject()).isEqualTo("Let down again: call this customer, MG-7QF3-K9MP");

        makeDue(colleague);
        var digest = Mailbox.awaitMails(address(colleague), 2).getLast();
        assertThat(digest.subject()).isEqualTo("What came up");
        assertThat(digest.text())
                .containsSubsequence("It is put right, MG-7QF3-K9MP", "The customer wrote, MG-7QF3-K9MP")
                .doesNotContain("said Ann");
        assertThat(lines(colleague)).isZero();
        assertThat(Mailbox.mails(address(colleague))).hasSize(2);
    }

    @Test
    void ofTwoThatTakeAtOnceOneTakesAll() throws Exception {
        var colleague = colleague();
        for (int i = 0; i < 10; i++) {
            tell(colleague, null, new ForColleague.PolicyHarms("Makegood", "No refunds", i, 0));
        }
        run("update digest_line set due_at = now() + interval '1 day' where person_id = ?", colleague.id());
        var person = new Preference.Person(Audience.COLLEAGUE, colleague.id());
        Callable<Integer> take = () -> QuarkusTransaction.requiringNew().call(() -> {
            run("update digest_line set due_at = now() - interval '1 second' where person_id = ?", colleague.id());
            return digests.take(person).size();
        });
        try (var two = Executors.newFixedThreadPool(2)) {
            var taken = two.invokeAll(List.of(take, take)).stream()
                    .map(DigestTest::result)
                    .sorted()
                    .toList();
            assertThat(taken).containsExactly(0, 10);
        }
        assertThat(lines(colleague)).isZero();
    }

    @Test
    void whatIsTakenAndNotQueuedIsNotLost() throws SQLException {
        var colleague = colleague();
        tell(colleague, null, new ForColleague.PolicyHarms("Makegood", "No refunds", 3, 0));
        run("update digest_line set due_at = now() + interval '1 hour' where person_id = ?", colleague.id());
        QuarkusTransaction.begin();
        run("update digest_line set due_at = now() - interval '1 second' where person_id = ?", colleague.id());
        assertThat(digests.take(new Preference.Person(Audience.COLLEAGUE, colleague.id())))
                .hasSize(1);
        QuarkusTransaction.rollback();

        assertThat(lines(colleague)).isEqualTo(1);
        makeDue(colleague);
        assertThat(Mailbox.awaitMails(address(colleague), 1).getFirst().text())
                .contains("Please look at your policy again");
    }

    @Test
    void voicesOfAWeekAreInIt() throws SQLException {
        var colleague = colleague();
        publish(new VoicesGathered(
                UUID.randomUUID(),
                Events.NOW.minus(Duration.ofDays(7)),
                Events.NOW,
                21,
                List.of(new VoicesGathered.Heard("broadband", 6), new VoicesGathered.Heard("car insurance", 15)),
                Events.NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> lines(colleague) == 1);
        makeDue(colleague);
        assertThat(Mailbox.awaitMails(address(colleague), 1).getFirst().text())
                .contains("Last week 21 voices reached us, most of them about this: car insurance.");
    }

    @Test
    void whatIsErasedIsNotGatheredAnyMore() throws SQLException {
        var colleague = colleague();
        var received = Events.complaint(Language.EN, "Ann Ode");
        publish(received);
        Mailbox.awaitMails(Events.address(received.complaintId()), 1);
        tell(colleague, received.complaintId(), new ForColleague.CustomerWrote("Makegood", "Hello, said Ann.", 0));
        publish(new CustomerErased(received.customer().id(), received.complaintId(), Events.NOW));
        await().atMost(Duration.ofSeconds(20)).until(() -> lines(colleague) == 0);
        assertThat(Mailbox.mails(address(colleague))).isEmpty();
    }

    /** Somebody who works here and wants to hear it all at once: not while the test looks. */
    private Person colleague() throws SQLException {
        var colleague = new Person(UUID.randomUUID().toString(), "Sofía Romero");
        run(
                """
                insert into preference (audience, person_id, name, email, zone, wishes)
                values ('COLLEAGUE', ?, 'Sofía Romero', ?, 'UTC',
                    '{"media": [], "kinds": {}, "digest": ["%s"], "stopped": []}')
                """.formatted(LocalTime.now(ZoneId.of("UTC"))
                        .plusHours(12)
                        .withSecond(0)
                        .withNano(0)),
                colleague.id(),
                address(colleague));
        return colleague;
    }

    private static String address(Person colleague) {
        return "colleague-%s@example.org".formatted(colleague.id());
    }

    private void tell(Person colleague, @org.jspecify.annotations.Nullable UUID complaint, Message message) {
        QuarkusTransaction.requiringNew()
                .run(() -> outgoing.tellColleague(colleague, complaint, UUID.randomUUID(), null, message));
    }

    private void makeDue(Person colleague) throws SQLException {
        run("update digest_line set due_at = now() - interval '1 second' where person_id = ?", colleague.id());
    }

    private int lines(Person colleague) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select count(*) from digest_line where person_id = ?")) {
            select.setString(1, colleague.id());
            try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private void run(String sql, String... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static int result(Future<Integer> taken) {
        try {
            return taken.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

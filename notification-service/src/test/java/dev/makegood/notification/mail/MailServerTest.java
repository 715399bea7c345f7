package dev.makegood.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.makegood.chassis.testing.RealBackends;
import dev.makegood.contract.Language;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import dev.makegood.notification.message.Written;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail server does what it likes; what becomes of a mail is known, or known not to be. */
@QuarkusTest
@QuarkusTestResource(value = RealBackends.class, initArgs = @ResourceArg(name = "database", value = "notification"))
class MailServerTest {

    private static final String TO = "maria@example.org";

    @Inject
    ReturnPaths returnPaths;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 5.1.1 <maria@example.org> unknown, UNREACHABLE",
        "RCPT, 550 No such user here, UNREACHABLE",
        "RCPT, 556 5.1.10 it takes no mail, UNREACHABLE",
        "END, 550 5.1.1 unknown, UNREACHABLE",
        "RCPT, 550 5.7.1 not from you, REFUSED",
        "RCPT, 552 5.2.2 full, REFUSED",
        "RCPT, 550 no, REFUSED",
        "END, 554 5.7.1 it looks like spam, REFUSED",
        "MAIL, 552 5.3.4 too large, REFUSED",
        "MAIL, 550 5.1.8 who are you, DEFERRED",
        "MAIL, 530 5.7.0 STARTTLS first, DEFERRED",
        "HELLO, 554 5.7.1 not you, DEFERRED",
        "HELLO, 421 4.3.2 not now, DEFERRED",
        "RCPT, 421 4.7.0 too many, DEFERRED",
        "RCPT, 450 4.2.0 greylisted, DEFERRED",
        "DATA, 451 4.3.0 not now, DEFERRED",
        "END, 452 4.3.1 no room, DEFERRED",
        "EHLO, what do you want, DEFERRED",
        "RCPT, 999 nonsense, DEFERRED",
        "RCPT, DROP, DEFERRED",
        "HELLO, DROP, DEFERRED"
    })
    void anAnswerIsTakenForWhatItMeans(String verb, String reply, Outcome outcome) throws IOException {
        try (var server = ScriptedServer.start(Map.of(verb, reply))) {
            var answer = patient(server.port()).send(mail());
            assertThat(answer.outcome()).as(answer.words()).isEqualTo(outcome);
            assertThat(answer.words()).isNotBlank().doesNotContain(TO);
        }
    }

    @Test
    void whatIsTakenIsSaidInTheServersWords() throws IOException {
        try (var server = ScriptedServer.start(Map.of())) {
            var answer = patient(server.port()).send(mail());
            assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
            assertThat(answer.words()).isEqualTo("250 2.0.0 kept");
            assertThat(meters.find("makegood.mail.uncertain").counter()).isNull();
        }
    }

    @Test
    void itComesBackToAnAddressThatNamesItAndIsNobodysToMake() throws IOException {
        try (var server = ScriptedServer.start(Map.of())) {
            var mail = mail();
            patient(server.port()).send(mail);
            var from = server.said().stream()
                    .filter(command -> command.startsWith("MAIL FROM"))
                    .findFirst()
                    .orElseThrow();
            assertThat(from).matches("MAIL FROM:<bounces\\+[0-9a-z]{41}@makegood\\.example>.*");
            var address = from.substring(from.indexOf('<') + 1, from.indexOf('>'));
            assertThat(returnPaths.read(address)).contains(mail.id());
            assertThat(returnPaths.read(" " + address.toUpperCase(java.util.Locale.ROOT)))
                    .contains(mail.id());
            for (int i = 8; i < 49; i++) {
                var forged = new StringBuilder(address);
                forged.setCharAt(i, address.charAt(i) == 'x' ? 'y' : 'x');
                assertThat(returnPaths.read(forged.toString()))
                        .as(forged.toString())
                        .isEmpty();
            }
            assertThat(returnPaths.read("bounces@makegood.example")).isEmpty();
            assertThat(returnPaths.read("x" + address)).isEmpty();
            assertThat(returnPaths.read(address.replace("makegood", "makebad"))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SILENCE", "DRIP", "LATE", "DROP"})
    void whatMayHaveArrivedIsSentAgainUnderTheSameIdAndCounted(String end) throws IOException {
        try (var silent = ScriptedServer.start(Map.of("END", end));
                var well = ScriptedServer.start(Map.of())) {
            var mail = mail();
            var answer = mailServer(silent.port()).send(mail);
            assertThat(answer.outcome()).isEqualTo(Outcome.DEFERRED);
            assertThat(answer.words()).contains("may have arrived");
            assertThat(meters.counter("makegood.mail.uncertain").count()).isEqualTo(1);
            patient(well.port()).send(mail);
            assertThat(messageId(well))
                    .isEqualTo(messageId(silent))
                    .contains(mail.id().toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELLO", "EHLO", "MAIL", "RCPT", "DATA", "END"})
    void nobodyHoldsASenderForLongerThanItHas(String verb) throws IOException {
        try (var server = ScriptedServer.start(Map.of(verb, "DRIP"))) {
            long before = System.nanoTime();
            assertThat(send(server).outcome()).isEqualTo(Outcome.DEFERRED);
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }

    @Test
    void aSenderHasLessThanHalfOfItsClaim() throws IOException {
        try (var server = ScriptedServer.start(Map.of("RCPT", "DRIP"))) {
            var settings = settings(server.port(), Map.of("makegood.mail.conversation", "1h"));
            long before = System.nanoTime();
            var answer = new MailServer(settings, returnPaths, Clock.systemUTC(), meters, Duration.ofSeconds(2))
                    .send(mail());
            assertThat(answer.outcome()).isEqualTo(Outcome.DEFERRED);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void aConnectionThatIsKeptIsUsedAgainAndWhereItDiedAnotherIsMade() throws IOException {
        try (var server = ScriptedServer.start(Map.of())) {
            var mails = patient(server.port());
            assertThat(mails.send(mail()).outcome()).isEqualTo(Outcome.TAKEN);
            assertThat(mails.send(mail()).outcome()).isEqualTo(Outcome.TAKEN);
            assertThat(server.connections()).isEqualTo(1);
        }
        try (var server = ScriptedServer.start(Map.of("RCPT", "421 4.7.0 too many"))) {
            var mails = patient(server.port());
            mails.send(mail());
            mails.send(mail());
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void whoIsNotThereIsTriedAgain() throws IOException {
        int port;
        try (var server = ScriptedServer.start(Map.of())) {
            port = server.port();
        }
        assertThat(mailServer(port).send(mail()).outcome()).isEqualTo(Outcome.DEFERRED);
    }

    @Test
    void patienceIsTheServersWishWithinReason() {
        assertThat(Replies.patience("450 4.2.0 Greylisted, try again in 300 seconds"))
                .contains(Duration.ofMinutes(5));
        assertThat(Replies.patience("451 please retry after 10 minutes")).contains(Duration.ofMinutes(10));
        assertThat(Replies.patience("421 come back in 99999 minutes")).contains(Duration.ofHours(1));
        assertThat(Replies.patience("450 4.2.0 not now")).isEmpty();
    }

    private MailServer patient(int port) {
        var settings = settings(port, Map.of("makegood.mail.conversation", "20s"));
        return new MailServer(settings, returnPaths, Clock.systemUTC(), meters, Duration.ofMinutes(1));
    }

    private Answer send(ScriptedServer server) {
        return mailServer(server.port()).send(mail());
    }

    private MailServer mailServer(int port) {
        return new MailServer(settings(port, Map.of()), returnPaths, Clock.systemUTC(), meters, Duration.ofMinutes(1));
    }

    private static MailSettings settings(int port, Map<String, String> more) {
        return new SmallRyeConfigBuilder()
                .withMapping(MailSettings.class)
                .withDefaultValue("makegood.mail.host", "127.0.0.1")
                .withDefaultValue("makegood.mail.port", String.valueOf(port))
                .withDefaultValue("makegood.mail.conversation", "1s")
                .withDefaultValues(more)
                .addDiscoveredConverters()
                .build()
                .getConfigMapping(MailSettings.class);
    }

    static Mail mail() {
        return new Mail(
                UUID.randomUUID(),
                "Eleni Papadaki",
                TO,
                Language.EN,
                "MG-7QF3-K9MP",
                null,
                null,
                null,
                false,
                null,
                new Written("How it stands", "It stands well.\n.\n", "<p>It stands well.</p>"));
    }

    private static String messageId(ScriptedServer server) {
        return server.mails()
                .getFirst()
                .lines()
                .filter(line -> line.startsWith("Message-ID:"))
                .findFirst()
                .orElseThrow();
    }
}

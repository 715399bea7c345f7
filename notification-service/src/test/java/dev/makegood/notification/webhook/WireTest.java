package dev.makegood.notification.webhook;

import static dev.makegood.chassis.testing.ScriptedReceiver.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.testing.ScriptedReceiver;
import dev.makegood.chassis.testing.ScriptedReceiver.Behaviour;
import dev.makegood.notification.webhook.Egress.Target;
import dev.makegood.notification.webhook.Wire.Reply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** We call the address that was looked at, and the name of the URL is what its certificate has to show. */
class WireTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final String PASSWORD = "changeit";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    private static Path folder;

    private static ScriptedReceiver receiver;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=receiver.example", "-ext", "san=dns:receiver.example");
        keytool("-exportcert", "-rfc", "-file", certificate().toString());
        var store = KeyStore.getInstance(folder.resolve("keys").toFile(), PASSWORD.toCharArray());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        receiver = new ScriptedReceiver(tls.getServerSocketFactory());
    }

    @AfterAll
    static void stop() throws IOException {
        receiver.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theNameIsNotResolvedAgainAndIsWhatTheCertificateShows() throws IOException {
        receiver.on("/hook", says(200));
        assertThatThrownBy(() -> InetAddress.getAllByName("receiver.example")).isInstanceOf(UnknownHostException.class);

        assertThat(post(trusting(), "receiver.example", SOON).status()).isEqualTo(200);
        var call = receiver.calls("/hook").getLast();
        assertThat(call.header("host")).startsWith("receiver.example:");
        assertThat(call.header("x-one")).isEqualTo("1");
        assertThat(call.body()).isEqualTo("{}");
    }

    @Test
    void aCertificateOfAnotherNameIsNone() {
        receiver.on("/hook", says(200));
        int before = receiver.calls("/hook").size();
        assertThatThrownBy(() -> post(trusting(), "other.example", SOON))
                .isInstanceOf(IOException.class)
                .hasMessage("no trusted encrypted connection");
        assertThat(receiver.calls("/hook")).hasSize(before);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNone() {
        receiver.on("/hook", says(200));
        int before = receiver.calls("/hook").size();
        assertThatThrownBy(() -> post(new Wire(VERTX, EgressTest.settings(Map.of())), "receiver.example", SOON))
                .isInstanceOf(IOException.class)
                .hasMessage("no trusted encrypted connection");
        assertThat(receiver.calls("/hook")).hasSize(before);
    }

    @Test
    void whoeverTakesTooLongIsLeft() {
        for (var slow : List.of(new Behaviour.Hangs(), new Behaviour.Drips(Duration.ofMillis(100)))) {
            receiver.on("/hook", slow);
            long from = System.nanoTime();
            assertThatThrownBy(() -> post(trusting(), "receiver.example", AT_ONCE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no answer in time");
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
        }
    }

    @Test
    void ofAnAnswerTheBeginningIsKeptInOneLine() throws IOException {
        receiver.on("/hook", new Behaviour.Says(500, Map.of(), "a\r\nb\u001b[31mc\u2028d" + "e".repeat(1000)));
        var reply = post(trusting(), "receiver.example", SOON);
        assertThat(reply.words())
                .startsWith("a b [31mc de")
                .doesNotContain("\n", "\u001b")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void whereNobodyListensThereIsNoConnection() {
        assertThatThrownBy(() -> trusting()
                        .post(
                                new Target(URI.create("https://receiver.example:1/"), loopback(), 1),
                                Map.of(),
                                new byte[0],
                                SOON))
                .isInstanceOf(IOException.class)
                .hasMessage("no connection");
    }

    private static Reply post(Wire wire, String host, Duration within) throws IOException {
        var url = URI.create(receiver.url(host, "/hook"));
        return wire.post(
                new Target(url, loopback(), url.getPort()),
                Map.of("x-one", "1"),
                "{}".getBytes(StandardCharsets.UTF_8),
                within);
    }

    private static Wire trusting() {
        return new Wire(
                VERTX,
                EgressTest.settings(
                        Map.of("makegood.webhook.trust", certificate().toString())));
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static Path certificate() {
        return folder.resolve("certificate.pem");
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        var command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-keystore",
                                folder.resolve("keys").toString(),
                                "-storepass",
                                PASSWORD,
                                "-alias",
                                "receiver"),
                        Stream.of(arguments))
                .toList();
        var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        assertThat(keytool.waitFor()).as(() -> "keytool").isZero();
        assertThat(Files.exists(folder.resolve("keys"))).isTrue();
    }
}

package dev.makegood.e2e;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.testing.ScriptedReceiver;
import dev.makegood.chassis.testing.ScriptedReceiver.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A webhook of the running services, checked with the library that its receivers use. */
@ExtendWith(RunningStack.class)
class StandardWebhooksIT {

    private static final Path FOLDER = Path.of("webhooks");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final ScriptedReceiver receiver = new ScriptedReceiver();

    StandardWebhooksIT(Stack stack) {
        this.stack = stack;
    }

    @AfterEach
    void leave() throws IOException {
        receiver.close();
    }

    @Test
    void theLibraryOfItsReceiversTakesItForOurs() throws IOException, InterruptedException {
        var url = receiver.on("/hook", ScriptedReceiver.says(204));
        var olga = stack.as("olga");
        var webhook = olga.post("/v1/webhooks", Map.of("url", url)).expect(201);
        try {
            var eleni = stack.as("eleni");
            var customer = eleni.post(
                            "/v1/customers",
                            Map.of(
                                    "name",
                                    "Ann Ode",
                                    "language",
                                    "en",
                                    "email",
                                    UUID.randomUUID() + "@customers.example"))
                    .expect(201);
            var complaint = eleni.post(
                            "/v1/complaints",
                            Map.of("customerId", customer.at("/id"), "verbatim", "It broke.", "channel", "PHONE"))
                    .expect(201);
            var call = arrived("ComplaintReceived", complaint.at("/id"));
            assertThat(call.body()).doesNotContain("Ann Ode", "It broke.");
            var rotated = olga.post("/v1/webhooks/%s/rotate".formatted(webhook.at("/id")), "")
                    .expect(200);
            olga.post("/v1/webhooks/%s/test".formatted(webhook.at("/id")), "").expect(202);
            var ping = arrived("Ping", webhook.at("/id"));

            assumeTrue(npm(), "SKIPPED: the library is not there, since npm is not, or reaches no registry");
            assertThat(check(webhook.at("/secret"), call, call.body())).isEqualTo("ComplaintReceived");
            assertThat(check(webhook.at("/secret"), ping, ping.body())).isEqualTo("Ping");
            assertThat(check(rotated.at("/secret"), ping, ping.body())).isEqualTo("Ping");
            assertThat(check(rotated.at("/secret"), call, call.body())).isEqualTo("No matching signature found");
            assertThat(check(webhook.at("/secret"), call, call.body() + " ")).isEqualTo("No matching signature found");
        } finally {
            var path = "/v1/webhooks/" + webhook.at("/id");
            olga.delete(path, olga.get(path).header("ETag")).expect(204);
        }
    }

    private Call arrived(String type, String about) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> receiver.calls("/hook").stream()
                                .filter(call -> call.body().contains("\"" + type + "\"")
                                        && call.body().contains(about))
                                .toList(),
                        calls -> !calls.isEmpty())
                .getFirst();
    }

    /** Fetches the library, in the version that is locked. */
    private static boolean npm() throws InterruptedException {
        try {
            return run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                            .exit()
                    == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String check(String secret, Call call, String body) throws IOException, InterruptedException {
        var input = Map.of("secret", secret, "headers", call.headers(), "body", body);
        return run(JSON.writeValueAsString(input), "node", "check.mjs").said();
    }

    private record Ran(int exit, String said) {}

    private static Ran run(String input, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(List.of(command))
                    .directory(FOLDER.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Ran(process.waitFor(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

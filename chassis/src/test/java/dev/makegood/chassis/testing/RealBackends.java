package dev.makegood.chassis.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts PostgreSQL, Kafka, the identity provider and the mail sink for the tests of one module, in a process of their own that
 * ends with this one. The argument {@code database} names the service's database. Whether they run in containers is the system
 * property {@code backends}: {@code containers}, {@code embedded} or {@code auto}.
 */
public class RealBackends implements QuarkusTestResourceLifecycleManager {

    private static final String STARTED = "makegood.test.backends";

    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    @Override
    public Map<String, String> start() {
        JsonNode backends = backends();
        var database = arguments.getOrDefault("database", "chassis");
        var postgres = backends.get("postgres");
        Map<String, String> config = new HashMap<>();
        config.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://%s:%d/%s"
                        .formatted(
                                postgres.get("host").asText(),
                                postgres.get("port").asInt(),
                                database));
        config.put("quarkus.datasource.username", database);
        config.put("quarkus.datasource.password", database);
        config.put("kafka.bootstrap.servers", backends.get("kafka").asText());
        config.put("quarkus.oidc.auth-server-url", backends.get("oidc").asText());
        config.put("makegood.mail.host", backends.get("smtp").get("host").asText());
        config.put("makegood.mail.port", backends.get("smtp").get("port").asText());
        config.put("makegood.link.key", Base64.getEncoder().encodeToString(new byte[32]));
        config.put("makegood.link.base-url", "https://makegood.example");
        config.put("makegood.link.reply-address", "help@makegood.example");
        config.put("makegood.duty-lead.id", "00000000-0000-4000-8000-000000000001");
        config.put("makegood.duty-lead.name", "Lena Hartmann");
        config.put("quarkus.http.test-port", "0");
        config.put("quarkus.management.test-port", "0");
        System.setProperty("makegood.test.oidc", backends.get("oidc").asText());
        System.setProperty("makegood.test.inbox", backends.get("inbox").asText());
        return config;
    }

    /** They go on until this process ends: other test classes use them too. */
    @Override
    public void stop() {}

    /** Class loaders come and go during a run; what they share is kept where all see it. */
    private static synchronized JsonNode backends() {
        @Nullable String known = System.getProperty(STARTED);
        try {
            if (known == null) {
                known = launch();
                System.setProperty(STARTED, known);
            }
            return new ObjectMapper().readTree(known);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String launch() throws IOException {
        var target = root().resolve("local/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalStateException(
                    "Build the local module first: ./mvnw -Dquick -DskipTests -pl local package");
        }
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        target.resolve("classes") + System.getProperty("path.separator") + target.resolve("lib") + "/*",
                        "dev.makegood.local.Backends",
                        "--backends=" + System.getProperty("backends", "auto"))
                .redirectError(ProcessBuilder.Redirect.to(
                        Path.of("target", "backends.log").toFile()))
                .start();
        // It ends when its standard input does; this end of it is open for as long as this process lives.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        var line = process.inputReader().readLine();
        if (line == null) {
            throw new IllegalStateException("The backends did not start; see target/backends.log");
        }
        return line;
    }

    private static Path root() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside of the project");
    }
}

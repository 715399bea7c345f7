package dev.makegood.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The three services as processes of their own, on given backends. Each can be killed and started again by itself.
 */
public final class Services implements AutoCloseable {
    /** Their names, which are also their databases'. */
    public static final List<String> NAMES = List.of("complaint", "recovery", "notification");

    /** The mailbox that customers write to. */
    static final String REPLY_ADDRESS = "help@makegood.example";

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Path project;
    private final Path home;
    private final Backends backends;
    private final Map<String, Place> places;
    private final List<String> javaOptions;
    private final Map<String, String> environment;
    private final Map<String, Child> running = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** The ports of one service. */
    public record Place(int port, int managementPort) {
        /** Free ones. */
        public static Place free() {
            return new Place(Ports.free(), Ports.free());
        }
    }

    /**
     * {@code project} is the project's folder, where the services were built; {@code home} gets logs, process ids and
     * the key of the links. {@code environment} is added to that of every service.
     */
    public Services(
            Path project,
            Path home,
            Backends backends,
            Map<String, Place> places,
            List<String> javaOptions,
            Map<String, String> environment) {
        this.project = project.toAbsolutePath();
        this.home = home.toAbsolutePath();
        this.backends = backends;
        this.places = Map.copyOf(places);
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = Map.copyOf(environment);
    }

    /** On free ports. */
    public static Services onFreePorts(Path project, Path home, Backends backends, List<String> javaOptions) {
        Map<String, Place> places = new LinkedHashMap<>();
        NAMES.forEach(name -> places.put(name, Place.free()));
        return new Services(project, home, backends, places, javaOptions, Map.of());
    }

    /** The address of its API. */
    public String url(String name) {
        return "http://localhost:" + place(name).port();
    }

    /** The address of its health and metrics. */
    public String managementUrl(String name) {
        return "http://localhost:" + place(name).managementPort();
    }

    /** The folder of all that they keep outside of databases. */
    public Path home() {
        return home;
    }

    public Path logFile(String name) {
        return home.resolve("log").resolve(name + ".log");
    }

    public boolean isRunning(String name) {
        Child child = running.get(name);
        return child != null && child.isAlive();
    }

    /** The process of a service that was started. */
    public long pid(String name) {
        return child(name).pid();
    }

    /** Starts all three and waits until they are ready. */
    public void start() throws IOException, InterruptedException {
        for (String name : NAMES) {
            launch(name);
        }
        for (String name : NAMES) {
            awaitReady(name);
        }
    }

    /** Starts one and waits until it is ready. */
    public void start(String name) throws IOException, InterruptedException {
        launch(name);
        awaitReady(name);
    }

    /** Starts one and returns at once. */
    public void launch(String name) throws IOException {
        Path jar = jar(project, name);
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    "The " + name + " service is not built: there is no " + project.relativize(jar));
        }
        Files.createDirectories(logFile(name).getParent());
        Files.createDirectories(pidFile(home, name).getParent());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        Child child = Child.start(name, "TERM", command, home, logFile(name), environmentOf(name));
        running.put(name, child);
        Files.writeString(pidFile(home, name), Long.toString(child.pid()));
    }

    /** Waits for its readiness check; fails with the end of its log when it ends or takes too long. */
    public void awaitReady(String name) throws InterruptedException {
        Child child = child(name);
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady(name)) {
            if (!child.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The " + name + " service "
                        + (child.isAlive() ? "was not ready in time" : "ended while it started")
                        + ". Its log (" + logFile(name) + ") ends with:\n" + Child.lastLines(logFile(name), 30));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Whether its readiness check says so now. */
    public boolean isReady(String name) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(managementUrl(name) + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it without warning, as a power cut would. */
    public void kill9(String name) throws IOException, InterruptedException {
        Child child = child(name);
        child.kill();
        child.awaitEnd(STOP);
        forget(name);
    }

    /** Asks it to end, and waits. */
    public void stop(String name) throws IOException, InterruptedException {
        Child child = child(name);
        child.terminate();
        child.awaitEnd(STOP);
        forget(name);
    }

    @Override
    public void close() {
        running.values().forEach(Child::terminate);
        for (String name : List.copyOf(running.keySet())) {
            try {
                child(name).awaitEnd(STOP);
                forget(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                running.values().forEach(Child::kill);
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends services that an earlier launcher left behind in {@code home}, and says so. */
    static void stopLeftovers(Path home) throws IOException, InterruptedException {
        for (String name : NAMES) {
            Path file = pidFile(home, name);
            if (!Files.exists(file)) {
                continue;
            }
            long pid = Long.parseLong(Files.readString(file).strip());
            ProcessHandle process = ProcessHandle.of(pid).orElse(null);
            if (process != null && Processes.commandLine(pid).contains(name + "-service/target/quarkus-app")) {
                System.out.println(
                        "A " + name + " service of an earlier run (process " + pid + ") is still there: stopping it");
                process.destroy();
                Child.awaitEnd(process, STOP);
            }
            Files.delete(file);
        }
    }

    static Path jar(Path project, String name) {
        return project.resolve(name + "-service/target/quarkus-app/quarkus-run.jar");
    }

    private static Path pidFile(Path home, String name) {
        return home.resolve("run").resolve(name + ".pid");
    }

    private void forget(String name) throws IOException {
        running.remove(name);
        Files.deleteIfExists(pidFile(home, name));
    }

    private Child child(String name) {
        Child child = running.get(name);
        if (child == null) {
            throw new IllegalStateException("The " + name + " service was not started");
        }
        return child;
    }

    private Place place(String name) {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("No service " + name);
        }
        return place;
    }

    private Map<String, String> environmentOf(String name) throws IOException {
        Users.User lead = Users.of("lena");
        Map<String, String> all = new LinkedHashMap<>();
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(place(name).port()));
        all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(place(name).managementPort()));
        all.put("QUARKUS_DATASOURCE_JDBC_URL", backends.postgres().jdbcUrl(name));
        all.put("QUARKUS_DATASOURCE_USERNAME", name);
        all.put("QUARKUS_DATASOURCE_PASSWORD", name);
        all.put("KAFKA_BOOTSTRAP_SERVERS", backends.kafka());
        all.put("QUARKUS_OIDC_AUTH_SERVER_URL", backends.oidc());
        all.put("MAKEGOOD_MAIL_HOST", backends.smtp().host());
        all.put("MAKEGOOD_MAIL_PORT", Integer.toString(backends.smtp().port()));
        all.put("MAKEGOOD_LINK_KEY", linkKey());
        all.put("MAKEGOOD_ATTACHMENTS_FOLDER", home.resolve("attachments").toString());
        // Customers' pages are complaint-service's, partners' pages recovery-service's own.
        all.put("MAKEGOOD_LINK_BASE_URL", url(name.equals("recovery") ? "recovery" : "complaint"));
        all.put("MAKEGOOD_LINK_REPLY_ADDRESS", REPLY_ADDRESS);
        // The page of known problems is recovery-service's, and leads to where customers complain.
        all.put("MAKEGOOD_PROBLEM_COMPLAIN_URL", url("complaint") + "/complain");
        all.put("MAKEGOOD_MAIL_IN_HOST", backends.imap().host());
        all.put("MAKEGOOD_MAIL_IN_PORT", Integer.toString(backends.imap().port()));
        all.put("MAKEGOOD_MAIL_IN_USER", ComplaintsMailbox.USER);
        all.put("MAKEGOOD_MAIL_IN_PASSWORD", ComplaintsMailbox.USER);
        all.put("MAKEGOOD_MAIL_IN_TLS", "NEVER");
        // The mailbox is in memory, and every mail is kept by then.
        all.put("MAKEGOOD_MAIL_IN_AFTERWARDS", "DELETE");
        all.put("MAKEGOOD_MAIL_IN_AUTHSERV_ID", ComplaintsMailbox.NAME);
        // Whoever tries webhooks out does so on this machine.
        all.put("MAKEGOOD_WEBHOOK_ALLOW_HTTP", "true");
        all.put("MAKEGOOD_WEBHOOK_ALLOW_NETWORKS", "127.0.0.1/32,::1/128");
        all.put("MAKEGOOD_DUTY_LEAD_ID", lead.sub().toString());
        all.put("MAKEGOOD_DUTY_LEAD_NAME", lead.name());
        all.putAll(environment);
        return all;
    }

    /** The key that signs the customers' links; kept, so that links in old mails still open. */
    private synchronized String linkKey() throws IOException {
        Path file = home.resolve("link.key");
        if (!Files.exists(file)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Secrets.write(file, Base64.getEncoder().encodeToString(key));
        }
        return Files.readString(file);
    }
}

package dev.makegood.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What ./run starts: the backends, the three services and the demonstration's data; until Ctrl-C. */
public final class Launcher {
    private static final List<String> JAVA_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx160m", "-Xshare:auto");

    private final Path project = Path.of("").toAbsolutePath();
    private final Path home = project.resolve("data/local");
    private final Map<String, Integer> ports = ports(System.getenv());

    private volatile boolean stopping;

    private Launcher() {}

    private record Wishes(boolean fresh, boolean demo, BackendsOptions.Mode mode) {
        static Wishes of(String... args) {
            boolean fresh = false;
            boolean demo = true;
            BackendsOptions.Mode mode = BackendsOptions.Mode.EMBEDDED;
            for (String arg : args) {
                if (arg.equals("--fresh")) {
                    fresh = true;
                } else if (arg.equals("--no-demo")) {
                    demo = false;
                } else if (arg.startsWith("--backends=")) {
                    mode = BackendsOptions.Mode.of(arg.substring("--backends=".length()));
                } else {
                    throw new IllegalArgumentException("No option " + arg + "; ./run --help names them");
                }
            }
            return new Wishes(fresh, demo, mode);
        }
    }

    /** Runs until it is asked to end. */
    public static void main(String... args) throws InterruptedException {
        try {
            new Launcher().run(Wishes.of(args));
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run(Wishes wishes) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Files.createDirectories(home.getParent());
        try (FileChannel file = FileChannel.open(
                        home.resolveSibling("local.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IllegalStateException("Another ./run uses " + home + " already");
            }
            Services.stopLeftovers(home);
            Postgres.stopLeftover(home.resolve("postgres"));
            requireFreePorts();
            if (wishes.fresh) {
                Folders.delete(home);
            }
            requireBuilt();
            Files.createDirectories(home.resolve("log"));
            start(wishes, began);
        }
    }

    private void start(Wishes wishes, long began) throws IOException, InterruptedException {
        System.out.println("Starting PostgreSQL, Kafka, the mail sink and the identity provider …");
        Backends backends = Backends.start(new BackendsOptions(
                wishes.mode,
                home,
                port("postgres"),
                port("kafka"),
                port("oidc"),
                port("smtp"),
                port("inbox"),
                port("imap")));
        Services services = new Services(
                project,
                home,
                backends,
                places(),
                javaOptions(),
                // Texts go to the inbox as well, at any hour.
                Map.of(
                        "MAKEGOOD_SMS_URL",
                        backends.inbox() + "/texts",
                        "MAKEGOOD_SMS_SECRET",
                        "local",
                        "MAKEGOOD_PREFERENCE_NIGHT_FROM",
                        "00:00",
                        "MAKEGOOD_PREFERENCE_NIGHT_UNTIL",
                        "00:00"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            stopping = true;
            System.out.println("\nStopping …");
            services.close();
            backends.close();
        }));
        System.out.println("Starting the services …");
        services.start();
        System.out.printf(
                "Ready after %.1f s.%n",
                Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0);
        if (wishes.demo) {
            loadDemo(services, backends);
        }
        welcome(services, backends);
        watch(services);
    }

    private void loadDemo(Services services, Backends backends) throws IOException, InterruptedException {
        Path loaded = home.resolve("demo-loaded");
        if (Files.exists(loaded) && !backends.inContainers()) {
            return;
        }
        DemoData demo = new DemoData(services.url("complaint"), services.url("recovery"), new Tokens(backends.oidc()));
        if (demo.load(System.out)) {
            Files.writeString(loaded, "");
        }
    }

    /** A service that ends by itself is said once; the others go on, as they would anywhere. */
    private void watch(Services services) throws InterruptedException {
        Set<String> told = new HashSet<>();
        while (true) {
            for (String name : Services.NAMES) {
                if (!services.isRunning(name) && !stopping && told.add(name)) {
                    System.err.println("The " + name + " service has ended. Its log: " + services.logFile(name));
                }
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void welcome(Services services, Backends backends) throws IOException {
        String text;
        try (InputStream file = Launcher.class.getResourceAsStream("/welcome.txt")) {
            if (file == null) {
                throw new IOException("welcome.txt is not on the classpath");
            }
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder users = new StringBuilder();
        for (Users.User user : Users.all()) {
            users.append(
                    "    %-8s %-28s %s%n".formatted(user.username(), user.name(), String.join(", ", user.roles())));
        }
        System.out.println(text.replace("{complaint}", services.url("complaint"))
                .replace("{recovery}", services.url("recovery"))
                .replace("{notification}", services.url("notification"))
                .replace("{inbox}", backends.inbox())
                .replace(
                        "{imap}", backends.imap().host() + ":" + backends.imap().port())
                .replace("{oidc}", backends.oidc())
                .replace(
                        "{postgres}",
                        backends.postgres().host() + ":" + backends.postgres().port())
                .replace("{kafka}", backends.kafka())
                .replace("{logs}", project.relativize(home.resolve("log")).toString())
                .replace("{users}", users.toString().stripTrailing()));
    }

    private void requireBuilt() {
        for (String name : Services.NAMES) {
            if (!Files.exists(Services.jar(project, name))) {
                throw new IllegalStateException("The " + name + " service is not built; ./run builds it");
            }
        }
    }

    private void requireFreePorts() {
        StringBuilder taken = new StringBuilder();
        ports.forEach((name, port) -> {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(Ports.loopback(), port));
            } catch (IOException e) {
                taken.append("  %d (%s), by %s; MAKEGOOD_%s_PORT sets another%n"
                        .formatted(port, name, Processes.holder(port), environmentName(name)));
            }
        });
        if (!taken.isEmpty()) {
            throw new IllegalStateException("Nothing was started, because these ports are taken:\n" + taken);
        }
    }

    private Map<String, Services.Place> places() {
        Map<String, Services.Place> places = new LinkedHashMap<>();
        for (String name : Services.NAMES) {
            places.put(name, new Services.Place(port(name), port(name + " management")));
        }
        return places;
    }

    private int port(String name) {
        return ports.getOrDefault(name, 0);
    }

    private static Map<String, Integer> ports(Map<String, String> environment) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("complaint", 8081);
        ports.put("recovery", 8082);
        ports.put("notification", 8083);
        ports.put("complaint management", 9081);
        ports.put("recovery management", 9082);
        ports.put("notification management", 9083);
        ports.put("oidc", 8090);
        ports.put("smtp", 2525);
        ports.put("inbox", 8025);
        ports.put("imap", 2143);
        ports.put("postgres", 5442);
        ports.put("kafka", 9192);
        ports.replaceAll((name, port) -> {
            String wanted = environment.get("MAKEGOOD_" + environmentName(name) + "_PORT");
            return wanted == null ? port : Integer.valueOf(wanted);
        });
        return ports;
    }

    private static String environmentName(String name) {
        return name.toUpperCase(Locale.ROOT).replace(' ', '_');
    }

    private static List<String> javaOptions() {
        String wanted = System.getenv("MAKEGOOD_JAVA_OPTS");
        return wanted == null || wanted.isBlank()
                ? JAVA_OPTIONS
                : List.of(wanted.strip().split("\\s+", -1));
    }
}

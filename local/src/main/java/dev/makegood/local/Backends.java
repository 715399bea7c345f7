package dev.makegood.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What the services need beneath them: PostgreSQL, Kafka, a mail server, an identity provider. As a process of its own
 * it prints one line of JSON when all of them are ready, and stops them when its standard input ends or on SIGTERM, so
 * that it cannot outlive the test that started it.
 */
public final class Backends implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final boolean containers;
    private Database postgres = new Database("localhost", 0, Postgres.SUPERUSER, Postgres.PASSWORD);
    private String kafka = "";
    private String oidc = "";
    private MailServer smtp = new MailServer("localhost", 0);
    private String inbox = "";
    private MailServer imap = new MailServer("localhost", 0);

    /** Where PostgreSQL is, and its superuser. */
    public record Database(String host, int port, String user, String password) {

        /** The JDBC address of one of its databases. */
        public String jdbcUrl(String database) {
            return Postgres.url(host, port, database);
        }
    }

    /** Where mail is sent to, or read from. */
    public record MailServer(String host, int port) {}

    private Backends(boolean containers) {
        this.containers = containers;
    }

    /** Starts all and returns when all are ready. */
    public static Backends start(BackendsOptions options) throws IOException, InterruptedException {
        boolean containers = switch (options.mode()) {
            case CONTAINERS -> true;
            case EMBEDDED -> false;
            case AUTO -> Containers.engineAnswers();
        };
        Backends backends = new Backends(containers);
        try {
            backends.startAll(options, backends.folder(options.data()));
            return backends;
        } catch (IOException | InterruptedException | RuntimeException e) {
            backends.close();
            throw e;
        }
    }

    /** Whether PostgreSQL and Kafka are containers, which keep nothing for the next start. */
    public boolean inContainers() {
        return containers;
    }

    public Database postgres() {
        return postgres;
    }

    /** Kafka's bootstrap address. */
    public String kafka() {
        return kafka;
    }

    /** The issuer's address. */
    public String oidc() {
        return oidc;
    }

    public MailServer smtp() {
        return smtp;
    }

    /** The address where sent mails can be read. */
    public String inbox() {
        return inbox;
    }

    /** Where mails to Makegood arrive. */
    public MailServer imap() {
        return imap;
    }

    private Path folder(@Nullable Path wanted) throws IOException {
        if (wanted != null) {
            return Files.createDirectories(wanted);
        }
        Path temporary = Files.createTempDirectory("makegood-");
        // PostgreSQL may run as another user than the one whose folder this is.
        temporary.toFile().setExecutable(true, false);
        started.push(() -> Folders.delete(temporary));
        return temporary;
    }

    private void startAll(BackendsOptions options, Path home) throws IOException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> slow = containers
                    ? threads.submit(() -> startContainers(options))
                    : threads.submit(task(() -> startPostgres(options, home)));
            Future<?> broker = containers ? slow : threads.submit(task(() -> startBroker(options, home)));
            Future<?> quick = threads.submit(task(() -> {
                startMail(options, home);
                startIdentityProvider(options, home);
            }));
            for (Future<?> task : List.of(quick, slow, broker)) {
                await(task);
            }
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Callable<Boolean> task(Step step) {
        return () -> {
            step.run();
            return true;
        };
    }

    private static void await(Future<?> task) throws IOException, InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private boolean startContainers(BackendsOptions options) throws InterruptedException {
        Containers both = opened(Containers.start(options.postgresPort(), options.kafkaPort()));
        postgres = new Database(both.postgresHost(), both.postgresPort(), Postgres.SUPERUSER, Postgres.PASSWORD);
        kafka = both.kafka();
        return true;
    }

    private void startPostgres(BackendsOptions options, Path home) throws IOException, InterruptedException {
        Postgres server = opened(Postgres.start(home, options.postgresPort()));
        postgres = new Database("localhost", server.port(), Postgres.SUPERUSER, Postgres.PASSWORD);
    }

    private void startBroker(BackendsOptions options, Path home) throws IOException, InterruptedException {
        kafka = opened(Broker.start(home, options.kafkaPort())).address();
    }

    private void startMail(BackendsOptions options, Path home) throws IOException {
        MailFaults faults = new MailFaults();
        Inbox mails = opened(new Inbox(home));
        ComplaintsMailbox ours = opened(ComplaintsMailbox.start(options.imapPort(), Clock.systemUTC()));
        imap = new MailServer("localhost", ours.port());
        smtp = new MailServer(
                "localhost",
                opened(MailSink.start(options.smtpPort(), mails, ours, faults, Clock.systemUTC()))
                        .port());
        inbox = opened(InboxPages.start(options.inboxPort(), mails, ours, faults))
                .url();
    }

    private void startIdentityProvider(BackendsOptions options, Path home) throws IOException {
        oidc = opened(IdentityProvider.start(home, options.oidcPort(), Clock.systemUTC()))
                .issuer();
    }

    private <T extends AutoCloseable> T opened(T part) {
        synchronized (started) {
            started.push(part);
        }
        return part;
    }

    /** Stops all, the last started first. */
    @Override
    public void close() {
        synchronized (started) {
            while (!started.isEmpty()) {
                try {
                    started.pop().close();
                } catch (Exception e) {
                    System.err.println("While stopping: " + e);
                }
            }
        }
    }

    private String json() {
        return Json.write(
                Map.of("postgres", postgres, "kafka", kafka, "oidc", oidc, "smtp", smtp, "inbox", inbox, "imap", imap));
    }

    /** Runs until standard input ends. */
    public static void main(String... args) throws InterruptedException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try {
            Backends backends = start(BackendsOptions.parse(args));
            Runtime.getRuntime().addShutdownHook(new Thread(backends::close));
            out.write((backends.json() + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            System.err.println("The backends did not start: " + e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }
}

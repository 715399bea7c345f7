package dev.makegood.e2e;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Measures what docs/performance.md reports, on this machine, in one run: starting time and memory of each service; intake beside
 * pgbench inserting the same rows into the same PostgreSQL, round by round; from the answer 201 to the mail server; and how soon
 * many promises that are due at once are broken by two replicas. Run it with {@code e2e/benchmark}, on a machine that does nothing else.
 */
public final class Benchmark {

    private static final int CLIENTS = 16;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final int WARM_UP = 15_000;
    private static final int PROMISES = 100_000;
    private static final int FIRST_PROMISES = 5_000;
    private static final int PER_SECOND = 100;
    private static final int SECONDS = 30;
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+)");

    private static final String WORDS = """
            On 3 March your contractor towed my car and bent the front axle. The workshop could mend it in two days, but \
            they wait for a claim number which your insurer's agent in another state has, and who does not call back. I have \
            telephoned nine times, and each time I was asked for the same papers again. I want the car mended, a car until \
            then, and somebody who tells me what happens next without my having to ask. It is six weeks now. Nobody has said \
            that they are sorry. I have been a customer for fifteen years and I do not understand why it is I who has to carry \
            messages between three companies that you chose. Please tell me who is responsible for this, by name.
            """;

    private static final String PENDING = "select count(*) from promise where next_at is not null and stage = 'BREAK'";

    private static final String TOLD = "select count(%s) from outbox where type = 'dev.makegood.%s'";

    /** Whose the journeys are, and who hears of it. */
    private static final String PEOPLE = """
            insert into agent (id, version, name, team, role, languages, skills, capacity, presence) values
                ('eb541849-7b35-5ea1-a38b-9230040056bd', 0, 'Eleni Papadaki', 'care', 'AGENT', '{en}', '{}', 9, 'HERE'),
                ('f59fd8b0-8ada-5aea-bdda-51c2d2567adc', 0, 'Lena Hartmann', 'care', 'LEAD', '{en}', '{}', 9, 'HERE')
            on conflict do nothing
            """;

    private static final String PROMISE = """
            with told as (select ?::integer as number, ?::timestamptz as due),
            made as (
                insert into journey (id, version, reference, customer_id, customer_version, customer_name, language,
                    verbatim, state, owner_id, owner_name, holder_id, holder_name, owner_since, opened_at, open_legs,
                    open_remedies, next_promise_at)
                select uuidv7(), 0, 'MG-7QF3-K9MP', gen_random_uuid(), 1, 'Amara Diallo', 'en', 'Still nothing.',
                    'RECOVERING', 'eb541849-7b35-5ea1-a38b-9230040056bd', 'Eleni Papadaki',
                    'eb541849-7b35-5ea1-a38b-9230040056bd', 'Eleni Papadaki', now(), now(), 0, 0, told.due
                from told, generate_series(1, told.number)
                returning id, next_promise_at)
            insert into promise (id, journey_id, kind, due_at, state, made_at, calendar_id, calendar_version, agreed_at,
                warn_at, escalate_at, stage, next_at)
            select uuidv7(), made.id, 'NEXT_UPDATE', next_promise_at, 'PENDING', now(), 'always', 1, next_promise_at,
                now(), next_promise_at + interval '1 day', 'BREAK', next_promise_at
            from made
            """;

    private final Stack stack;

    private Benchmark(Stack stack) {
        this.stack = stack;
    }

    /** Prints the figures as Markdown: all of them, or those that are named: starting, latency, sweep, intake. */
    public static void main(String... arguments) throws Exception {
        try (var stack = Stack.start()) {
            var benchmark = new Benchmark(stack);
            System.out.printf(
                    "On %d cores, Java %s, %s.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now());
            var wanted = arguments.length == 0 ? List.of("starting", "latency", "sweep", "intake") : List.of(arguments);
            if (wanted.contains("starting")) {
                benchmark.starting();
            }
            if (wanted.contains("latency")) {
                benchmark.latency();
            }
            if (wanted.contains("sweep")) {
                benchmark.sweep();
            }
            if (wanted.contains("intake")) {
                benchmark.intake();
            }
        }
    }

    /** One service after the other, by itself, on databases that are migrated already. */
    private void starting() throws IOException, InterruptedException {
        System.out.println("| service | start to ready, s | resident memory after start, MiB |");
        System.out.println("| --- | ---: | ---: |");
        for (String name : List.of("complaint", "recovery", "notification")) {
            stack.services().stop(name);
            long before = System.nanoTime();
            stack.services().start(name);
            double seconds = (System.nanoTime() - before) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %d |%n",
                    name,
                    seconds,
                    resident(stack.services().pid(name)));
        }
        System.out.println();
    }

    private static long resident(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        return Files.isReadable(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0)
                : 0;
    }

    /** An open loop: complaints come at a fixed rate, whether or not earlier ones are answered. */
    private void latency() throws Exception {
        complain(WARM_UP);
        awaitQuiet();
        Map<String, Instant> answered = new ConcurrentHashMap<>();
        List<Long> answerMicros = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> calls = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < PER_SECOND * SECONDS; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                var address = "latency-%d@customers.example".formatted(i);
                calls.add(threads.submit(() -> {
                    long began = System.nanoTime();
                    stack.anybody().post("/v1/complaints", complaint(address)).expect(201);
                    answered.put(address, Instant.now());
                    return (System.nanoTime() - began) / 1_000;
                }));
            }
            for (Future<Long> call : calls) {
                answerMicros.add(call.get());
            }
        }
        awaitQuiet();
        List<Long> mailMicros = new ArrayList<>();
        stack.mailbox().arrivals("latency-").forEach((address, at) -> {
            var since = Optional.ofNullable(answered.get(address)).orElseThrow();
            mailMicros.add(Math.max(0, Duration.between(since, at).toNanos() / 1_000));
        });
        System.out.printf("At %d complaints/s for %d s (%d mails):%n%n", PER_SECOND, SECONDS, mailMicros.size());
        System.out.println("| | p50, ms | p99, ms |");
        System.out.println("| --- | ---: | ---: |");
        row("request to 201", answerMicros);
        row("201 to the mail server", mailMicros);
        System.out.println();
    }

    private static void row(String what, List<Long> micros) {
        var sorted = micros.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f |%n",
                what,
                sorted.get(sorted.size() / 2) / 1e3,
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100)) / 1e3);
    }

    /** Two replicas of recovery-service, and promises of as many journeys that all are due at one instant. */
    private void sweep() throws Exception {
        stack.services().stop("complaint");
        stack.services().stop("notification");
        try (var replicas = stack.replicas()) {
            replicas.start("recovery");
            promise(FIRST_PROMISES, Duration.ofSeconds(2));
            await("recovery", PENDING);
            await("recovery", "select count(*) from outbox where sent_at is null");
            var due = promise(PROMISES, Duration.ofSeconds(20));
            await("recovery", PENDING);
            var broken = Duration.between(due, Instant.now());
            await("recovery", "select count(*) from outbox where sent_at is null");
            var published = Duration.between(due, Instant.now());
            System.out.printf("%d promises due at one instant, two replicas:%n%n", PROMISES);
            System.out.println("| | |");
            System.out.println("| --- | ---: |");
            System.out.printf(
                    Locale.ROOT, "| all broken, and told in the outbox, s | %.1f |%n", broken.toMillis() / 1e3);
            System.out.printf(Locale.ROOT, "| all published, s | %.1f |%n", published.toMillis() / 1e3);
            for (String event : List.of("PromiseBroken", "JourneyEscalated", "RightBreached")) {
                System.out.printf(
                        "| %s: told, of different promises | %d, %d |%n",
                        event,
                        stack.count("recovery", TOLD.formatted("*", event)),
                        stack.count(
                                "recovery",
                                TOLD.formatted("distinct convert_from(body, 'UTF8')::jsonb ->> 'promiseId'", event)));
            }
            System.out.println();
        }
        stack.services().start("complaint");
        stack.services().start("notification");
    }

    /** So many journeys with one promise each; returns the instant at which they all are due. */
    private Instant promise(int number, Duration in) throws SQLException {
        try (var connection = stack.connect("recovery")) {
            connection.setAutoCommit(false);
            try (var people = connection.createStatement()) {
                people.execute(PEOPLE);
            }
            var due = Instant.now().plus(in);
            try (var insert = connection.prepareStatement(PROMISE)) {
                insert.setInt(1, number);
                insert.setObject(2, due.atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            }
            connection.commit();
            return due;
        }
    }

    /** Complaint-service and pgbench in turn, each with the machine to itself, on the same PostgreSQL. */
    private void intake() throws Exception {
        stack.services().stop("recovery");
        stack.services().stop("notification");
        complain(WARM_UP);
        var script = prepare();
        List<Double> ratios = new ArrayList<>();
        System.out.printf("%d clients, %d rounds of %d s each, in turn:%n%n", CLIENTS, ROUNDS, ROUND.toSeconds());
        System.out.println("| round | complaints/s over HTTP | pgbench transactions/s | ratio |");
        System.out.println("| ---: | ---: | ---: | ---: |");
        for (int round = 1; round <= ROUNDS; round++) {
            double ours = complain(ROUND);
            awaitPublished();
            double theirs = pgbench(script);
            ratios.add(ours / theirs);
            System.out.printf(Locale.ROOT, "| %d | %.0f | %.0f | %.2f |%n", round, ours, theirs, ours / theirs);
        }
        System.out.printf(
                Locale.ROOT,
                "%nMedian ratio %.2f.%n",
                ratios.stream().sorted().toList().get(ROUNDS / 2));
    }

    private double complain(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        var done = new AtomicLong();
        clients(() -> {
            while (System.nanoTime() < end) {
                stack.anybody()
                        .post("/v1/complaints", complaint("amara@customers.example"))
                        .expect(201);
                done.incrementAndGet();
            }
        });
        return done.get() / (duration.toNanos() / 1e9);
    }

    private void complain(int number) throws InterruptedException {
        var left = new AtomicLong(number);
        clients(() -> {
            while (left.getAndDecrement() > 0) {
                stack.anybody()
                        .post("/v1/complaints", complaint("warm@customers.example"))
                        .expect(201);
            }
        });
    }

    private static void clients(Runnable work) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                var unused = threads.submit(work);
            }
            threads.shutdown();
            threads.awaitTermination(10, TimeUnit.MINUTES);
        }
    }

    private static Map<String, Object> complaint(String address) {
        return Map.of(
                "customer",
                Map.of("name", "Amara Diallo", "language", "en", "email", address),
                "verbatim",
                WORDS,
                "product",
                "Road assistance");
    }

    /** The same tables with the same indexes, beside those that the service writes, so that no made row is ever published. */
    private Path prepare() throws SQLException, IOException {
        String event;
        String answer;
        try (var connection = stack.connect("complaint");
                var statement = connection.createStatement()) {
            statement.execute("create schema bench");
            for (String table : List.of("customer", "complaint", "outbox", "outbox_sequence", "idempotency")) {
                statement.execute("create table bench.%1$s (like public.%1$s including all)".formatted(table));
            }
            try (var row = statement.executeQuery(
                    "select convert_from(body, 'UTF8') from outbox order by position desc limit 1")) {
                row.next();
                event = row.getString(1);
            }
            try (var row = statement.executeQuery("select convert_from(body, 'UTF8') from idempotency limit 1")) {
                row.next();
                answer = row.getString(1);
            }
        }
        var script = Files.createTempFile("intake", ".sql");
        String rows;
        try (var in = Benchmark.class.getResourceAsStream("/intake.sql")) {
            rows = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        Files.writeString(
                script,
                rows.replace("{words}", quoted(WORDS))
                        .replace("{event}", quoted(event))
                        .replace("{answer}", quoted(answer)));
        return script;
    }

    /** For a literal on one line of a script in which a colon before a letter would name a variable. */
    private static String quoted(String text) {
        return text.replace("'", "''").replace("\n", " ").replace("\\", "/").replace(":", ": ");
    }

    private double pgbench(Path script) throws IOException, InterruptedException {
        var postgres = stack.postgres();
        var builder = new ProcessBuilder(
                pgbench(),
                "-n",
                "-M",
                "prepared",
                "-c",
                "" + CLIENTS,
                "-j",
                "2",
                "-T",
                "" + ROUND.toSeconds(),
                "-h",
                postgres.host(),
                "-p",
                "" + postgres.port(),
                "-U",
                "complaint",
                "-f",
                script.toString(),
                "complaint");
        builder.environment().put("PGPASSWORD", "complaint");
        builder.environment().put("PGOPTIONS", "-c search_path=bench,public");
        var process = builder.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var found = TPS.matcher(output);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IllegalStateException("pgbench: " + output);
        }
        return Double.parseDouble(found.group(1));
    }

    private static String pgbench() throws IOException {
        var folders = new ArrayList<>(Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(Path::of)
                .toList());
        var debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (var versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder()).forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        return folders.stream()
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no pgbench here; it comes with PostgreSQL"))
                .toString();
    }

    private void awaitQuiet() throws SQLException, InterruptedException {
        awaitPublished();
        await("notification", "select count(*) from delivery where state <> 'SENT'");
        await("notification", "select abs((select count(*) from delivery) - %d)".formatted(complaints()));
    }

    private long complaints() throws SQLException {
        return stack.count("complaint", "select count(*) from complaint");
    }

    private void awaitPublished() throws SQLException, InterruptedException {
        await("complaint", "select count(*) from outbox where sent_at is null");
    }

    private void await(String service, String zero) throws SQLException, InterruptedException {
        while (stack.count(service, zero) > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}

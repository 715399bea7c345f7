package dev.makegood.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures how fast notification-service sends what has piled up: a hundred thousand mails to customers of fifty mail domains wait, and
 * go to a local mail server, first by one replica, then by two. Run it with {@code e2e/benchmark deliveries [mails]}.
 */
public final class DrainBenchmark {

    private static final String SERVICE = "notification";
    private static final int WARM_UP = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double MIB = 1024.0 * 1024;

    private static final String CUSTOMERS = """
            insert into recipient_customer (customer_id, version, name, language, email)
            select md5('%1$s' || i)::uuid, 1, 'Customer ' || i, (array['EN', 'ES', 'EL', 'FI', 'RU'])[1 + i %% 5],
                '%1$s-' || i || '@domain-' || i %% 50 || '.example'
            from generate_series(1, %2$d) i
            """;

    private static final String COMPLAINTS = """
            insert into recipient (complaint_id, reference, customer_id, link_generation)
            select md5('%1$s-complaint' || i)::uuid, 'MG-7QF3-K9MP', md5('%1$s' || i)::uuid, 1 from generate_series(1, %2$d) i
            """;

    private static final String DELIVERIES = """
            insert into delivery (id, complaint_id, event_id, audience, person, lane, kind, medium, receiver, state, model, queued_at,
                expires_at)
            select gen_random_uuid(), md5('%1$s-complaint' || i)::uuid, gen_random_uuid(), 'CUSTOMER',
                md5('%1$s-complaint' || i), md5('%1$s-complaint' || i)::uuid, 'update', 'EMAIL', 'domain-' || i %% 50 || '.example',
                'QUEUED', '{"by": "Eleni Papadaki", "words": "The part is here. Your car is ready on Tuesday."}', now(),
                now() + interval '1 day'
            from generate_series(1, %2$d) i
            """;

    private final Stack stack;
    private final CountingSink sink;
    private final HttpClient http = HttpClient.newHttpClient();
    private long filled;

    private DrainBenchmark(Stack stack, CountingSink sink) {
        this.stack = stack;
        this.sink = sink;
    }

    /** Prints the figures as Markdown. */
    public static void main(String... arguments) throws Exception {
        int mails = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        try (var sink = CountingSink.start();
                var stack = Stack.start(List.of(
                        "-Dmakegood.mail.host=127.0.0.1",
                        "-Dmakegood.mail.port=" + sink.port(),
                        "-Dmakegood.mail.tls=NEVER"))) {
            System.out.printf(
                    "On %d cores, Java %s, %s.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now());
            new DrainBenchmark(stack, sink).run(mails);
        }
    }

    private void run(int mails) throws Exception {
        stack.services().stop("complaint");
        stack.services().stop("recovery");
        drain("warm", WARM_UP);
        System.out.println("| replicas | mails | s | mails/s | heap at most in the first half, MiB | in the second |");
        System.out.println("| ---: | ---: | ---: | ---: | ---: | ---: |");
        row(1, mails, drain("one", mails));
        try (var second = stack.replicas()) {
            second.start(SERVICE);
            row(2, mails, drain("two", mails));
        }
        System.out.printf(
                "%n%d mails were queued, %d different ones came, %d of them twice; resent after a crash: %d; not sent: %d.%n",
                filled,
                sink.mails(),
                sink.duplicates(),
                stack.count(SERVICE, "select sum(resent_after_crash) from delivery"),
                stack.count(SERVICE, "select count(*) from delivery where state <> 'SENT'"));
    }

    private record Drained(double seconds, double firstHalf, double secondHalf) {}

    private static void row(int replicas, int mails, Drained drained) {
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.1f | %.0f | %.0f | %.0f |%n",
                replicas,
                mails,
                drained.seconds(),
                mails / drained.seconds(),
                drained.firstHalf() / MIB,
                drained.secondHalf() / MIB);
    }

    /** Fills the queue while nothing leaves, lets it go, and waits until all of it is sent. */
    private Drained drain(String name, int mails) throws Exception {
        run("insert into channel_pause values ('EMAIL', now(), 'benchmark', 'Benchmark', 'fills')");
        for (var sql : List.of(CUSTOMERS, COMPLAINTS, DELIVERIES)) {
            run(sql.formatted(name, mails));
        }
        run("analyze delivery");
        filled += mails;
        run("delete from channel_pause");
        long began = System.nanoTime();
        double first = 0;
        double second = 0;
        while (sink.mails() < filled || unsent()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("Only %d of %d came".formatted(sink.mails(), filled));
            }
            TimeUnit.MILLISECONDS.sleep(500);
            double heap = metric("jvm_memory_used_bytes{area=\"heap\"");
            if (sink.mails() < filled - mails / 2) {
                first = Math.max(first, heap);
            } else {
                second = Math.max(second, heap);
            }
        }
        return new Drained((System.nanoTime() - began) / 1e9, first, second);
    }

    private boolean unsent() throws SQLException {
        return stack.count(SERVICE, "select count(*) from (select from delivery where state = 'QUEUED' limit 1) q") > 0;
    }

    private double metric(String name) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(stack.services().managementUrl(SERVICE) + "/q/metrics"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void run(String sql) throws SQLException {
        try (var connection = stack.connect(SERVICE);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package dev.makegood.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what docs/performance.md reports of journeys: how many moves a second recovery-service makes beside how often it answers
 * what a journey looks like, and how long an agent waits for their queue among ten thousand journeys and among a million.
 */
public final class JourneyBenchmark {

    private static final int CLIENTS = 16;
    private static final int JOURNEYS = 1_500;
    private static final int WARM_UP = 500;
    private static final int OWNERS = 200;
    private static final int LOOKS = 2_000;

    private final Stack stack;
    private final Desk eleni;

    private JourneyBenchmark(Stack stack) {
        this.stack = stack;
        this.eleni = stack.as("eleni");
    }

    /** Prints the figures as Markdown: all of them, or those that are named: moves, queue. */
    public static void main(String... arguments) throws Exception {
        var wanted = arguments.length == 0 ? List.of("moves", "queue") : List.of(arguments);
        try (var stack = Stack.start()) {
            stack.services().stop("notification");
            var benchmark = new JourneyBenchmark(stack);
            System.out.printf(
                    "On %d cores, Java %s, %s.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), Instant.now());
            if (wanted.contains("moves")) {
                benchmark.moves();
            }
            if (wanted.contains("queue")) {
                benchmark.queue();
            }
        }
    }

    /** Each journey is acknowledged, told news of, apologised for and classified; then as many looks at journeys. */
    private void moves() throws Exception {
        var journeys = new ConcurrentLinkedQueue<>(taken(WARM_UP + JOURNEYS));
        walk(journeys, WARM_UP);
        double moves = 4 * JOURNEYS / walk(journeys, JOURNEYS);
        var first = taken(1).getFirst();
        var left = new AtomicLong(4L * JOURNEYS);
        double looks = 4
                * JOURNEYS
                / clients(() -> {
                    while (left.getAndDecrement() > 0) {
                        eleni.get("/v1/journeys/" + first).expect(200);
                    }
                });
        System.out.printf("%d clients, four moves on each of %d journeys:%n%n", CLIENTS, JOURNEYS);
        System.out.println("| moves/s | looks at a journey/s | ratio |");
        System.out.println("| ---: | ---: | ---: |");
        System.out.printf(Locale.ROOT, "| %.0f | %.0f | %.2f |%n%n", moves, looks, moves / looks);
    }

    private double walk(Queue<String> journeys, int number) throws InterruptedException {
        var left = new AtomicLong(number);
        return clients(() -> {
            while (left.getAndDecrement() > 0) {
                var path = "/v1/journeys/" + journeys.remove();
                var acknowledged =
                        eleni.move(path + "/acknowledge", "\"0\"", Map.of()).expect(200);
                eleni.put(path + "/cause", acknowledged.header("ETag"), Map.of("cause", "PROCESS"))
                        .expect(200);
                eleni.post(path + "/updates", Map.of("words", "I have spoken to the workshop."))
                        .expect(201);
                eleni.post(
                                path + "/apologies",
                                Map.of("words", "I am sorry about what happened to you. " + words(path)))
                        .expect(201);
            }
        });
    }

    /** Something of one's own to say: who says the same to everybody is not heard. */
    private static String words(String path) {
        var word = new StringBuilder();
        path.chars().forEach(letter -> word.append((char) (Character.isDigit(letter) ? letter + 'g' - '0' : letter)));
        return word.toString();
    }

    /** The first page of an agent's queue, among more and more journeys of 200 agents. */
    private void queue() throws Exception {
        taken(1);
        System.out.println("| journeys | of them Eleni's | p50, ms | p99, ms |");
        System.out.println("| ---: | ---: | ---: | ---: |");
        double few = look(10_000);
        double many = look(1_000_000);
        System.out.printf(Locale.ROOT, "%nRatio of the p99s: %.2f.%n%n", many / few);
    }

    private double look(int journeys) throws SQLException {
        try (var connection = stack.connect("recovery")) {
            fill(connection, journeys);
        }
        List<Long> micros = new ArrayList<>();
        for (int i = -LOOKS / 4; i < LOOKS; i++) {
            long before = System.nanoTime();
            eleni.get("/v1/journeys?owner=me&limit=50").expect(200);
            if (i >= 0) {
                micros.add((System.nanoTime() - before) / 1_000);
            }
        }
        Collections.sort(micros);
        double p99 = micros.get(LOOKS * 99 / 100) / 1e3;
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.1f | %.1f |%n",
                journeys,
                stack.count("recovery", "select count(*) from journey where owner_id = '%s'".formatted(ELENI)),
                micros.get(LOOKS / 2) / 1e3,
                p99);
        return p99;
    }

    private static final String ELENI = "eb541849-7b35-5ea1-a38b-9230040056bd";

    /** Copies of a journey that was really opened, until there are so many: every two hundredth is Eleni's. */
    private static void fill(Connection connection, int journeys) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery("""
                    select column_name from information_schema.columns
                    where table_schema = 'public' and table_name = 'journey' and is_generated = 'NEVER'
                    """)) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
            var values = columns.stream()
                    .map(column -> switch (column) {
                        case "id", "customer_id" -> "uuidv7()";
                        case "owner_id", "holder_id" ->
                            "case when n %% %d = 0 then '%s' else 'agent-' || n %% %d end"
                                    .formatted(OWNERS, ELENI, OWNERS);
                        case "next_promise_at" -> "now() + make_interval(secs => n %% 1000000)".replace("%%", "%");
                        case "owner_check_at" -> "'9999-12-31'::timestamptz";
                        default -> "template." + column;
                    })
                    .toList();
            statement.execute("""
                    insert into journey (%s) select %s
                    from (select * from journey where owner_id = '%s' limit 1) template,
                         generate_series((select count(*) from journey) + 1, %d) n
                    """.formatted(String.join(", ", columns), String.join(", ", values), ELENI, journeys));
            statement.execute("vacuum analyze journey");
        }
    }

    /** Journeys that Eleni took by phone, and whose opening has arrived. */
    private List<String> taken(int number) throws Exception {
        List<String> ids = Collections.synchronizedList(new ArrayList<>());
        var left = new AtomicLong(number);
        clients(() -> {
            while (left.getAndDecrement() > 0) {
                ids.add(eleni.post(
                                "/v1/complaints",
                                Map.of(
                                        "customer", Map.of("name", "Amara Diallo", "language", "en"),
                                        "verbatim", "You towed my car and broke the axle. Nobody calls back.",
                                        "channel", "PHONE",
                                        "product", "Road assistance"))
                        .expect(201)
                        .at("/id"));
            }
        });
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        var list = "'" + String.join("','", ids) + "'";
        while (stack.count("recovery", "select count(*) from journey where id in (%s)".formatted(list)) < number) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Not every journey was opened");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return ids;
    }

    private static double clients(Runnable work) throws InterruptedException {
        long before = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(threads.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return (System.nanoTime() - before) / 1e9;
    }
}

package dev.makegood.e2e;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Measures what docs/performance.md reports of imports: how many rows a second are on file, each as a complaint with its event in the
 * outbox, and how much heap that takes. First complaint-service has the machine to itself; then the other services open journeys and
 * write receipts meanwhile.
 */
public final class ImportBenchmark {

    private static final String IMPORTS =
            "/v1/complaints/imports?mapping=cfpb&emailPattern=consumer-%7BComplaint%20ID%7D@example.org";

    private static final int MADE_ROWS = 30_140;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Stack stack;
    private final Desk lena;

    private ImportBenchmark(Stack stack) {
        this.stack = stack;
        this.lena = stack.as("lena");
    }

    /** Prints the figures as Markdown. */
    public static void main(String... arguments) throws Exception {
        var narratives = Narratives.load();
        try (var stack = Stack.start()) {
            var benchmark = new ImportBenchmark(stack);
            System.out.printf(
                    "On %d cores, Java %s, from %s.%n%n",
                    Runtime.getRuntime().availableProcessors(), Runtime.version(), narratives.source());
            System.out.println("| | rows | s | rows/s | heap at most, MiB | after collection, MiB |");
            System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
            stack.services().stop("recovery");
            stack.services().stop("notification");
            benchmark.run("to warm up, narratives", narratives.csv());
            benchmark.run("complaint-service alone", scaled(narratives, "a"));
            stack.services().start("recovery");
            stack.services().start("notification");
            benchmark.quiet();
            benchmark.run("while journeys are opened and receipts written", scaled(narratives, "b"));
            System.out.println();
        }
    }

    private void run(String what, byte[] file) throws IOException, InterruptedException, SQLException {
        long before = stack.count("complaint", "select count(*) from complaint");
        var path = "/v1/complaints/imports/"
                + lena.upload(IMPORTS, file, UUID.randomUUID().toString())
                        .expect(202)
                        .at("/id");
        // The worker looks once a second: measured from when it began.
        while (lena.get(path).at("/rowsDone").equals("0")) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        long first = stack.count("complaint", "select count(*) from complaint") - before;
        long start = System.nanoTime();
        double most = 0;
        double live = 0;
        while (lena.get(path).at("/state").equals("RUNNING")) {
            most = Math.max(most, metric("jvm_memory_used_bytes{area=\"heap\""));
            live = Math.max(live, metric("jvm_gc_live_data_size_bytes"));
            TimeUnit.MILLISECONDS.sleep(100);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long rows = stack.count("complaint", "select count(*) from complaint") - before;
        long events =
                stack.count("complaint", "select count(*) from outbox where type = 'dev.makegood.ComplaintReceived'");
        System.out.printf(
                Locale.ROOT,
                "| %s (%d events in the outbox) | %d | %.1f | %.0f | %.0f | %.0f |%n",
                what,
                events,
                rows,
                seconds,
                (rows - first) / seconds,
                most / 1024 / 1024,
                live / 1024 / 1024);
    }

    private void quiet() throws SQLException, InterruptedException {
        for (String service : List.of("complaint", "recovery", "notification")) {
            while (stack.count(service, "select count(*) from outbox where sent_at is null") > 0) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        while (stack.count("recovery", "select count(*) from journey")
                < stack.count("complaint", "select count(*) from complaint")) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** The sum of a metric's values. */
    private double metric(String beginning) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(stack.services().managementUrl("complaint") + "/q/metrics"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return HTTP.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** As many rows as the CFPB's large file has, each with a narrative of the small one: rows of their own for each run. */
    private static byte[] scaled(Narratives narratives, String run) throws IOException {
        List<String> words = new ArrayList<>();
        try (var rows = CsvReader.builder()
                .ofNamedCsvRecord(
                        new InputStreamReader(new ByteArrayInputStream(narratives.csv()), StandardCharsets.UTF_8))) {
            rows.forEach(row -> words.add(row.getField("Consumer complaint narrative")));
        }
        words.removeIf(narrative -> narrative.length() > 20_000);
        var csv = new ByteArrayOutputStream();
        try (var writer = CsvWriter.builder().build(csv, StandardCharsets.UTF_8)) {
            writer.writeRecord("Date received", "Product", "Consumer complaint narrative", "Tags", "Complaint ID");
            var large = Narratives.folder().resolve("cfpb-scale.csv.gz");
            if (!Files.isRegularFile(large)) {
                for (int i = 0; i < MADE_ROWS; i++) {
                    writer.writeRecord("2024-03-01", "Mortgage", words.get(i % words.size()), "", run + i);
                }
                return csv.toByteArray();
            }
            try (var rows = CsvReader.builder()
                    .ofNamedCsvRecord(new InputStreamReader(
                            new GZIPInputStream(Files.newInputStream(large)), StandardCharsets.UTF_8))) {
                rows.forEach(row -> writer.writeRecord(
                        row.getField("Date received"),
                        row.getField("Product"),
                        words.get((int) (row.getStartingLineNumber() % words.size())),
                        row.getField("Tags"),
                        run + row.getField("Row key").replace(':', '-')));
            }
        }
        return csv.toByteArray();
    }
}

package dev.makegood.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@code ./run import FILE}: sends a CSV file of complaints to the complaint service and shows how it goes. */
public final class ImportCommand {
    private static final Set<String> ENDED = Set.of("FINISHED", "COMPLETED", "DONE", "FAILED", "CANCELLED");
    private static final int BAR = 30;

    private final Api api = new Api();
    private final Wishes wishes;
    private final Tokens tokens;

    private ImportCommand(Wishes wishes) {
        this.wishes = wishes;
        this.tokens = new Tokens(wishes.issuer);
    }

    private record Wishes(Path file, String mapping, String emailPattern, String url, String user, String issuer) {
        static Wishes of(String... args) {
            Path file = null;
            String mapping = "cfpb";
            String emailPattern = "";
            String url = "http://localhost:" + environment("MAKEGOOD_COMPLAINT_PORT", "8081");
            String user = "lena";
            for (int i = 0; i < args.length; i++) {
                switch (args[i]) {
                    case "--mapping" -> mapping = value(args, ++i);
                    case "--email-pattern" -> emailPattern = value(args, ++i);
                    case "--url" -> url = value(args, ++i);
                    case "--user" -> user = value(args, ++i);
                    default -> {
                        if (file != null || args[i].startsWith("--")) {
                            throw new IllegalArgumentException("What is " + args[i] + "? ./run --help tells");
                        }
                        file = Path.of(args[i]);
                    }
                }
            }
            if (file == null || !Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        file == null ? "Which file? ./run import FILE" : "Cannot read " + file);
            }
            String issuer = environment(
                    "MAKEGOOD_ISSUER", "http://localhost:" + environment("MAKEGOOD_OIDC_PORT", "8090") + "/makegood");
            return new Wishes(file, mapping, emailPattern, url, user, issuer);
        }

        private static String value(String[] args, int at) {
            if (at == args.length) {
                throw new IllegalArgumentException(args[at - 1] + " wants a value");
            }
            return args[at];
        }

        private static String environment(String name, String otherwise) {
            String value = System.getenv(name);
            return value == null || value.isBlank() ? otherwise : value;
        }
    }

    /** Exit status 0 when the import finished, rows that failed or not; 1 when it did not. */
    public static void main(String... args) throws InterruptedException {
        boolean finished = false;
        try {
            finished = new ImportCommand(Wishes.of(args)).run();
        } catch (IOException e) {
            System.err.println("No answer from the service: " + e + ". Is ./run running?");
        } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
        }
        System.exit(finished ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        String query = "?mapping=" + encode(wishes.mapping)
                + (wishes.emailPattern.isEmpty() ? "" : "&emailPattern=" + encode(wishes.emailPattern));
        Api.Answer accepted = api.send(request("/v1/complaints/imports" + query)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key())
                .POST(HttpRequest.BodyPublishers.ofFile(wishes.file))
                .build());
        if (!accepted.isSuccess()) {
            throw new IllegalStateException("The import was refused: " + accepted.why());
        }
        String id = accepted.body().path("id").asText();
        JsonNode state = watch("/v1/complaints/imports/" + encode(id), accepted.body());
        System.out.printf(
                "%s: %d created, %d there already, %d failed%n",
                state.path("state").asText(),
                state.path("created").asLong(),
                state.path("existing").asLong(),
                state.path("failed").asLong());
        if (state.path("failed").asLong() > 0) {
            printFailures(id);
        }
        return !Set.of("FAILED", "CANCELLED").contains(state.path("state").asText());
    }

    private JsonNode watch(String path, JsonNode first) throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode state = first;
        while (true) {
            draw(state, Duration.ofNanos(System.nanoTime() - began));
            if (ENDED.contains(state.path("state").asText())) {
                System.out.println();
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(500);
            Api.Answer answer = api.send(request(path).build());
            if (!answer.isSuccess()) {
                throw new IllegalStateException("The import cannot be followed: " + answer.why());
            }
            state = answer.body();
        }
    }

    private static void draw(JsonNode state, Duration since) {
        long done = state.path("rowsDone").asLong();
        long total = state.path("rowsTotal").asLong(0);
        double rate = done * 1000.0 / Math.max(1, since.toMillis());
        int full = total == 0 ? 0 : (int) Math.min(BAR, BAR * done / total);
        System.out.printf(
                "\r[%s%s] %,d%s rows, %,.0f a second   ",
                "#".repeat(full),
                " ".repeat(BAR - full),
                done,
                total == 0 ? "" : " of " + "%,d".formatted(total),
                rate);
        System.out.flush();
    }

    private void printFailures(String id) throws IOException, InterruptedException {
        String rows = "/v1/complaints/imports/" + encode(id) + "/rows?state=FAILED";
        String next = "";
        do {
            String cursor = next.isEmpty() ? "" : "&cursor=" + encode(next);
            Api.Answer page = api.send(request(rows + cursor).build());
            if (!page.isSuccess()) {
                throw new IllegalStateException("The failed rows cannot be read: " + page.why());
            }
            for (JsonNode row : page.body().path("items")) {
                System.out.printf(
                        "  line %d: %s %s%n",
                        row.path("line").asLong(),
                        row.path("code").asText(),
                        row.path("detail").asText());
            }
            next = page.body().path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
    }

    private HttpRequest.Builder request(String path) {
        return Api.request(URI.create(wishes.url).resolve(path).toString(), tokens.of(wishes.user));
    }

    /** The same file with the same mapping is the same import, however often it is sent. */
    private String key() throws IOException {
        MessageDigest digest = Digests.sha256();
        try (InputStream file = Files.newInputStream(wishes.file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        digest.update((wishes.mapping + "\n" + wishes.emailPattern).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

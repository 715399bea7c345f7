package dev.makegood.notification.feed;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Reads a stream, as a browser does. */
final class Reader implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final int status;
    private volatile boolean ended;

    Reader(String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/v1/feed".formatted(RestAssured.port)))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            var answer = client.send(request.build(), BodyHandlers.ofLines());
            status = answer.statusCode();
            Thread.ofVirtual().start(() -> {
                try (var all = answer.body()) {
                    all.forEach(lines::add);
                } catch (UncheckedIOException e) {
                    // It was closed.
                } finally {
                    ended = true;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return status;
    }

    boolean ended() {
        return ended;
    }

    /** The numbers of the entries that came, in their order. */
    List<Long> numbers() {
        return lines.stream()
                .filter(line -> line.startsWith("id:"))
                .map(line -> Long.valueOf(line.substring(3).strip()))
                .toList();
    }

    /** What the entries say. */
    List<String> data() {
        return lines.stream().filter(line -> line.startsWith("data:")).toList();
    }

    long heartbeats() {
        return lines.stream().filter(line -> line.startsWith(":")).count();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

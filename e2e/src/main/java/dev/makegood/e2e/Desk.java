package dev.makegood.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.makegood.local.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of the API: sends what a person at the desk would, and reads what comes back. */
public final class Desk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final List<String> RECOVERY = List.of(
            "/v1/journeys",
            "/v1/legs",
            "/v1/agents",
            "/v1/wallets",
            "/v1/policies",
            "/v1/charter",
            "/v1/calendars",
            "/v1/problems",
            "/v1/insight");

    private static final List<String> NOTIFICATION = List.of("/v1/deliveries", "/v1/webhooks", "/v1/feed", "/messages");

    private final Services services;
    private final Supplier<String> token;

    Desk(Services services, Supplier<String> token) {
        this.services = services;
        this.token = token;
    }

    /** What came back. */
    public record Answer(int status, String text, Map<String, List<String>> headers) {

        /** The body; a missing node where it is not JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                return MissingNode.getInstance();
            }
        }

        /** The text at this JSON pointer; empty where there is none. */
        public String at(String pointer) {
            return json().at(pointer).asText();
        }

        /** A header; empty where there is none. */
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }

        /** This answer, which has to be of that status. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("Expected %d but was %d: %s".formatted(expected, status, text));
            }
            return this;
        }
    }

    /** Reads. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Creates, under a new Idempotency-Key. */
    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    /** Creates, under this Idempotency-Key. */
    public Answer post(String path, Object body, String key) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(json(body)));
    }

    /** Moves what was read as this version. */
    public Answer move(String path, String etag, @Nullable Object body) {
        var request = request(path).header("Content-Type", "application/json").header("If-Match", etag);
        return send(request.POST(body == null ? BodyPublishers.noBody() : json(body)));
    }

    /** Puts, as a change of this version where one is given. */
    public Answer put(String path, @Nullable String etag, Object body) {
        var request = request(path).header("Content-Type", "application/json").PUT(json(body));
        return send(etag == null ? request : request.header("If-Match", etag));
    }

    /** Deletes what was read as this version. */
    public Answer delete(String path, String etag) {
        return send(request(path).header("If-Match", etag).DELETE());
    }

    /** Reads what is at {@code path}, and moves it by {@code verb} from there. */
    public Answer readAndMove(String path, String verb, @Nullable Object body) {
        return move(path + "/" + verb, get(path).expect(200).header("ETag"), body);
    }

    /** Sends a form, as a browser does. */
    public Answer form(String path, String fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    /** Streams a file. */
    public Answer upload(String path, byte[] file, String key) {
        return send(request(path)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .timeout(Duration.ofMinutes(2))
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(services.url(service(path)) + path))
                .timeout(Duration.ofSeconds(30));
        var bearer = token.get();
        return bearer.isEmpty() ? request : request.header("Authorization", "Bearer " + bearer);
    }

    /** Behind one host the services are told apart by path; here as well. */
    private static String service(String path) {
        if (RECOVERY.stream().anyMatch(path::startsWith)) {
            return "recovery";
        }
        return NOTIFICATION.stream().anyMatch(path::startsWith) ? "notification" : "complaint";
    }

    private static BodyPublisher json(Object body) {
        try {
            return BodyPublishers.ofString(
                    body instanceof String text ? text : JSON.writeValueAsString(body), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

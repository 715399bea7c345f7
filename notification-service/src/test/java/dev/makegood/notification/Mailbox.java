package dev.makegood.notification;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The mail sink: what arrived, and the faults that it is asked for. */
public final class Mailbox {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Mailbox() {}

    /** A mail that arrived. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Arrived(
            int index,
            String messageId,
            String envelopeFrom,
            String from,
            String subject,
            Map<String, List<String>> headers,
            String text,
            String html) {

        public String header(String name) {
            return String.join("|", headers.getOrDefault(name, List.of()));
        }
    }

    /** The mails to this address, once there are as many, oldest first. */
    public static List<Arrived> awaitMails(String to, int count) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> mails(to), mails -> mails.size() >= count);
    }

    public static List<Arrived> mails(String to) {
        var query = URLEncoder.encode(to, StandardCharsets.UTF_8);
        try {
            return JSON.readerForListOf(Arrived.class).readValue(get("/messages?to=" + query));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a mail, as they came over the wire. */
    public static String raw(Arrived mail) {
        return get("/messages/%d/raw".formatted(mail.index()));
    }

    public static int count() {
        try {
            return JSON.readTree(get("/count")).get("received").asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Has the server fail from now on, as the sink's documentation says. */
    public static void fail(String faults) {
        send(HttpRequest.newBuilder(uri("/faults")).POST(HttpRequest.BodyPublishers.ofString(faults)));
    }

    private static String get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private static URI uri(String path) {
        return URI.create(System.getProperty("makegood.test.inbox") + path);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

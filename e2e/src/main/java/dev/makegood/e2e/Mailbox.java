package dev.makegood.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What arrived by mail. */
public final class Mailbox {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LINK = Pattern.compile("/track/[A-Za-z0-9_-]+");

    private static final int PAGE = 500;

    private final String url;

    Mailbox(String url) {
        this.url = url;
    }

    /** A mail. */
    public record Mail(
            String to,
            String from,
            String subject,
            String text,
            String html,
            String language,
            String trace,
            String replyTo,
            String messageId) {

        /** The path of the status page that it links to. */
        public String link() {
            var match = LINK.matcher(text);
            if (!match.find()) {
                throw new AssertionError("No link in: " + text);
            }
            return match.group();
        }
    }

    /** What the mail server does wrong from now on, as the local one understands it; what is left out stays as it is. */
    public void fault(Map<String, ?> faults) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/faults"))
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(faults)))
                    .build();
            HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The mails to this address, in the order in which they arrived. */
    public List<Mail> to(String address) {
        List<Mail> mails = new ArrayList<>();
        for (JsonNode mail : read("/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8))) {
            mails.add(new Mail(
                    mail.path("to").path(0).asText(),
                    mail.path("from").asText(),
                    mail.path("subject").asText(),
                    mail.path("text").asText(),
                    mail.path("html").asText(),
                    mail.path("headers").path("Content-Language").path(0).asText(),
                    mail.path("headers").path("traceparent").path(0).asText(),
                    mail.path("headers").path("Reply-To").path(0).asText(),
                    mail.path("messageId").asText()));
        }
        return mails;
    }

    /** The Message-IDs of all mails to addresses that end so; one that arrived twice stands there twice. */
    public List<String> messageIds(String addressEnd) {
        List<String> ids = new ArrayList<>();
        walk((address, mail) -> {
            if (address.endsWith(addressEnd)) {
                ids.add(mail.path("messageId").asText());
            }
        });
        return ids;
    }

    /** When the mail server took the mails to addresses that begin so, by address. */
    public Map<String, Instant> arrivals(String addressStart) {
        Map<String, Instant> arrivals = new HashMap<>();
        walk((address, mail) -> {
            if (address.startsWith(addressStart)) {
                arrivals.put(address, Instant.parse(mail.path("date").asText()));
            }
        });
        return arrivals;
    }

    private void walk(BiConsumer<String, JsonNode> visitor) {
        JsonNode page = read("/messages?since=0&limit=" + PAGE);
        while (!page.isEmpty()) {
            page.forEach(mail -> visitor.accept(mail.path("to").path(0).asText(), mail));
            int last = page.get(page.size() - 1).path("index").asInt();
            page = read("/messages?since=%d&limit=%d".formatted(last + 1, PAGE));
        }
    }

    /** How many mails arrived, ever. */
    public long count() {
        return read("/count").path("received").asLong();
    }

    private JsonNode read(String path) {
        try {
            return JSON.readTree(URI.create(url + path).toURL());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

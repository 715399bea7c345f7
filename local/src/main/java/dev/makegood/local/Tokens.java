package dev.makegood.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signs the demonstration's users in, and keeps their tokens while these are good. */
public final class Tokens {
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;
    private final Clock clock;
    private final Map<String, Token> kept = new ConcurrentHashMap<>();

    /** {@code issuer} is the address that {@link Backends#oidc()} names. */
    public Tokens(String issuer) {
        this(issuer, Clock.systemUTC());
    }

    Tokens(String issuer, Clock clock) {
        this.endpoint = URI.create(issuer + "/token");
        this.clock = clock;
    }

    private record Token(String text, Instant until) {}

    /** An access token of that user. */
    public String of(String username) {
        Instant now = clock.instant();
        return kept.compute(username, (name, old) -> old != null && now.isBefore(old.until) ? old : fetch(name, now))
                .text();
    }

    private Token fetch(String username, Instant now) {
        HttpResponse<String> response = signIn(username, username);
        if (response.statusCode() != 200) {
            throw new IllegalStateException(username + " could not sign in: " + response.body());
        }
        JsonNode body = Json.read(response.body());
        Duration life = Duration.ofSeconds(body.path("expires_in").asLong());
        return new Token(body.path("access_token").asText(), now.plus(life).minus(MARGIN));
    }

    HttpResponse<String> signIn(String username, String password) {
        String form = "grant_type=password&client_id=makegood&scope=openid&username="
                + URLEncoder.encode(username, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

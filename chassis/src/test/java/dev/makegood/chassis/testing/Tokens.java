package dev.makegood.chassis.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Real access tokens of the local identity provider's users. */
public final class Tokens {

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A token of this user, such as {@code eleni} (agent), {@code lena} (lead) or {@code dealer} (party). */
    public static String of(String user) {
        return TOKENS.computeIfAbsent(
                user,
                name -> fetch("grant_type=password&client_id=makegood&scope=openid&username=%s&password=%s"
                        .formatted(name, name)));
    }

    /** A token of this program, such as {@code coastline-travel} (partner). */
    public static String ofClient(String client) {
        return TOKENS.computeIfAbsent(
                "client " + client,
                name -> fetch("grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(client, client)));
    }

    private static String fetch(String form) {
        var request = HttpRequest.newBuilder(URI.create(System.getProperty("makegood.test.oidc") + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            return new ObjectMapper()
                    .readTree(answer.body())
                    .get("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

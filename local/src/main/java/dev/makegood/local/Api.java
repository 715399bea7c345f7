package dev.makegood.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Calls to a service as one of its users; busy answers are tried again. */
final class Api {
    private static final int TRIES = 6;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** What came back. {@code body} is an empty object when it was not JSON. */
    record Answer(int status, String location, JsonNode body) {
        boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Why not, in the words of the problem that the service describes. */
        String why() {
            String detail = body.path("detail").asText(body.path("title").asText(""));
            StringBuilder why = new StringBuilder(status + (detail.isEmpty() ? "" : " " + detail));
            for (JsonNode error : body.path("errors")) {
                why.append("; ")
                        .append(error.path("pointer").asText())
                        .append(' ')
                        .append(error.path("detail").asText());
            }
            return why.toString();
        }
    }

    static HttpRequest.Builder request(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(2))
                .header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int status = response.statusCode();
            if (tries == TRIES || (status != 429 && status != 503)) {
                return new Answer(
                        status, response.headers().firstValue("Location").orElse(""), json(response));
            }
            TimeUnit.SECONDS.sleep(Math.min(
                    10, response.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private static JsonNode json(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return type.contains("json") && !response.body().isBlank()
                ? Json.read(response.body())
                : Json.MAPPER.createObjectNode();
    }
}

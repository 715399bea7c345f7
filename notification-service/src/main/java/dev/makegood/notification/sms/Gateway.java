package dev.makegood.notification.sms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands texts to the gateway, as Twilio's API for messages has it. */
@ApplicationScoped
class Gateway {

    private static final int LONGEST_WORDS = 300;
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(6);

    private final SmsSettings settings;
    private final ObjectMapper json;
    private final HttpClient http;

    Gateway(SmsSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Hands one over.
     *
     * @param key the same at every attempt, for gateways that can tell by it that they have it already
     */
    Answer send(URI url, String key, String to, String from, String body, URI callback) {
        var form = new TreeMap<>(Map.of("To", to, "From", from, "Body", body, "StatusCallback", callback.toString()));
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .header("Authorization", "Basic " + credentials())
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        var asked = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer(asked.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS), to);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return new Answer(Outcome.DEFERRED, "no answer within " + settings.timeout());
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            return new Answer(
                    Outcome.DEFERRED, "not reached: " + cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Outcome.DEFERRED, "interrupted");
        }
    }

    private String credentials() {
        return Base64.getEncoder()
                .encodeToString(
                        (settings.account() + ":" + settings.secret().orElse("")).getBytes(StandardCharsets.UTF_8));
    }

    private Answer answer(HttpResponse<String> response, String to) {
        int status = response.statusCode();
        var said = read(response.body());
        if (status / 100 == 2) {
            var sid = said.path("sid").asText("");
            return new Answer(
                    Outcome.TAKEN,
                    "%d %s, %s segments"
                            .formatted(
                                    status,
                                    said.path("status").asText("taken"),
                                    said.path("num_segments").asText("?")),
                    sid.isBlank() ? null : sid,
                    null);
        }
        int code = said.path("code").asInt();
        var words =
                words("%d %d %s".formatted(status, code, said.path("message").asText("")), to);
        if (status == 408 || status == 429 || status / 100 == 5) {
            return new Answer(
                    Outcome.DEFERRED,
                    words,
                    null,
                    patience(response.headers().firstValue("Retry-After").orElse(null)));
        }
        return new Answer(Verdicts.of(code).isPresent() ? Outcome.UNREACHABLE : Outcome.REFUSED, words);
    }

    private JsonNode read(String body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** Gateways like to quote the number. */
    private static String words(String said, String number) {
        var words = said.replace(number, "(the number)")
                .replace(number.substring(1), "(the number)")
                .strip();
        return words.length() <= LONGEST_WORDS ? words : words.substring(0, LONGEST_WORDS);
    }

    private static @Nullable Duration patience(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
            return null;
        }
        var asked = Duration.ofSeconds(Long.parseLong(retryAfter));
        return asked.compareTo(LONGEST_PATIENCE) < 0 ? asked : LONGEST_PATIENCE;
    }
}

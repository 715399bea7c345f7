package dev.makegood.complaint.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Objects in a bucket of a store that speaks S3. The four calls that this needs are four HTTP requests with a signature, so there is
 * no client library between.
 */
final class S3Store implements ObjectStore {

    /** SHA-256 of nothing. */
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Every call can be made again: it has the same effect, and a store in the network now and then does not answer. */
    private static final int ATTEMPTS = 3;

    private final URI bucket;
    private final S3Signature signature;
    private final Map<String, String> credentials = new HashMap<>();
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    S3Store(AttachmentSettings.S3 settings, Clock clock) {
        this.bucket =
                URI.create(required(settings.endpoint(), "endpoint").toString().replaceAll("/+$", "") + "/"
                        + required(settings.bucket(), "bucket") + "/");
        this.signature = new S3Signature(
                required(settings.accessKey(), "access-key"),
                required(settings.secretKey(), "secret-key"),
                settings.region());
        settings.sessionToken().ifPresent(token -> credentials.put("x-amz-security-token", token));
        this.timeout = settings.timeout();
        this.clock = clock;
    }

    private static <T> T required(Optional<T> setting, String name) {
        return setting.orElseThrow(
                () -> new IllegalStateException("Files are kept in S3: set makegood.attachments.s3." + name));
    }

    @Override
    public void put(UUID id, Path file) throws IOException {
        var answer = send("PUT", id, BodyPublishers.ofFile(file), Digests.of(file), BodyHandlers.discarding());
        expect("PUT", answer, answer.statusCode() == 200);
    }

    @Override
    public Optional<InputStream> get(UUID id) throws IOException {
        var answer = send("GET", id, BodyPublishers.noBody(), EMPTY, BodyHandlers.ofInputStream());
        if (answer.statusCode() == 200) {
            return Optional.of(answer.body());
        }
        answer.body().close();
        expect("GET", answer, answer.statusCode() == 404);
        return Optional.empty();
    }

    @Override
    public boolean has(UUID id) throws IOException {
        var answer = send("HEAD", id, BodyPublishers.noBody(), EMPTY, BodyHandlers.discarding());
        expect("HEAD", answer, answer.statusCode() == 200 || answer.statusCode() == 404);
        return answer.statusCode() == 200;
    }

    @Override
    public void delete(UUID id) throws IOException {
        var answer = send("DELETE", id, BodyPublishers.noBody(), EMPTY, BodyHandlers.discarding());
        expect(
                "DELETE",
                answer,
                answer.statusCode() == 204 || answer.statusCode() == 200 || answer.statusCode() == 404);
    }

    private static void expect(String method, HttpResponse<?> answer, boolean expected) throws IOException {
        if (!expected) {
            throw new IOException("The object store answers %s with %d".formatted(method, answer.statusCode()));
        }
    }

    private <T> HttpResponse<T> send(String method, UUID id, BodyPublisher body, String payload, BodyHandler<T> reading)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = http.send(request(method, id, body, payload), reading);
                if (answer.statusCode() < 500 || attempt == ATTEMPTS) {
                    return answer;
                }
                if (answer.body() instanceof InputStream unread) {
                    unread.close();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
            pause(attempt);
        }
    }

    private HttpRequest request(String method, UUID id, BodyPublisher body, String payload) {
        var uri = bucket.resolve(id.toString());
        var request = HttpRequest.newBuilder(uri).timeout(timeout).method(method, body);
        signature.sign(method, uri, credentials, payload, clock.instant()).forEach((name, value) -> {
            // The client sets it itself, to the same.
            if (!name.equals("host")) {
                request.header(name, value);
            }
        });
        return request.build();
    }

    private static void pause(int attempt) throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(200L * attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}

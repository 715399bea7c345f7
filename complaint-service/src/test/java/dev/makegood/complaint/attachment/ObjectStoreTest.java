package dev.makegood.complaint.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both stores do the same: on a disk, and over a server that speaks as much S3 as this needs. */
class ObjectStoreTest {

    @TempDir
    Path folder;

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        // Whoever leaves in the middle of a request holds up nobody else.
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Stream<ObjectStore> stores() {
        return Stream.of(new DiskStore(folder), s3(Optional.of("letters")));
    }

    private S3Store s3(Optional<String> bucket) {
        return new S3Store(new Settings(bucket, server.getAddress().getPort()));
    }

    @Test
    void whatIsPutIsThereUntilItIsDeleted() {
        assertThat(stores()).allSatisfy(store -> {
            var id = UUID.randomUUID();
            byte[] bytes = new byte[300_000];
            new Random(7).nextBytes(bytes);
            assertThat(store.has(id)).isFalse();
            assertThat(store.get(id)).isEmpty();
            store.put(id, file(bytes));
            assertThat(store.has(id)).isTrue();
            assertThat(read(store, id)).isEqualTo(bytes);
            store.delete(id);
            assertThat(store.has(id)).isFalse();
            assertThat(store.get(id)).isEmpty();
            store.delete(id);
        });
    }

    @Test
    void anEmptyFileIsAFile() {
        assertThat(stores()).allSatisfy(store -> {
            var id = UUID.randomUUID();
            store.put(id, file(new byte[0]));
            assertThat(read(store, id)).isEmpty();
        });
    }

    @Test
    void aStoreThatStumblesIsAskedAgain() throws IOException {
        var id = UUID.randomUUID();
        failures.set(2);
        s3(Optional.of("letters")).put(id, file(new byte[] {1, 2, 3}));
        failures.set(1);
        assertThat(read(s3(Optional.of("letters")), id)).containsExactly(1, 2, 3);
    }

    @Test
    void aStoreThatGoesOnFailingIsAnError() {
        var id = UUID.randomUUID();
        failures.set(100);
        assertThatThrownBy(() -> s3(Optional.of("letters")).put(id, file(new byte[] {1})))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("503");
    }

    @Test
    void whoKeepsFilesInS3NamesTheBucket() {
        assertThatThrownBy(() -> s3(Optional.empty())).hasMessageContaining("makegood.attachments.s3.bucket");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "incoming", ""), bytes);
    }

    private static byte[] read(ObjectStore store, UUID id) throws IOException {
        try (InputStream in = store.get(id).orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            var headers = call.getRequestHeaders();
            boolean isSigned = headers.getFirst("Authorization").startsWith("AWS4-HMAC-SHA256 Credential=key/")
                    && "token".equals(headers.getFirst("x-amz-security-token"));
            var key = call.getRequestURI().getPath();
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                call.sendResponseHeaders(503, -1);
            } else if (!isSigned || !key.startsWith("/letters/")) {
                call.sendResponseHeaders(403, -1);
            } else if (call.getRequestMethod().equals("PUT")) {
                objects.put(key, body);
                call.sendResponseHeaders(200, -1);
            } else if (call.getRequestMethod().equals("DELETE")) {
                objects.remove(key);
                call.sendResponseHeaders(204, -1);
            } else if (!objects.containsKey(key)) {
                call.sendResponseHeaders(404, -1);
            } else if (call.getRequestMethod().equals("HEAD")) {
                call.sendResponseHeaders(200, -1);
            } else {
                byte[] found = objects.getOrDefault(key, new byte[0]);
                call.sendResponseHeaders(200, found.length == 0 ? -1 : found.length);
                if (found.length > 0) {
                    call.getResponseBody().write(found);
                }
            }
        }
    }

    private record Settings(Optional<String> bucket, int port) implements AttachmentSettings.S3 {

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(URI.create("http://localhost:" + port + "/"));
        }

        @Override
        public String region() {
            return "eu-central-1";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of("key");
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of("secret");
        }

        @Override
        public Optional<String> sessionToken() {
            return Optional.of("token");
        }

        @Override
        public Duration timeout() {
            // The first call loads the whole of the client.
            return Duration.ofSeconds(30);
        }
    }
}

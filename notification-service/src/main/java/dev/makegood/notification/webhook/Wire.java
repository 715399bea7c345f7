package dev.makegood.notification.webhook;

import dev.makegood.notification.webhook.Egress.Target;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls an address that was looked at, and no other: the name of the URL is what the certificate has to show, but it is not resolved
 * again. No redirect is followed, and of the answer no more is read than anybody needs.
 */
@ApplicationScoped
class Wire {

    /** What is read of an answer at most, and what is kept of that. */
    private static final int MOST_READ = 64 * 1024;

    private static final int MOST_KEPT = 300;
    private static final int MOST_AT_ONCE = 256;

    private final HttpClient client;

    Wire(Vertx vertx, WebhookSettings settings) {
        var options = new HttpClientOptions()
                // Each attempt has a connection of its own: one that was given up is not met again.
                .setKeepAlive(false)
                .setVerifyHost(true)
                .setTrustAll(false)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) settings.timeout().toMillis());
        settings.trust().ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));
    }

    /**
     * What came back.
     *
     * @param words the beginning of the answer, in one line
     */
    record Reply(int status, @Nullable String retryAfter, String words) {}

    /**
     * Sends it, and waits for the answer.
     *
     * @throws IOException if there is none in time, or none that can be read
     */
    Reply post(Target target, Map<String, String> headers, byte[] body, Duration within) throws IOException {
        var reply = new CompletableFuture<Reply>();
        var under = new AtomicReference<@Nullable HttpClientRequest>();
        client.request(options(target)).onFailure(reply::completeExceptionally).onSuccess(request -> {
            under.set(request);
            if (reply.isDone()) {
                request.reset();
                return;
            }
            headers.forEach(request::putHeader);
            request.exceptionHandler(reply::completeExceptionally);
            request.response().onFailure(reply::completeExceptionally).onSuccess(response -> read(response, reply));
            request.end(Buffer.buffer(body)).onFailure(reply::completeExceptionally);
        });
        try {
            return reply.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(why(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            reply.cancel(false);
            var request = under.get();
            if (request != null) {
                request.connection().close();
            }
        }
    }

    private static RequestOptions options(Target target) {
        var path = target.url().getRawPath();
        var query = target.url().getRawQuery();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(
                        target.port(), target.address().getHostAddress()))
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.encrypted())
                .setURI((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
                .putHeader(HttpHeaders.HOST, target.url().getRawAuthority())
                .setFollowRedirects(false);
    }

    private static void read(HttpClientResponse response, CompletableFuture<Reply> reply) {
        var kept = Buffer.buffer();
        var count = new int[1];
        Runnable done = () -> reply.complete(new Reply(
                response.statusCode(),
                response.getHeader("retry-after"),
                words(kept.toString(StandardCharsets.UTF_8))));
        response.exceptionHandler(reply::completeExceptionally);
        response.endHandler(end -> done.run());
        response.handler(chunk -> {
            int room = MOST_KEPT - kept.length();
            if (room > 0) {
                kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
            }
            count[0] += chunk.length();
            if (count[0] >= MOST_READ) {
                response.pause();
                done.run();
            }
        });
    }

    private static String words(String body) {
        return body.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\uFFFD]+", " ").strip();
    }

    /** What went wrong, without names of classes or addresses. */
    private static String why(@Nullable Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            if (e instanceof javax.net.ssl.SSLException || e instanceof java.security.cert.CertificateException) {
                return "no trusted encrypted connection";
            }
            if (e instanceof java.net.ConnectException) {
                return "no connection";
            }
        }
        return "the connection broke";
    }

    @PreDestroy
    void close() {
        client.close();
    }
}

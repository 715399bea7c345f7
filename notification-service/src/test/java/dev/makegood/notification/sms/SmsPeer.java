package dev.makegood.notification.sms;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A gateway for texts that journals what it got, and answers as it is told. */
public final class SmsPeer implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "the-secret-of-the-account";

    private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();
    private static final Map<String, Queue<Reply>> SCRIPTS = new ConcurrentHashMap<>();
    private static final Map<String, Consumer<String>> FIRST = new ConcurrentHashMap<>();

    private @Nullable HttpServer server;

    /** What came in. */
    record Posted(String sid, String authorization, Map<String, String> form) {}

    /** What to answer. */
    record Reply(int status, String body) {}

    static List<Posted> to(String number) {
        return POSTED.stream()
                .filter(one -> number.equals(one.form().get("To")))
                .toList();
    }

    /** The next texts to this number are answered by these, one each, and those after them are taken. */
    static void script(String number, Reply... replies) {
        SCRIPTS.put(number, new ConcurrentLinkedQueue<>(List.of(replies)));
    }

    /** Before a text to this number is answered, this is done with its id. */
    static void first(String number, Consumer<String> doing) {
        FIRST.put(number, doing);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", SmsPeer::handle);
        server.start();
        return Map.ofEntries(
                Map.entry(
                        "makegood.sms.url",
                        "http://127.0.0.1:%d/Messages.json"
                                .formatted(server.getAddress().getPort())),
                Map.entry("makegood.sms.account", "AC1"),
                Map.entry("makegood.sms.secret", SECRET),
                Map.entry("makegood.sms.senders.GR", "+306900000000"),
                Map.entry("makegood.sms.countries", "GR,FI"),
                Map.entry("makegood.sms.per-number-per-day", "3"),
                Map.entry("makegood.sms.per-prefix-per-hour", "20"),
                Map.entry("makegood.sms.timeout", "2s"),
                Map.entry("makegood.sms.retry.first", "300ms"),
                // Whatever the hour at which tests run.
                Map.entry("makegood.preference.night-from", "00:00"),
                Map.entry("makegood.preference.night-until", "00:00"));
    }

    private static void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = Arrays.stream(new String(exchange.getRequestBody().readNBytes(100_000), StandardCharsets.UTF_8)
                            .split("&"))
                    .map(field -> field.split("=", 2))
                    .collect(Collectors.toMap(field -> field[0], field -> decoded(field[1])));
            var number = String.valueOf(form.get("To"));
            var posted = new Posted(
                    "SM" + POSTED.size() + System.nanoTime(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    form);
            POSTED.add(posted);
            FIRST.getOrDefault(number, sid -> {}).accept(posted.sid());
            var scripted =
                    SCRIPTS.getOrDefault(number, new ConcurrentLinkedQueue<>()).poll();
            var reply = scripted == null
                    ? new Reply(
                            201,
                            "{\"sid\": \"%s\", \"status\": \"queued\", \"num_segments\": \"1\"}"
                                    .formatted(posted.sid()))
                    : scripted;
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String decoded(String value) {
        return URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void stop() {
        Objects.requireNonNull(server).stop(0);
    }
}

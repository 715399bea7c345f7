package dev.makegood.chassis.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ServerSocketFactory;

/**
 * Somebody else's HTTP server, on this machine, which does what it is told: it answers, asks for patience, redirects, hangs, drips, or
 * never ends. It writes down every call. A path does the things of its script in turn, and the last one from then on.
 */
public final class ScriptedReceiver implements AutoCloseable {

    private static final int LONGEST_BODY = 1 << 20;
    private static final int CHUNK = 1 << 16;

    private final ServerSocket socket;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, List<Behaviour>> scripts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> turns = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicLong written = new AtomicLong();
    private final String scheme;

    /** Plain HTTP. */
    public ScriptedReceiver() {
        this("http", ServerSocketFactory.getDefault());
    }

    /** HTTPS, with the certificate of whoever makes its sockets. */
    public ScriptedReceiver(ServerSocketFactory encrypted) {
        this("https", encrypted);
    }

    private ScriptedReceiver(String scheme, ServerSocketFactory sockets) {
        try {
            this.scheme = scheme;
            this.socket = sockets.createServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("receiver").start(this::accept);
    }

    /** What it does with a call. */
    public sealed interface Behaviour {

        /** An answer, whole and at once. */
        record Says(int status, Map<String, String> headers, String body) implements Behaviour {}

        /** No answer, for as long as anybody waits. */
        record Hangs() implements Behaviour {}

        /** An answer, byte by byte. */
        record Drips(Duration between) implements Behaviour {}

        /** An answer of so many bytes. */
        record Floods(long bytes) implements Behaviour {}

        /** The connection is closed without a word. */
        record Leaves() implements Behaviour {}
    }

    /** A call that came in. Names of headers are in lower case. */
    public record Call(String path, Map<String, String> headers, String body, Instant at) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    public static Behaviour says(int status) {
        return new Behaviour.Says(status, Map.of(), "");
    }

    public static Behaviour says(int status, String header, String value) {
        return new Behaviour.Says(status, Map.of(header, value), "");
    }

    /** What calls of this path meet, in turn. */
    public String on(String path, Behaviour... script) {
        turns.put(path, new AtomicInteger());
        scripts.put(path, List.of(script));
        return url("127.0.0.1", path);
    }

    /** Where this path is, by this name for the machine. */
    public String url(String host, String path) {
        return "%s://%s:%d%s".formatted(scheme, host, socket.getLocalPort(), path);
    }

    /** The calls of this path, in the order in which they came. */
    public List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().equals(path)).toList();
    }

    /** How many bytes of answers anybody let it write. */
    public long written() {
        return written.get();
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                var caller = socket.accept();
                open.add(caller);
                Thread.ofVirtual().start(() -> serve(caller));
            } catch (IOException e) {
                // It is closed, or a caller did not get as far as a connection.
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            var in = new BufferedInputStream(caller.getInputStream());
            var path = line(in).split(" ", 3)[1];
            Map<String, String> headers = new TreeMap<>();
            for (var header = line(in); !header.isEmpty(); header = line(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            int length = Math.min(LONGEST_BODY, Integer.parseInt(headers.getOrDefault("content-length", "0")));
            var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            calls.add(new Call(path, Map.copyOf(headers), body, Instant.now()));
            act(next(path), caller.getOutputStream());
        } catch (IOException | RuntimeException e) {
            // Whoever called has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(caller);
        }
    }

    private Behaviour next(String path) {
        var script = scripts.getOrDefault(path, List.of(says(404)));
        int turn = turns.computeIfAbsent(path, added -> new AtomicInteger()).getAndIncrement();
        return script.get(Math.min(turn, script.size() - 1));
    }

    private void act(Behaviour behaviour, OutputStream out) throws IOException, InterruptedException {
        switch (behaviour) {
            case Behaviour.Says(int status, Map<String, String> more, String body) -> {
                var head = new StringBuilder("HTTP/1.1 %d Said\r\n".formatted(status));
                more.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                head.append("Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(bytes.length));
                write(out, head.toString().getBytes(StandardCharsets.US_ASCII));
                write(out, bytes);
            }
            case Behaviour.Hangs() -> closed.await();
            case Behaviour.Drips(Duration between) -> {
                byte[] answer = "HTTP/1.1 200 Said\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
                for (byte one : answer) {
                    write(out, new byte[] {one});
                    if (closed.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
            case Behaviour.Floods(long bytes) -> {
                var head = "HTTP/1.1 200 Said\r\nContent-Length: %d\r\n\r\n".formatted(bytes);
                write(out, head.getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
                for (long left = bytes; left > 0; left -= chunk.length) {
                    write(out, chunk);
                }
            }
            case Behaviour.Leaves() -> {}
        }
    }

    private void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        written.addAndGet(bytes.length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0 || line.size() > CHUNK) {
                throw new IOException("Not a line");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (var caller : open) {
            caller.close();
        }
    }
}

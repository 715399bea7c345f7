package dev.makegood.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** An SMTP server that takes every mail, and keeps nothing of it but how often each Message-ID came. */
final class CountingSink implements AutoCloseable {

    private static final String MESSAGE_ID = "message-id:";

    private final ServerSocket server;
    private final Map<String, AtomicLong> times = new ConcurrentHashMap<>();

    private CountingSink(ServerSocket server) {
        this.server = server;
    }

    static CountingSink start() throws IOException {
        var sink = new CountingSink(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
        Thread.ofPlatform().daemon().name("counting-sink").start(sink::accept);
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many different mails came. */
    long mails() {
        return times.size();
    }

    /** How many came more than once. */
    long duplicates() {
        return times.values().stream().filter(count -> count.get() > 1).count();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            say(out, "220 ready");
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
                    case "EHLO" -> say(out, "250-localhost\r\n250 8BITMIME");
                    case "DATA" -> {
                        say(out, "354 go on");
                        take(in);
                        say(out, "250 taken");
                    }
                    case "QUIT" -> {
                        say(out, "221 goodbye");
                        return;
                    }
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException left) {
            // Clients leave when they please; what they had sent in full is counted.
        }
    }

    private void take(BufferedReader in) throws IOException {
        String id = "";
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (id.isEmpty() && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
                id = line.substring(MESSAGE_ID.length()).strip();
            }
        }
        times.computeIfAbsent(id, added -> new AtomicLong()).incrementAndGet();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

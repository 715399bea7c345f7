package dev.makegood.local;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * An SMTP server that accepts every mail for anyone, keeps its bytes exactly as they came, and delivers it nowhere
 * (RFC 5321, with pipelining), but to Makegood what is addressed to Makegood. It can be told to fail.
 */
final class MailSink implements AutoCloseable {
    private static final int LARGEST = 50 * 1024 * 1024;
    private static final int LONGEST_LINE = 1024 * 1024;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final ServerSocket server;
    private final Inbox inbox;
    private final ComplaintsMailbox ours;
    private final MailFaults faults;
    private final Clock clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private MailSink(ServerSocket server, Inbox inbox, ComplaintsMailbox ours, MailFaults faults, Clock clock) {
        this.server = server;
        this.inbox = inbox;
        this.ours = ours;
        this.faults = faults;
        this.clock = clock;
    }

    static MailSink start(int wantedPort, Inbox inbox, ComplaintsMailbox ours, MailFaults faults, Clock clock)
            throws IOException {
        ServerSocket server = new ServerSocket(wantedPort, 200, Ports.loopback());
        MailSink sink = new MailSink(server, inbox, ours, faults, clock);
        Thread.ofPlatform().daemon().name("smtp").start(sink::accept);
        return sink;
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().name("smtp client").start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    System.err.println("SMTP: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout((int) IDLE.toMillis());
            socket.setTcpNoDelay(true);
            new Conversation(socket).hold();
        } catch (IOException clientLeft) {
            // Clients leave when they please; what they had sent in full is kept.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private final class Conversation {
        private final BufferedInputStream in;
        private final OutputStream out;
        private String from = "";
        private final List<String> to = new ArrayList<>();

        Conversation(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            out = socket.getOutputStream();
        }

        void hold() throws IOException, InterruptedException {
            say("220 localhost ready");
            boolean more = true;
            while (more) {
                byte[] line = line();
                if (line.length == 0) {
                    return;
                }
                more = answer(new String(line, StandardCharsets.UTF_8).strip());
            }
        }

        private boolean answer(String line) throws IOException, InterruptedException {
            String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    say("250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE " + LARGEST);
                case "HELO" -> say("250 localhost");
                case "MAIL" -> {
                    reset();
                    from = address(line);
                    say("250 ok");
                }
                case "RCPT" -> {
                    String refused = faults.takeRejectionOf(address(line));
                    if (!refused.isEmpty()) {
                        say(refused);
                        return !refused.startsWith("421");
                    }
                    to.add(address(line));
                    say("250 ok");
                }
                case "DATA" -> {
                    return data();
                }
                case "RSET" -> {
                    reset();
                    say("250 ok");
                }
                case "NOOP" -> say("250 ok");
                case "VRFY" -> say("252 anyone is welcome");
                case "QUIT" -> {
                    say("221 goodbye");
                    return false;
                }
                default -> say("502 not implemented");
            }
            return true;
        }

        private boolean data() throws IOException, InterruptedException {
            if (to.isEmpty()) {
                say("503 RCPT first");
                return true;
            }
            say("354 go ahead");
            byte[] raw = message();
            TimeUnit.MILLISECONDS.sleep(faults.delay(to).toMillis());
            String refused = faults.takeRejectionOf(to);
            if (!refused.isEmpty()) {
                say(refused);
                if (refused.startsWith("421")) {
                    return false;
                }
            } else {
                List<String> others = to.stream()
                        .filter(address -> !ComplaintsMailbox.takes(address))
                        .toList();
                if (others.size() < to.size()) {
                    ours.deliver(from, to, raw);
                }
                if (!others.isEmpty()) {
                    inbox.add(from, others, raw, clock.instant());
                }
                TimeUnit.MILLISECONDS.sleep(faults.linger(to).toMillis());
                if (faults.takeDrop(to)) {
                    return false;
                }
                say("250 kept");
            }
            reset();
            return true;
        }

        private byte[] message() throws IOException {
            ByteArrayOutputStream message = new ByteArrayOutputStream(8 * 1024);
            while (true) {
                byte[] line = line();
                if (line.length == 0 || message.size() + line.length > LARGEST) {
                    throw new IOException("The mail ends too early or is too large");
                }
                if (line[0] != '.') {
                    message.write(line);
                } else if (line.length == 3 && line[1] == '\r') {
                    return message.toByteArray();
                } else {
                    message.write(line, 1, line.length - 1);
                }
            }
        }

        /** With its end; empty at the end of the stream. A bare LF ends no line (RFC 5321, 2.3.8): no smuggling here. */
        private byte[] line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(128);
            int last = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                line.write(next);
                if (next == '\n' && last == '\r') {
                    return line.toByteArray();
                }
                if (line.size() > LONGEST_LINE) {
                    throw new IOException("A line without end");
                }
                last = next;
            }
            return new byte[0];
        }

        private void reset() {
            from = "";
            to.clear();
        }

        private void say(String reply) throws IOException {
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }

    private static String address(String command) {
        int open = command.indexOf('<');
        int close = command.indexOf('>', open + 1);
        if (open >= 0 && close > open) {
            return command.substring(open + 1, close);
        }
        return command.substring(command.indexOf(':') + 1).strip().split(" ", 2)[0];
    }
}

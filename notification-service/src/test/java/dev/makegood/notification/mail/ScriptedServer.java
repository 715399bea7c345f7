package dev.makegood.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A mail server that answers as it is told, by verb: {@code HELLO} is for whoever connects and {@code END} for a whole mail. An answer of
 * {@code DROP} ends the connection, {@code SILENCE} is none, {@code DRIP} is one that never comes to its end, a byte at a time, and
 * {@code LATE} is a good one that comes after {@link #LATE_MILLIS}. What is not told is answered well.
 */
final class ScriptedServer implements AutoCloseable {

    static final int LATE_MILLIS = 2_500;

    private static final Map<String, String> WELL = Map.of(
            "HELLO",
            "220 here",
            "EHLO",
            "250 here",
            "MAIL",
            "250 ok",
            "RCPT",
            "250 ok",
            "DATA",
            "354 go on",
            "END",
            "250 2.0.0 kept",
            "RSET",
            "250 ok",
            "NOOP",
            "250 ok",
            "QUIT",
            "221 bye");

    private final ServerSocket server;
    private final Map<String, String> script;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> lines = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket server, Map<String, String> script) {
        this.server = server;
        this.script = script;
    }

    static ScriptedServer start(Map<String, String> script) {
        try {
            var scripted = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
            Thread.ofVirtual().start(scripted::accept);
            return scripted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** The commands that came, over all connections. */
    List<String> said() {
        return said;
    }

    /** The mails that came whole, whatever was answered. */
    List<String> mails() {
        return mails;
    }

    int connections() {
        return lines.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var line = server.accept();
                lines.add(line);
                Thread.ofVirtual().start(() -> serve(line));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line;
                var in = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8))) {
            boolean more = answer(line, "HELLO");
            while (more) {
                var command = in.readLine();
                if (command == null) {
                    return;
                }
                said.add(command);
                var verb = command.split("[ :]", 2)[0];
                more = answer(line, verb);
                if (more && verb.equals("DATA") && !script.containsKey("DATA")) {
                    var mail = new StringBuilder();
                    for (var next = in.readLine(); next != null && !next.equals("."); next = in.readLine()) {
                        mail.append(next).append("\r\n");
                    }
                    mails.add(mail.toString());
                    more = answer(line, "END");
                }
            }
        } catch (IOException | InterruptedException e) {
            // Whoever was there left.
        }
    }

    private boolean answer(Socket line, String verb) throws IOException, InterruptedException {
        var answer = script.getOrDefault(verb, WELL.getOrDefault(verb, "502 what?"));
        switch (answer) {
            case "DROP" -> {
                return false;
            }
            case "SILENCE" -> TimeUnit.SECONDS.sleep(30);
            case "DRIP" -> {
                for (int i = 0; i < 600; i++) {
                    say(line, i == 0 ? "2" : "5");
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            case "LATE" -> {
                TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);
                say(line, WELL.get(verb) + "\r\n");
            }
            default -> say(line, answer + "\r\n");
        }
        return !answer.startsWith("421");
    }

    private static void say(Socket line, String words) throws IOException {
        line.getOutputStream().write(words.getBytes(StandardCharsets.UTF_8));
        line.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var line : lines) {
            line.close();
        }
    }
}

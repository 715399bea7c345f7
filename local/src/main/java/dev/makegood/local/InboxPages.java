package dev.makegood.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The inbox over HTTP: JSON for programs, two small pages for people. */
final class InboxPages implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String HTML = "text/html; charset=utf-8";
    private static final int SHOWN = 200;
    private static final int MOST_WRITTEN = 1024 * 1024;
    private static final String BACK = "<p><a href=\"/\">← Inbox</a></p>";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Inbox inbox;
    private final ComplaintsMailbox ours;
    private final MailFaults faults;

    private InboxPages(HttpServer server, Inbox inbox, ComplaintsMailbox ours, MailFaults faults) {
        this.server = server;
        this.inbox = inbox;
        this.ours = ours;
        this.faults = faults;
    }

    static InboxPages start(int wantedPort, Inbox inbox, ComplaintsMailbox ours, MailFaults faults) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Ports.loopback(), wantedPort), 100);
        InboxPages pages = new InboxPages(server, inbox, ours, faults);
        server.createContext("/", pages::handle);
        server.setExecutor(pages.threads);
        server.start();
        return pages;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            route(exchange);
        } catch (NumberFormatException e) {
            send(exchange, 400, "text/plain", "Not a number");
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        List<String> path =
                List.of(exchange.getRequestURI().getPath().substring(1).split("/", -1));
        String what = exchange.getRequestMethod() + " " + path.getFirst();
        switch (what) {
            case "GET " -> send(exchange, 200, HTML, listPage());
            case "GET count" ->
                send(exchange, 200, JSON, Json.write(Map.of("count", inbox.count(), "received", inbox.received())));
            case "GET view" -> one(exchange, path, "view");
            case "GET messages" -> {
                if (path.size() == 1) {
                    list(exchange);
                } else {
                    one(exchange, path, path.size() > 2 ? path.get(2) : "json");
                }
            }
            case "DELETE messages" -> {
                inbox.clear();
                exchange.sendResponseHeaders(204, -1);
            }
            case "GET write" ->
                send(exchange, 200, HTML, page("Write to Makegood", BACK + WrittenMail.form("", "", null)));
            case "POST write" -> write(exchange);
            case "POST texts" ->
                send(
                        exchange,
                        201,
                        JSON,
                        new SmsSink(inbox, Clock.systemUTC())
                                .take(new String(
                                        exchange.getRequestBody().readNBytes(MOST_WRITTEN), StandardCharsets.UTF_8)));
            case "POST faults" -> {
                faults.set(Json.MAPPER.readTree(exchange.getRequestBody()));
                exchange.sendResponseHeaders(204, -1);
            }
            default -> send(exchange, 404, "text/plain", "Nothing here");
        }
    }

    /** What somebody wrote on these pages arrives as a mail. */
    private void write(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin != null
                && !List.of(url(), url().replace("localhost", "127.0.0.1")).contains(origin)) {
            send(exchange, 403, "text/plain", "Only these pages write here");
            return;
        }
        String form = new String(exchange.getRequestBody().readNBytes(MOST_WRITTEN), StandardCharsets.UTF_8);
        try {
            WrittenMail mail =
                    WrittenMail.of(Forms.parse(form), Clock.systemUTC().instant());
            ours.deliver(mail.envelopeFrom(), List.of(mail.to()), mail.raw());
        } catch (MessagingException e) {
            send(exchange, 400, "text/plain", "That makes no mail: " + e.getMessage());
            return;
        }
        send(
                exchange,
                200,
                HTML,
                page(
                        "It is on its way",
                        BACK + "<p>Makegood takes it in within the second; its answer comes here.</p>"));
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = Forms.parse(exchange.getRequestURI().getRawQuery());
        int since = Integer.parseInt(query.getOrDefault("since", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "100"));
        List<Inbox.Opened> opened = new ArrayList<>();
        for (Inbox.Mail mail : inbox.list(query.get("to"), since, limit)) {
            opened.add(inbox.open(mail));
        }
        send(exchange, 200, JSON, Json.write(opened));
    }

    private void one(HttpExchange exchange, List<String> path, String form) throws IOException {
        Optional<Inbox.Mail> found = path.size() < 2 ? Optional.empty() : inbox.find(Integer.parseInt(path.get(1)));
        if (found.isEmpty()) {
            send(exchange, 404, "text/plain", "No such mail");
            return;
        }
        Inbox.Mail mail = found.get();
        switch (form) {
            case "json" -> send(exchange, 200, JSON, Json.write(inbox.open(mail)));
            case "raw" -> send(exchange, 200, "message/rfc822", inbox.raw(mail));
            case "view" -> send(exchange, 200, HTML, mailPage(inbox.open(mail)));
            case "body" -> {
                // The mail's own HTML may hold anything: no script, nothing fetched, links open in a tab of their own.
                exchange.getResponseHeaders()
                        .set(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                                        + "sandbox allow-popups allow-popups-to-escape-sandbox");
                send(exchange, 200, HTML, body(inbox.open(mail)));
            }
            default -> send(exchange, 404, "text/plain", "Nothing here");
        }
    }

    private String listPage() {
        StringBuilder rows = new StringBuilder();
        for (Inbox.Mail mail : inbox.newest(SHOWN)) {
            rows.append("<tr><td>%s<td>%s<td><a href=\"/view/%d\">%s</a>\n"
                    .formatted(
                            escape(mail.date().toString().substring(0, 19).replace('T', ' ')),
                            escape(String.join(", ", mail.to())),
                            mail.index(),
                            escape(mail.subject().isBlank() ? "(no subject)" : mail.subject())));
        }
        return page(
                "Inbox (" + inbox.count() + ")",
                "<p><a href=\"/write\">Write to Makegood</a></p><table><tr><th>Received (UTC)<th>To<th>Subject\n" + rows
                        + "</table>" + (inbox.count() > SHOWN ? "<p>The newest " + SHOWN + " are shown.</p>" : ""));
    }

    private static String mailPage(Inbox.Opened mail) {
        return page(
                mail.subject(),
                "<p><a href=\"/\">← Inbox</a> · <a href=\"/messages/%d/raw\">source</a></p>".formatted(mail.index())
                        + "<p>From %s<br>To %s<br>%s</p>"
                                .formatted(
                                        escape(mail.from()), escape(String.join(", ", mail.to())), escape(mail.date()))
                        + "<iframe sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"/messages/%d/body\"></iframe>"
                                .formatted(mail.index())
                        + (mail.text() == null ? "" : "<h2>As text</h2><pre>" + escape(mail.text()) + "</pre>")
                        + "<h2>Answer this mail</h2>"
                        + WrittenMail.form(mail.to().getFirst(), answerTo(mail), mail));
    }

    private static String answerTo(Inbox.Opened mail) {
        return mail.headers().getOrDefault("Reply-To", List.of(mail.from())).getFirst();
    }

    private static String body(Inbox.Opened mail) {
        String content = mail.html() != null
                ? mail.html()
                : "<pre style=\"white-space:pre-wrap\">" + escape(mail.text() == null ? "" : mail.text()) + "</pre>";
        return "<base target=\"_blank\">" + content;
    }

    private static String page(String title, String content) {
        return """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>
                body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}
                table{border-collapse:collapse;width:100%%}td,th{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ddd}
                form{max-width:40rem}label{display:block;margin:.6rem 0}input:not([type=checkbox]),textarea{width:100%%;font:inherit;box-sizing:border-box}
                iframe{width:100%%;height:32rem;border:1px solid #ccc}pre{white-space:pre-wrap;background:#f6f6f6;padding:1rem}
                </style>
                <h1>%1$s</h1>
                %2$s
                </html>
                """.formatted(escape(title), content);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static void send(HttpExchange exchange, int status, String type, String content) throws IOException {
        send(exchange, status, type, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}

package dev.makegood.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local OpenID provider: discovery, keys, and tokens for {@link Users} by password, or for a client by its own name.
 * For this machine only: everyone's password is known.
 */
final class IdentityProvider implements AutoCloseable {
    private static final String REALM = "makegood";
    private static final String AUDIENCE = "makegood";
    private static final Duration LIFE = Duration.ofHours(1);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SigningKey key;
    private final Clock clock;

    private IdentityProvider(HttpServer server, SigningKey key, Clock clock) {
        this.server = server;
        this.key = key;
        this.clock = clock;
    }

    static IdentityProvider start(Path home, int wantedPort, Clock clock) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Ports.loopback(), wantedPort), 100);
        IdentityProvider provider = new IdentityProvider(server, SigningKey.in(home), clock);
        server.createContext("/" + REALM, provider::handle);
        server.setExecutor(provider.threads);
        server.start();
        return provider;
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/" + REALM;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(REALM.length() + 1);
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /.well-known/openid-configuration" -> send(exchange, 200, discovery());
                case "GET /jwks" -> send(exchange, 200, Map.of("keys", List.of(key.jwk())));
                case "POST /token" -> token(exchange);
                default -> send(exchange, 404, Map.of("error", "not_found"));
            }
        }
    }

    private Map<String, Object> discovery() {
        String issuer = issuer();
        return Map.of(
                "issuer", issuer,
                "token_endpoint", issuer + "/token",
                "jwks_uri", issuer + "/jwks",
                "response_types_supported", List.of("token", "id_token"),
                "grant_types_supported", List.of("password", "client_credentials"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("none", "client_secret_basic", "client_secret_post"),
                "scopes_supported", List.of("openid"));
    }

    private void token(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(64 * 1024);
        Map<String, String> form = Forms.parse(new String(body, StandardCharsets.UTF_8));
        switch (form.getOrDefault("grant_type", "")) {
            case "password" -> {
                Optional<Users.User> user = Users.find(form.getOrDefault("username", ""))
                        .filter(found -> found.hasPassword(form.getOrDefault("password", "")));
                if (user.isEmpty()) {
                    refuse(exchange, "invalid_grant", "The user or the password is wrong");
                } else {
                    grant(exchange, form, claims(user.get()));
                }
            }
            case "client_credentials" -> {
                String[] presented = presented(exchange, form);
                Optional<Clients.Client> known = Clients.find(presented[0]);
                if (known.isPresent() && !known.get().hasSecret(presented[1])) {
                    refuse(exchange, "invalid_client", "The client's secret is wrong");
                } else {
                    grant(exchange, form, claimsOfClient(presented[0], known));
                }
            }
            default -> refuse(exchange, "unsupported_grant_type", "Only password and client_credentials");
        }
    }

    private static Map<String, Object> claims(Users.User user) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", user.sub().toString());
        claims.put("preferred_username", user.username());
        claims.put("name", user.name());
        claims.put("roles", user.roles());
        if (user.party() != null) {
            claims.put("party", user.party());
        }
        if (user.department() != null) {
            claims.put("department", user.department());
        }
        return claims;
    }

    /** A program that nobody knows may do what needs no role. */
    private static Map<String, Object> claimsOfClient(String client, Optional<Clients.Client> known) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", client);
        claims.put("preferred_username", client);
        claims.put("roles", known.map(Clients.Client::roles).orElse(List.of()));
        return claims;
    }

    private static String client(HttpExchange exchange, Map<String, String> form) {
        return presented(exchange, form)[0];
    }

    /** The client's id and its secret, by HTTP Basic or in the form. */
    private static String[] presented(HttpExchange exchange, Map<String, String> form) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && authorization.startsWith("Basic ")) {
            byte[] pair = Base64.getDecoder().decode(authorization.substring(6));
            String[] presented = new String(pair, StandardCharsets.UTF_8).split(":", 2);
            return presented.length == 2 ? presented : new String[] {presented[0], ""};
        }
        return new String[] {form.getOrDefault("client_id", "unknown"), form.getOrDefault("client_secret", "")};
    }

    private void grant(HttpExchange exchange, Map<String, String> form, Map<String, Object> who) throws IOException {
        Instant now = clock.instant();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", sign(who, AUDIENCE, now));
        answer.put("token_type", "Bearer");
        answer.put("expires_in", LIFE.toSeconds());
        List<String> scopes = List.of(form.getOrDefault("scope", "").split(" ", -1));
        if (scopes.contains("openid") && who.containsKey("name")) {
            answer.put("id_token", sign(who, client(exchange, form), now));
        }
        send(exchange, 200, answer);
    }

    private String sign(Map<String, Object> who, String audience, Instant now) {
        Map<String, Object> claims = new LinkedHashMap<>(who);
        claims.put("iss", issuer());
        claims.put("aud", List.of(audience));
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFE).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        return key.sign(claims);
    }

    private static void refuse(HttpExchange exchange, String error, String description) throws IOException {
        send(exchange, 400, Map.of("error", error, "error_description", description));
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> content) throws IOException {
        byte[] body = Json.write(content).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}

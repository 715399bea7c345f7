package dev.makegood.e2e;

import dev.makegood.local.Backends;
import dev.makegood.local.BackendsOptions;
import dev.makegood.local.Services;
import dev.makegood.local.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The three packaged services on real backends, all on free ports. */
public final class Stack implements AutoCloseable {

    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx320m");

    private final Backends backends;
    private final Services services;
    private final Tokens tokens;

    private final List<String> options;

    private Stack(Backends backends, Services services, List<String> options) {
        this.backends = backends;
        this.services = services;
        this.options = options;
        this.tokens = new Tokens(backends.oidc());
    }

    /** Starts all of it. Where PostgreSQL and Kafka run is the system property {@code backends}. */
    public static Stack start() throws IOException, InterruptedException {
        return start(List.of());
    }

    /** Starts all of it, with more options for the services' JVMs. */
    public static Stack start(List<String> more) throws IOException, InterruptedException {
        var options = Stream.concat(JAVA_OPTIONS.stream(), more.stream()).toList();
        var mode = BackendsOptions.Mode.valueOf(
                System.getProperty("backends", "auto").toUpperCase(Locale.ROOT));
        var backends = Backends.start(BackendsOptions.temporary(mode));
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "stack");
        var services = Services.onFreePorts(project(), home, backends, options);
        services.start();
        return new Stack(backends, services, options);
    }

    /** The processes, to be killed and started again. */
    public Services services() {
        return services;
    }

    /** More processes of the same services on the same backends; none of them runs yet. */
    public Services replicas() throws IOException {
        var home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "replicas");
        return Services.onFreePorts(project(), home, backends, options);
    }

    /** A client that speaks as this user. */
    public Desk as(String user) {
        return new Desk(services, () -> tokens.of(user));
    }

    /** A client that says nothing about who it is. */
    public Desk anybody() {
        return new Desk(services, () -> "");
    }

    /** Where mails arrive. */
    public Mailbox mailbox() {
        return new Mailbox(backends.inbox());
    }

    /** Who brings mails to us. */
    public Postman postman() {
        return new Postman(backends.smtp());
    }

    /** A look into a service's database that no client has: for counting, never for changing. */
    public long count(String service, String query) throws SQLException {
        try (var connection = connect(service);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A connection to a service's database. */
    public Connection connect(String service) throws SQLException {
        var postgres = backends.postgres();
        return DriverManager.getConnection(postgres.jdbcUrl(service), service, service);
    }

    /** PostgreSQL's place, for tools that measure it. */
    public Backends.Database postgres() {
        return backends.postgres();
    }

    private static Path project() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Not inside of the project");
    }

    @Override
    public void close() {
        services.close();
        backends.close();
    }
}

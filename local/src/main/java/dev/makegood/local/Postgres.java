package dev.makegood.local;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server on this machine, from the binaries that Maven brings, as durable as one in production: what it
 * has acknowledged survives a kill.
 */
final class Postgres implements AutoCloseable {
    static final String SUPERUSER = "postgres";
    static final String PASSWORD = "postgres";

    /** One database a service, owned by a role of the same name, whose password is its name. */
    static final List<String> DATABASES = List.of("complaint", "recovery", "notification", "chassis");

    private final Path data;
    private final Child server;
    private final int port;

    private Postgres(Path data, Child server, int port) {
        this.data = data;
        this.server = server;
        this.port = port;
    }

    static Postgres start(Path home, int wantedPort) throws IOException, InterruptedException {
        Path binaries = unpack();
        Path data = home.resolve("postgres");
        Path log = home.resolve("log").resolve("postgres.log");
        Files.createDirectories(log.getParent());
        stopLeftover(data);
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, home, data, log);
        }
        int port = Ports.orFree(wantedPort);
        List<String> command = new ArrayList<>(List.of(
                binaries.resolve("bin/postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=localhost",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=64MB",
                "fsync=on",
                "synchronous_commit=on",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] %d ")) {
            command.addAll(List.of("-c", setting));
        }
        Child server = Child.start("PostgreSQL", "INT", unprivileged(command), home, log, Map.of());
        Postgres postgres = new Postgres(data, server, port);
        try {
            postgres.awaitReady(log);
            createDatabases(url("localhost", port, SUPERUSER));
        } catch (RuntimeException | InterruptedException e) {
            postgres.close();
            throw e;
        }
        return postgres;
    }

    int port() {
        return port;
    }

    static String url(String host, int port, String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    static void createDatabases(String superuserUrl) {
        try (Connection connection = DriverManager.getConnection(superuserUrl, SUPERUSER, PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String name : DATABASES) {
                if (!exists(statement, "select 1 from pg_roles where rolname = '" + name + "'")) {
                    statement.execute("create role " + name + " login password '" + name + "'");
                }
                if (!exists(statement, "select 1 from pg_database where datname = '" + name + "'")) {
                    statement.execute("create database " + name + " owner " + name);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The databases could not be created: " + e.getMessage(), e);
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static void initialise(Path binaries, Path home, Path data, Path log)
            throws IOException, InterruptedException {
        Files.createDirectories(
                data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path password = Files.createTempFile(home, "password", "");
        Files.writeString(password, PASSWORD);
        if (mustChangeUser()) {
            run(List.of("chown", "65534:65534", data.toString(), password.toString()), home, log);
        }
        run(
                unprivileged(List.of(
                        binaries.resolve("bin/initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--locale=C",
                        "--no-instructions")),
                home,
                log);
        Files.delete(password);
    }

    private static void run(List<String> command, Path folder, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "PostgreSQL: " + command.getFirst() + " failed:\n" + Child.lastLines(log, 20));
        }
    }

    private void awaitReady(Path log) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (true) {
            try (Connection connection =
                    DriverManager.getConnection(url("localhost", port, SUPERUSER), SUPERUSER, PASSWORD)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "PostgreSQL did not start on port " + port + ":\n" + Child.lastLines(log, 20), notYet);
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** A server whose parent was killed lives on and would be taken for the new one: it is stopped first. */
    static void stopLeftover(Path data) throws IOException, InterruptedException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        long pid = lines.isEmpty() ? 0 : Long.parseLong(lines.getFirst().strip());
        ProcessHandle leftover = ProcessHandle.of(pid).orElse(null);
        if (leftover == null || !isServer(leftover)) {
            return;
        }
        System.err.println("A PostgreSQL of an earlier run (process " + pid + ") still uses " + data + ": stopping it");
        interrupt(pid);
        Child.awaitEnd(leftover, Duration.ofSeconds(30));
    }

    private static boolean isServer(ProcessHandle process) {
        // Where the platform hides the command of a foreign process, it can only be told by its parentage: leave it.
        return process.info()
                .command()
                .map(command -> command.endsWith("postgres"))
                .orElse(false);
    }

    /** SIGINT is PostgreSQL's fast shutdown; the SIGTERM that Java sends would wait for every client to leave. */
    private static void interrupt(long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
    }

    @Override
    public void close() {
        try {
            interrupt(server.pid());
            server.awaitEnd(Duration.ofSeconds(30));
        } catch (IOException e) {
            server.kill();
        } catch (InterruptedException e) {
            server.kill();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return "PostgreSQL in " + data;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root: a user namespace makes it nobody; where those are off, it becomes nobody. */
    private static List<String> unprivileged(List<String> command) {
        if (!isRoot()) {
            return command;
        }
        List<String> prefix = Child.works("unshare", "-U", "true")
                ? List.of("unshare", "-U")
                : List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all");
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    private static boolean mustChangeUser() {
        return isRoot() && !Child.works("unshare", "-U", "true");
    }

    /** Unpacks the binaries once for each version and user; several processes may come at once. */
    private static Path unpack() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String machine = arm ? "arm_64" : "x86_64";
        String resource = "postgres-" + system + "-" + machine + ".txz";
        try (InputStream archive = Postgres.class.getResourceAsStream("/" + resource)) {
            if (archive == null) {
                throw new IllegalStateException("No PostgreSQL for this platform (" + resource
                        + ") on the classpath; use --backends=containers");
            }
            byte[] bytes = archive.readAllBytes();
            Path folder = Path.of(System.getProperty("java.io.tmpdir"))
                    .resolve("makegood-" + System.getProperty("user.name"))
                    .resolve("postgres-" + Digests.sha256(bytes).substring(0, 16));
            if (Files.exists(folder.resolve("bin/postgres"))) {
                return folder;
            }
            Files.createDirectories(folder.getParent());
            Path unpacking = Files.createTempDirectory(folder.getParent(), "unpacking");
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(bytes, unpacking);
            try {
                Files.move(unpacking, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
                Folders.delete(unpacking);
            }
            return folder;
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (InputStream bytes = new ByteArrayInputStream(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(bytes), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("An entry leads outside: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else if (entry.isLink()) {
                    Files.createLink(target, folder.resolve(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
        }
        return permissions;
    }
}

package dev.makegood.local;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where. A port of 0 means any free one; no data folder means a temporary one, deleted at the end.
 */
public record BackendsOptions(
        Mode mode, @Nullable Path data, int postgresPort, int kafkaPort, int oidcPort, int smtpPort, int inboxPort) {

    /** Where PostgreSQL and Kafka run. AUTO means containers where a Docker engine answers, else this machine. */
    public enum Mode {
        CONTAINERS,
        EMBEDDED,
        AUTO;

        static Mode of(String text) {
            for (Mode mode : values()) {
                if (mode.name().equalsIgnoreCase(text)) {
                    return mode;
                }
            }
            throw new IllegalArgumentException("--backends is containers, embedded or auto, not " + text);
        }
    }

    /** Everything temporary, on free ports. */
    public static BackendsOptions temporary(Mode mode) {
        return new BackendsOptions(mode, null, 0, 0, 0, 0, 0);
    }

    static BackendsOptions parse(String... args) {
        BackendsOptions options = temporary(Mode.AUTO);
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Expected --name=value, got " + arg);
            }
            options = options.with(arg.substring(2, equals).toLowerCase(Locale.ROOT), arg.substring(equals + 1));
        }
        return options;
    }

    private BackendsOptions with(String name, String value) {
        return switch (name) {
            case "backends" ->
                new BackendsOptions(Mode.of(value), data, postgresPort, kafkaPort, oidcPort, smtpPort, inboxPort);
            case "data" ->
                new BackendsOptions(
                        mode, Path.of(value).toAbsolutePath(), postgresPort, kafkaPort, oidcPort, smtpPort, inboxPort);
            case "postgres-port" ->
                new BackendsOptions(mode, data, port(value), kafkaPort, oidcPort, smtpPort, inboxPort);
            case "kafka-port" ->
                new BackendsOptions(mode, data, postgresPort, port(value), oidcPort, smtpPort, inboxPort);
            case "oidc-port" ->
                new BackendsOptions(mode, data, postgresPort, kafkaPort, port(value), smtpPort, inboxPort);
            case "smtp-port" ->
                new BackendsOptions(mode, data, postgresPort, kafkaPort, oidcPort, port(value), inboxPort);
            case "inbox-port" ->
                new BackendsOptions(mode, data, postgresPort, kafkaPort, oidcPort, smtpPort, port(value));
            default -> throw new IllegalArgumentException("No option --" + name);
        };
    }

    private static int port(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + value);
        }
        return port;
    }
}

package dev.makegood.local;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where. A port of 0 means any free one; no data folder means a temporary one, deleted at the end.
 */
public record BackendsOptions(
        Mode mode,
        @Nullable Path data,
        int postgresPort,
        int kafkaPort,
        int oidcPort,
        int smtpPort,
        int inboxPort,
        int imapPort) {

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
        return new BackendsOptions(mode, null, 0, 0, 0, 0, 0, 0);
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
            case "backends" -> with(Mode.of(value), data);
            case "data" -> with(mode, Path.of(value).toAbsolutePath());
            case "postgres-port" -> ports(port(value), kafkaPort, oidcPort, smtpPort, inboxPort, imapPort);
            case "kafka-port" -> ports(postgresPort, port(value), oidcPort, smtpPort, inboxPort, imapPort);
            case "oidc-port" -> ports(postgresPort, kafkaPort, port(value), smtpPort, inboxPort, imapPort);
            case "smtp-port" -> ports(postgresPort, kafkaPort, oidcPort, port(value), inboxPort, imapPort);
            case "inbox-port" -> ports(postgresPort, kafkaPort, oidcPort, smtpPort, port(value), imapPort);
            case "imap-port" -> ports(postgresPort, kafkaPort, oidcPort, smtpPort, inboxPort, port(value));
            default -> throw new IllegalArgumentException("No option --" + name);
        };
    }

    private BackendsOptions with(Mode where, @Nullable Path folder) {
        return new BackendsOptions(where, folder, postgresPort, kafkaPort, oidcPort, smtpPort, inboxPort, imapPort);
    }

    private BackendsOptions ports(int postgres, int kafka, int oidc, int smtp, int inbox, int imap) {
        return new BackendsOptions(mode, data, postgres, kafka, oidc, smtp, inbox, imap);
    }

    private static int port(String value) {
        int port = Integer.parseInt(value);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Not a port: " + value);
        }
        return port;
    }
}

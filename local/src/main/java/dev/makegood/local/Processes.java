package dev.makegood.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** Who runs, and who holds a port: from /proc where there is one, else from lsof. */
final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private Processes() {}

    static String commandLine(long pid) {
        Path file = PROC.resolve(Long.toString(pid)).resolve("cmdline");
        try {
            if (Files.isReadable(file)) {
                return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .replace('\0', ' ')
                        .strip();
            }
        } catch (IOException gone) {
            return "";
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .orElse("");
    }

    /** "process 123: java -jar …", or "a process that cannot be seen from here". */
    static String holder(int port) {
        OptionalLong pid = Files.isReadable(PROC.resolve("net/tcp")) ? fromProc(port) : fromLsof(port);
        if (pid.isEmpty()) {
            return "a process that cannot be seen from here";
        }
        String command = commandLine(pid.getAsLong()).replaceAll("\\s+", " ");
        return "process " + pid.getAsLong() + ": " + command.substring(0, Math.min(160, command.length()));
    }

    private static OptionalLong fromProc(int port) {
        Set<String> sockets = new HashSet<>();
        String suffix = ":" + "%04X".formatted(port).toUpperCase(Locale.ROOT);
        for (String table : new String[] {"net/tcp", "net/tcp6"}) {
            if (!Files.isReadable(PROC.resolve(table))) {
                continue;
            }
            try (Stream<String> lines = Files.lines(PROC.resolve(table))) {
                lines.map(line -> line.strip().split("\\s+", -1))
                        .filter(fields ->
                                fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
                        .forEach(fields -> sockets.add("socket:[" + fields[9] + "]"));
            } catch (IOException | UncheckedIOException e) {
                return OptionalLong.empty();
            }
        }
        return ProcessHandle.allProcesses()
                .mapToLong(ProcessHandle::pid)
                .filter(pid -> holdsOneOf(pid, sockets))
                .findFirst();
    }

    private static boolean holdsOneOf(long pid, Set<String> sockets) {
        try (Stream<Path> open = Files.list(PROC.resolve(Long.toString(pid)).resolve("fd"))) {
            return open.anyMatch(file -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(file).toString());
                } catch (IOException closed) {
                    return false;
                }
            });
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }

    private static OptionalLong fromLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(answer.lines().findFirst().orElse("0")));
        } catch (IOException noLsof) {
            return OptionalLong.empty();
        }
    }
}

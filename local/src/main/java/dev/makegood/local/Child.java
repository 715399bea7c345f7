package dev.makegood.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that must not outlive this one. On Linux the kernel ends it when this one is gone, even by kill -9: that
 * signal follows the death of the thread that started the child, so that a thread of its own stays with each child.
 */
final class Child {
    private static final Map<List<String>, Boolean> WORKS = new ConcurrentHashMap<>();

    private final Process process;

    private Child(Process process) {
        this.process = process;
    }

    /** {@code signal} is what the kernel sends it when this process is gone. */
    static Child start(
            String name, String signal, List<String> command, Path folder, Path log, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(tied(command, signal))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("keeper of " + name).start(() -> keep(builder, started));
        try {
            return new Child(started.get());
        } catch (ExecutionException e) {
            throw new IOException(name + " could not be started: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = builder.start();
            started.complete(process);
            process.waitFor();
        } catch (IOException e) {
            started.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Last before the command itself: the kernel forgets the signal when the user changes, as unshare does. */
    private static List<String> tied(List<String> command, String signal) {
        if (!works("setpriv", "--pdeathsig", signal, "true")) {
            return command;
        }
        int at = 0;
        if (command.getFirst().equals("unshare")) {
            at = 2;
        }
        List<String> tied = new ArrayList<>(command);
        if (command.getFirst().equals("setpriv")) {
            tied.addAll(1, List.of("--pdeathsig", signal));
        } else {
            tied.addAll(at, List.of("setpriv", "--pdeathsig", signal));
        }
        return tied;
    }

    static boolean works(String... command) {
        return WORKS.computeIfAbsent(List.of(command), probe -> {
            try {
                Process process = new ProcessBuilder(probe)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGTERM: asks it to end. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    void awaitEnd(Duration patience) throws InterruptedException {
        awaitEnd(process.toHandle(), patience);
    }

    static void awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static String lastLines(Path log, int count) {
        if (!Files.exists(log)) {
            return "(no log)";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = Math.min(file.length(), 64 * 1024);
            byte[] tail = new byte[(int) length];
            file.seek(file.length() - length);
            file.readFully(tail);
            List<String> lines =
                    new String(tail, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

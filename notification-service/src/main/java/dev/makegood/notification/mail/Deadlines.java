package dev.makegood.notification.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ends conversations that last too long. A server that answers one byte at a time keeps within any timeout of a single read, and would
 * hold a sender until its claim is another's: so its line is cut.
 */
final class Deadlines extends SocketFactory implements AutoCloseable {

    private static final ThreadLocal<@Nullable Watch> CURRENT = new ThreadLocal<>();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("mail-deadlines").daemon().factory());

    /** From now on this thread's conversation has so long, on the lines that it opens and on those that it goes on with. */
    Watch start(Duration atMost) {
        var watch = new Watch(atMost);
        CURRENT.set(watch);
        return watch;
    }

    /** A conversation of this thread's. */
    final class Watch implements AutoCloseable {
        private final Future<?> end;
        private volatile @Nullable Socket line;
        private volatile boolean over;

        private Watch(Duration atMost) {
            end = clock.schedule(this::cut, atMost.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** It is on this line now. */
        void on(@Nullable Socket line) {
            this.line = line;
            if (over) {
                cut();
            }
        }

        @Nullable
        Socket line() {
            return line;
        }

        /** Whether it lasted too long. */
        boolean isOver() {
            return over;
        }

        private void cut() {
            over = true;
            var open = line;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException e) {
                    // It is gone either way.
                }
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            CURRENT.remove();
        }
    }

    @Override
    public Socket createSocket() {
        var line = new Socket();
        try {
            // A mail is many small writes: none of them waits for the other side to acknowledge the one before.
            line.setTcpNoDelay(true);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        var watch = CURRENT.get();
        if (watch != null) {
            watch.on(line);
        }
        return line;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        var line = createSocket();
        line.connect(new InetSocketAddress(host, port));
        return line;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        var line = createSocket();
        line.bind(new InetSocketAddress(local, localPort));
        line.connect(new InetSocketAddress(host, port));
        return line;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

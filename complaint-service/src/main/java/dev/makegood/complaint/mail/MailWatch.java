package dev.makegood.complaint.mail;

import dev.makegood.chassis.problem.Wordless;
import dev.makegood.complaint.mail.ImapFolder.Waiting;
import dev.makegood.complaint.mail.Postroom.Whole;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailbox for as long as the service runs, while no other replica does: what is there, then what comes. A mail is kept
 * first and taken off the server after that, so that a crash between the two brings it again, to no effect. A server that does not
 * answer is tried again, less and less often.
 */
@ApplicationScoped
class MailWatch {

    private static final Logger LOG = Logger.getLogger(MailWatch.class);
    private static final int ATTEMPTS = 3;

    private final MailSettings settings;
    private final Postroom postroom;
    private final MailLease lease;
    private final UUID self = UUID.randomUUID();
    private final String mailbox;
    private final Map<Long, Integer> failures = new HashMap<>();
    private volatile boolean running;
    private volatile @Nullable ImapFolder open;
    private volatile @Nullable Thread thread;
    private long heldSince;

    MailWatch(MailSettings settings, Postroom postroom, MailLease lease) {
        this.settings = settings;
        this.postroom = postroom;
        this.lease = lease;
        this.mailbox = "%s:%d/%s/%s"
                .formatted(
                        settings.host().orElse(""),
                        settings.port(),
                        settings.user().orElse(""),
                        settings.folder());
    }

    void start(@Observes StartupEvent started) {
        if (settings.host().filter(host -> !host.isBlank()).isPresent()) {
            start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stop();
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name("mail-watch").daemon().start(this::run);
    }

    void stop() throws InterruptedException {
        running = false;
        var watch = thread;
        if (watch != null) {
            watch.interrupt();
            var folder = open;
            if (folder != null) {
                folder.close();
            }
            watch.join(Duration.ofSeconds(10));
        }
    }

    private void run() {
        var pause = settings.retry();
        while (running) {
            try {
                if (!holdsLease()) {
                    TimeUnit.MILLISECONDS.sleep(settings.lease().toMillis() / 3);
                    continue;
                }
                try (var folder = ImapFolder.open(settings)) {
                    open = folder;
                    pause = settings.retry();
                    LOG.infof("Mails are read from %s", mailbox);
                    watch(folder);
                }
            } catch (InterruptedException e) {
                break;
            } catch (MessagingException | IOException | SQLException | RuntimeException e) {
                if (running) {
                    LOG.warnf("Mails are read again in %d s: %s", pause.toSeconds(), Wordless.summary(e));
                    pause = sleep(pause);
                }
            } finally {
                open = null;
            }
        }
        try {
            lease.release(mailbox, self);
        } catch (SQLException | RuntimeException e) {
            // It runs out by itself.
        }
    }

    /** Sleeps, and returns how long to sleep the next time. */
    private Duration sleep(Duration pause) {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            running = false;
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(settings.retryAtMost()) > 0 ? settings.retryAtMost() : next;
    }

    private void watch(ImapFolder folder) throws MessagingException, IOException, SQLException, InterruptedException {
        while (running && holdsLease()) {
            if (takeAll(folder) == 0 && running) {
                folder.await(settings.poll());
            }
        }
    }

    /** Takes what waits. Returns how many there were. */
    private int takeAll(ImapFolder folder) throws MessagingException, IOException, SQLException {
        int taken = 0;
        for (Waiting mail : folder.waiting()) {
            if (!running || (isDue() && !holdsLease())) {
                return 0;
            }
            try {
                if (take(folder, mail)) {
                    taken++;
                }
            } catch (MessageRemovedException e) {
                LOG.debug("A mail was gone before it was read");
            }
        }
        return taken;
    }

    private boolean take(ImapFolder folder, Waiting mail) throws MessagingException, IOException {
        byte[] raw = folder.bytes(mail);
        var whole = folder.isTooLarge(mail) ? Whole.BEGINNING : Whole.ALL;
        int failed = failures.getOrDefault(mail.uid(), 0);
        try {
            if (failed < ATTEMPTS) {
                postroom.take(raw, whole);
            } else {
                postroom.setAside(raw);
            }
            failures.remove(mail.uid());
        } catch (RuntimeException e) {
            failures.merge(mail.uid(), 1, Integer::sum);
            if (failed >= ATTEMPTS) {
                // Not even its bytes can be kept: it waits, and the others go on.
                LOG.errorf(Wordless.of(e), "Mail %d stays on the server", mail.uid());
                return false;
            }
            throw e;
        }
        folder.done(mail);
        return true;
    }

    private boolean isDue() {
        return System.nanoTime() - heldSince > settings.lease().toNanos() / 3;
    }

    private boolean holdsLease() throws SQLException {
        heldSince = System.nanoTime();
        return lease.hold(mailbox, self, settings.lease().plus(settings.poll()));
    }
}

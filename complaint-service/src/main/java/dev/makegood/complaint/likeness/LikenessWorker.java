package dev.makegood.complaint.likeness;

import dev.makegood.chassis.problem.Wordless;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks for those who may be one person, as they come in and as they change. Any number of these may work at once. */
@ApplicationScoped
class LikenessWorker {

    private static final Logger LOG = Logger.getLogger(LikenessWorker.class);
    private static final int BATCH = 500;

    private final Likenesses likenesses;

    LikenessWorker(Likenesses likenesses) {
        this.likenesses = likenesses;
    }

    @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void compare() {
        try {
            int looked;
            do {
                looked = QuarkusTransaction.requiringNew().call(() -> likenesses.compare(BATCH));
            } while (looked == BATCH);
        } catch (RuntimeException e) {
            LOG.warnf("Customers are compared again in a moment: %s", Wordless.summary(e));
        }
    }
}

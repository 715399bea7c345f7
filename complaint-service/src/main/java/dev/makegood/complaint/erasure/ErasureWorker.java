package dev.makegood.complaint.erasure;

import dev.makegood.chassis.problem.Wordless;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Looks again, for a day, for what arrives of people who are forgotten: from queues, from retries, from the moment itself. */
@ApplicationScoped
class ErasureWorker {

    private static final Logger LOG = Logger.getLogger(ErasureWorker.class);
    private static final int MOST_AT_ONCE = 100;

    private final Erasures erasures;

    ErasureWorker(Erasures erasures) {
        this.erasures = erasures;
    }

    @Scheduled(every = "1s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                boolean swept = QuarkusTransaction.requiringNew().call(() -> {
                    var due = erasures.due();
                    due.ifPresent(erasures::sweep);
                    return due.isPresent();
                });
                if (!swept) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("What arrived late is forgotten in a moment: %s", Wordless.summary(e));
        }
    }
}

package dev.makegood.complaint.conversation;

import dev.makegood.chassis.problem.Wordless;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Words that were written in the very instant in which their customer was forgotten go a minute later. */
@ApplicationScoped
class ForgottenWords {

    private static final Logger LOG = Logger.getLogger(ForgottenWords.class);

    private final Messages messages;
    private final Clock clock;

    ForgottenWords(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
    }

    @Scheduled(every = "1m", delayed = "40s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        try {
            QuarkusTransaction.requiringNew()
                    .run(() -> messages.forget(messages.erased(clock.instant().minus(Duration.ofDays(1)))));
        } catch (RuntimeException e) {
            LOG.warnf("Forgetting goes on in a minute: %s", Wordless.summary(e));
        }
    }
}

package dev.makegood.complaint.representative;

import dev.makegood.chassis.outbox.Outbox;
import dev.makegood.chassis.problem.Wordless;
import dev.makegood.complaint.consent.Representation.Ended;
import dev.makegood.complaint.consent.Representations;
import dev.makegood.complaint.intake.Complaint;
import dev.makegood.complaint.intake.Complaints;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Who spoke for somebody until today is told nothing from tomorrow on. */
@ApplicationScoped
class ConsentWorker {

    private static final Logger LOG = Logger.getLogger(ConsentWorker.class);

    private final Representations representations;
    private final Complaints complaints;
    private final Outbox outbox;
    private final Clock clock;

    ConsentWorker(Representations representations, Complaints complaints, Outbox outbox, Clock clock) {
        this.representations = representations;
        this.complaints = complaints;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Scheduled(every = "5s", delayed = "3s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void end() {
        try {
            List<UUID> over = QuarkusTransaction.requiringNew().call(representations::expired);
            over.forEach(complaint -> QuarkusTransaction.requiringNew().run(() -> end(complaint)));
        } catch (RuntimeException e) {
            LOG.warnf("Consents that are over end in a moment: %s", Wordless.summary(e));
        }
    }

    /** Under the complaint's lock, and only if it is still over: it may have been given anew. */
    private void end(UUID id) {
        Complaint complaint =
                complaints.findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).orElseThrow();
        boolean over = representations
                .standing(id)
                .map(standing -> standing.consent().until())
                .filter(until -> !until.isAfter(clock.instant()))
                .isPresent();
        if (over) {
            representations.end(id, Ended.EXPIRED);
            outbox.add(complaint.beSpokenForBy(null, clock.instant()));
        }
    }
}

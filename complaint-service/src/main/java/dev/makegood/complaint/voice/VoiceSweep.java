package dev.makegood.complaint.voice;

import dev.makegood.chassis.problem.Wordless;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Gathers weeks that are over, redacts what better rules or better knowledge would redact otherwise, and settles causes. */
@ApplicationScoped
class VoiceSweep {

    private static final Logger LOG = Logger.getLogger(VoiceSweep.class);
    private static final int BATCH = 200;

    private final Voices voices;
    private final VoiceReadings readings;
    private final VoiceDigests digests;

    VoiceSweep(Voices voices, VoiceReadings readings, VoiceDigests digests) {
        this.voices = voices;
        this.readings = readings;
        this.digests = digests;
    }

    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void redact() {
        go(() -> {
            while (QuarkusTransaction.requiringNew().call(() -> voices.redactSome(BATCH)) == BATCH) {
                // There are more.
            }
        });
    }

    @Scheduled(every = "30s", delayed = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void gather() {
        go(() -> {
            QuarkusTransaction.requiringNew().run(voices::settleCauses);
            while (QuarkusTransaction.requiringNew().call(digests::gatherNext)) {
                // Weeks may have passed while nobody looked.
            }
        });
    }

    @Scheduled(every = "24h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldReadings() {
        go(() -> QuarkusTransaction.requiringNew().run(readings::forgetOld));
    }

    private static void go(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("Voices are looked at again soon: %s", Wordless.summary(e));
        }
    }
}

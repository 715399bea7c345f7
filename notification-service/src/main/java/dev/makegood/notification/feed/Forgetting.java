package dev.makegood.notification.feed;

import dev.makegood.notification.delivery.Forgotten;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What the feed says goes with whom it is about, and with time. */
@ApplicationScoped
class Forgetting {

    private final Entries entries;
    private final FeedSettings settings;

    Forgetting(Entries entries, FeedSettings settings) {
        this.entries = entries;
        this.settings = settings;
    }

    void on(@Observes Forgotten forgotten) {
        entries.forget(forgotten.complaint());
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew().run(() -> entries.forgetOlder(settings.keep()));
    }
}

package dev.makegood.recovery.transfer;

import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.JourneyEnded;
import dev.makegood.recovery.journey.JourneyGiven;
import dev.makegood.recovery.journey.Journeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Ends offers that nobody answered in time, and those that something else overtook. */
@ApplicationScoped
class TransferSweep {

    private final Transfers transfers;
    private final Journeys journeys;
    private final TransferSettings settings;
    private final Clock clock;

    TransferSweep(Transfers transfers, Journeys journeys, TransferSettings settings, Clock clock) {
        this.transfers = transfers;
        this.journeys = journeys;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "1s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        List<UUID> lapsed;
        do {
            lapsed = QuarkusTransaction.requiringNew()
                    .call(() -> transfers.lapsed(clock.instant(), settings.sweepBatch()));
            lapsed.forEach(journey -> QuarkusTransaction.requiringNew().run(() -> expire(journey)));
        } while (lapsed.size() == settings.sweepBatch());
    }

    /** One at a time: the journey's lock decides who was first, the one who answers or the clock. */
    private void expire(UUID id) {
        var journey = journeys.change(id);
        var now = clock.instant();
        transfers
                .pending(id)
                .filter(transfer -> !transfer.expiresAt().isAfter(now))
                .ifPresent(transfer -> journeys.tell(journey, List.of(transfer.expire(journey.state(), now))));
    }

    /** It was closed: there is nothing to hand over. */
    void closed(@Observes JourneyEnded ended) {
        overtaken(ended.journey());
    }

    /** It was given to someone else meanwhile. Whoever only stands in changes nothing about an offer. */
    void given(@Observes JourneyGiven given) {
        overtaken(given.journey());
    }

    private void overtaken(Journey journey) {
        transfers
                .pending(journey.id())
                .ifPresent(transfer -> journeys.tell(
                        journey, List.of(transfer.withdraw(journey.owner(), journey.state(), clock.instant()))));
    }
}

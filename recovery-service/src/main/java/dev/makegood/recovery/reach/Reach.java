package dev.makegood.recovery.reach;

import dev.makegood.contract.Audience;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.NotificationDelivered;
import dev.makegood.contract.NotificationSent;
import dev.makegood.recovery.journey.CustomerReached;
import dev.makegood.recovery.journey.Journey;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.leg.Legs;
import dev.makegood.recovery.task.Task;
import dev.makegood.recovery.task.Tasks;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What follows from a message that reached somebody, or did not: an acknowledgement is kept by it, and what did not reach them is the
 * owner's, who reaches them another way.
 */
@ApplicationScoped
class Reach {

    private static final int BATCH = 50;

    /** The kind of the message that tells a customer that somebody has taken it on. */
    private static final String ACKNOWLEDGEMENT = "acknowledgement";

    /** What their owner tells them in person: whoever gets one of these knows who has taken it on. */
    private static final Set<String> PERSONAL =
            Set.of("update", "question", "reply", "remedy-offered", "offer-withdrawn", "refusal", "is-it-put-right");

    private final LostMessages messages;
    private final Journeys journeys;
    private final Legs legs;
    private final Tasks tasks;
    private final Clock clock;

    Reach(LostMessages messages, Journeys journeys, Legs legs, Tasks tasks, Clock clock) {
        this.messages = messages;
        this.journeys = journeys;
        this.legs = legs;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** The server of whom it was for took a message. What had not reached them before is told, or about to be. */
    void sent(NotificationSent sent) {
        switch (sent.to()) {
            case CUSTOMER -> {
                if (acknowledges(sent)) {
                    journeys.acknowledgementArrived(journeys.change(sent.complaintId()), sent.at());
                }
                finish(messages.ofCustomer(sent.complaintId()).stream()
                        .filter(lost -> !lost.isAll() || lost.medium() == sent.medium())
                        .toList());
            }
            case PARTY -> finish(messages.ofParty(sent.complaintId(), sent.about()));
            case COLLEAGUE, SUBSCRIBER -> {
                // They are no part of anybody's story.
            }
        }
    }

    /** Where the acknowledgement itself was lost, what the owner told them after it does as well. */
    private boolean acknowledges(NotificationSent sent) {
        return sent.message().equals(ACKNOWLEDGEMENT)
                || (PERSONAL.contains(sent.message()) && messages.wasLost(sent.complaintId(), ACKNOWLEDGEMENT));
    }

    /** A message is where they read it: that one was not lost after all. */
    void delivered(NotificationDelivered delivered) {
        var open = delivered.audience() == Audience.CUSTOMER
                ? messages.ofCustomer(delivered.complaintId())
                : messages.ofParty(delivered.complaintId(), delivered.about());
        finish(open.stream()
                .filter(lost -> lost.message().equals(delivered.message()))
                .toList());
    }

    /** Somebody told them in person. */
    void reached(@Observes CustomerReached reached) {
        finish(messages.ofCustomer(reached.journey().id()));
    }

    /** A message reached nobody, or nothing will by a medium: whoever owns the journey is to know, once it has begun. */
    void lost(LostMessage lost) {
        if (lost.audience() == Audience.CUSTOMER || lost.audience() == Audience.PARTY) {
            messages.persist(lost);
            if (journeys.count("id", lost.journeyId()) > 0) {
                hand(lost);
            }
        }
    }

    /** A receipt can come back sooner than it is known here that there is a journey. */
    @Scheduled(
            every = "${makegood.reach.hand-over:5s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        QuarkusTransaction.requiringNew()
                .call(() -> messages.waiting(BATCH))
                .forEach(id -> QuarkusTransaction.requiringNew()
                        .run(() -> messages.findByIdOptional(id).ifPresent(this::hand)));
    }

    private void hand(LostMessage lost) {
        var journey = journeys.changeSurviving(lost.journeyId());
        if (journey.isErased() || journey.state() == JourneyState.CLOSED) {
            // Nobody waits for it.
            messages.delete(lost);
            return;
        }
        lost.isOf(open(journey, lost));
    }

    /** One task for whatever is lost of a kind, until it is done. */
    private UUID open(Journey journey, LostMessage lost) {
        var open = lost.audience() == Audience.CUSTOMER
                ? messages.ofCustomer(journey.id())
                : messages.ofParty(journey.id(), lost.about());
        return open.stream()
                .filter(lost::isLike)
                .findFirst()
                .map(LostMessage::taskId)
                .orElseGet(() -> {
                    var now = clock.instant();
                    var kind = lost.audience() == Audience.CUSTOMER ? Task.Kind.CALL : Task.Kind.LOOK;
                    var task = new Task(journey.id(), journey.owner(), kind, said(journey, lost), now, now);
                    tasks.add(task);
                    return task.id();
                });
    }

    private String said(Journey journey, LostMessage lost) {
        var who = lost.audience() == Audience.CUSTOMER ? journey.addressee() : party(lost);
        return lost.isAll()
                ? "Nothing more reaches %s by %s (%s). Ask them for another address: %s."
                        .formatted(who, lost.medium(), lost.reason(), journey.reference())
                : "\"%s\" did not reach %s (%s: %s). Tell them another way, and write down that you did: %s."
                        .formatted(lost.message(), who, lost.medium(), lost.reason(), journey.reference());
    }

    private String party(LostMessage lost) {
        return lost.about() == null
                ? "A party"
                : legs.findByIdOptional(lost.about())
                        .map(leg -> leg.party().name())
                        .orElse("A party");
    }

    private void finish(List<LostMessage> open) {
        var now = clock.instant();
        open.stream().map(LostMessage::taskId).distinct().forEach(task -> tasks.finish(task, now));
    }
}

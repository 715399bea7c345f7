package dev.makegood.recovery.journey;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import dev.makegood.contract.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Follows the customer's file: a complaint begins a journey, the customer's answer moves it. */
@ApplicationScoped
class ComplaintsListener implements Listener<ComplaintEvent> {

    private static final Logger LOG = Logger.getLogger(ComplaintsListener.class);

    private final Journeys journeys;
    private final Clock clock;

    ComplaintsListener(Journeys journeys, Clock clock) {
        this.journeys = journeys;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topic.COMPLAINTS;
    }

    @Override
    public void on(ComplaintEvent event, UUID id) {
        switch (event) {
            case ComplaintReceived received -> journeys.open(received);
            case CustomerChanged changed -> journeys.know(changed.customer());
            case RecoveryConfirmed confirmed -> confirm(confirmed);
            case ComplaintWithdrawn e -> {}
            case OfferAnswered e -> {}
            case RecoveryDisputed disputed -> dispute(disputed);
        }
    }

    private void confirm(RecoveryConfirmed confirmed) {
        var journey = journeys.change(confirmed.complaintId());
        if (asks(journey)) {
            journey.confirm();
        }
    }

    private void dispute(RecoveryDisputed disputed) {
        var journey = journeys.change(disputed.complaintId());
        if (asks(journey)) {
            var reopened = journey.dispute(
                    disputed.words() == null ? "The customer says that it is not put right." : disputed.words(),
                    clock.instant());
            journeys.tell(
                    journey, List.of(reopened, journeys.promiseUpdate(journey), journeys.promiseResolution(journey)));
        }
    }

    /** The customer's file lets one proposal be answered once; a second answer would be news about nothing. */
    private static boolean asks(Journey journey) {
        if (journey.state() != JourneyState.PROPOSED) {
            LOG.warnf("The customer answered %s, which asks nothing now", journey.id());
            return false;
        }
        return true;
    }
}

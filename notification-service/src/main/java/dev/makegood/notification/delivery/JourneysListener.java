package dev.makegood.notification.delivery;

import dev.makegood.chassis.inbox.Listener;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.Topic;
import dev.makegood.notification.journey.Journeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Has people told what happens on a journey. */
@ApplicationScoped
class JourneysListener implements Listener<JourneyEvent> {

    private final Journeys journeys;
    private final Crier crier;
    private final Event<Heard> heard;

    JourneysListener(Journeys journeys, Crier crier, Event<Heard> heard) {
        this.journeys = journeys;
        this.crier = crier;
        this.heard = heard;
    }

    @Override
    public Topic topic() {
        return Topic.JOURNEYS;
    }

    @Override
    public void on(JourneyEvent event, UUID id) {
        var complaint = event.complaintId();
        journeys.happened(event);
        crier.tell(complaint, id, Tidings.of(event, crier.known(event)));
        if (event instanceof ApologyMade apology) {
            journeys.apologised(complaint, apology.at());
            crier.release(complaint);
        }
        heard.fire(new Heard(event, id));
    }
}

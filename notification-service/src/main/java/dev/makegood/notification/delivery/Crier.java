package dev.makegood.notification.delivery;

import dev.makegood.contract.Event;
import dev.makegood.contract.Person;
import dev.makegood.contract.TransferExpired;
import dev.makegood.contract.TransferWithdrawn;
import dev.makegood.notification.delivery.Tidings.Known;
import dev.makegood.notification.journey.Journeys;
import dev.makegood.notification.message.ForColleague;
import dev.makegood.notification.message.MessageKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Has everybody told what they are to hear of an event; of a remedy the customer hears once somebody has apologised. */
@ApplicationScoped
class Crier {

    private final Journeys journeys;
    private final Held held;
    private final Outgoing outgoing;
    private final DeliverySettings settings;

    Crier(Journeys journeys, Held held, Outgoing outgoing, DeliverySettings settings) {
        this.journeys = journeys;
        this.held = held;
        this.outgoing = outgoing;
        this.settings = settings;
    }

    /** What is known that an event may need. */
    Known known(Event event) {
        Optional<Person> offeredTo = Optional.empty();
        if (event instanceof TransferWithdrawn e) {
            offeredTo = journeys.offeredTo(e.transferId());
        } else if (event instanceof TransferExpired e) {
            offeredTo = journeys.offeredTo(e.transferId());
        }
        return new Known(journeys.owner(event.key()).orElse(null), offeredTo.orElse(null), settings.company());
    }

    void tell(UUID complaint, UUID event, List<Tiding> tidings) {
        for (Tiding tiding : tidings) {
            var message = tiding.message();
            switch (tiding.to()) {
                case Tiding.Colleague to ->
                    outgoing.tellColleague(to.person(), complaint, event, tiding.about(), message);
                case Tiding.Holder to -> outgoing.tellParty(to.party(), complaint, event, tiding.about(), message);
                case Tiding.TheCustomer to -> {
                    if (message.kind().ofRemedy() && !journeys.isApologisedFor(complaint)) {
                        hold(complaint, event, tiding);
                    } else {
                        outgoing.tellCustomer(complaint, event, tiding.about(), message);
                    }
                }
            }
        }
    }

    /** The apology is on its way: what waited for it goes after it. */
    void release(UUID complaint) {
        held.release(complaint).forEach(waiting -> tell(complaint, waiting.event(), List.of(waiting.tiding())));
    }

    private void hold(UUID complaint, UUID event, Tiding tiding) {
        if (tiding.message().kind() == MessageKind.OFFER_WITHDRAWN && held.forgetOffer(complaint, tiding.about())) {
            return;
        }
        held.hold(complaint, event, tiding);
        remind(complaint, event);
    }

    private void remind(UUID complaint, UUID event) {
        journeys.owner(complaint)
                .ifPresent(owner -> outgoing.tellColleague(
                        owner, complaint, event, null, new ForColleague.ApologyOwed(settings.company())));
    }
}

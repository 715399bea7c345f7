package dev.makegood.recovery.remedy;

import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.OfferAnswered;
import dev.makegood.recovery.journey.JourneyEnded;
import dev.makegood.recovery.journey.Journeys;
import dev.makegood.recovery.journey.Move;
import dev.makegood.recovery.wallet.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** What becomes of offers that nobody at the desk touches: the customer answers them, or the journey ends before. */
@ApplicationScoped
class OpenOffers {

    private static final Logger LOG = Logger.getLogger(OpenOffers.class);

    private final Remedies remedies;
    private final AskedGrants grants;
    private final Journeys journeys;
    private final Wallets wallets;
    private final Clock clock;

    OpenOffers(Remedies remedies, AskedGrants grants, Journeys journeys, Wallets wallets, Clock clock) {
        this.remedies = remedies;
        this.grants = grants;
        this.journeys = journeys;
        this.wallets = wallets;
        this.clock = clock;
    }

    /** The customer said it on their page. What was answered, or taken back, before it came is no news. */
    void answered(@Observes OfferAnswered answered) {
        var journey = journeys.change(answered.complaintId());
        var remedy = remedies.findByIdOptional(answered.remedyId())
                .filter(found -> found.journeyId().equals(journey.id()) && found.state() == Remedy.State.OFFERED)
                .orElse(null);
        if (remedy == null || !journey.moves().contains(Move.SETTLE_REMEDY)) {
            LOG.warnf("The customer answered an offer on %s, which is no longer open", journey.id());
            return;
        }
        var event = remedy.answer(answered.accepted(), journey.state(), clock.instant());
        if (answered.accepted()) {
            journey.remedyAccepted();
        } else {
            journey.remedyEnded();
            wallets.takeBack(remedy.id(), journey.owner());
        }
        journeys.tell(journey, List.of(event));
    }

    /** It is closed: what was offered is offered no longer, and nobody is asked for more. What was taken is still owed. */
    void ended(@Observes JourneyEnded ended) {
        var journey = ended.journey();
        List<JourneyEvent> events = new ArrayList<>();
        for (Remedy remedy : remedies.offered(journey.id())) {
            events.add(remedy.withdraw(journey.owner(), ended.because(), journey.state(), ended.at()));
            ended.open().add(remedy.description());
            journey.offerLapsed();
            wallets.takeBack(remedy.id(), journey.owner());
        }
        for (AskedGrant grant : grants.open(journey.id())) {
            events.add(grant.withdraw(journey.owner(), ended.because(), journey.state(), ended.at()));
            journey.legEnded();
        }
        if (!events.isEmpty()) {
            journeys.tell(journey, events);
        }
    }
}

package dev.makegood.recovery.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Customer;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.recovery.journey.Journey.Missing;
import dev.makegood.recovery.testing.Complaints;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JourneyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final Journey journey = new Journey(Complaints.complaint(Complaints.ELENI, true), Complaints.ELENI);

    @Test
    void aJourneyHasItsOwnerFromTheFirstInstant() {
        assertThat(journey.owner()).isEqualTo(Complaints.ELENI);
        assertThat(journey.opened().owner()).isEqualTo(Complaints.ELENI);
        assertThat(journey.state()).isEqualTo(JourneyState.OPENED);
    }

    @Test
    void aProposalWaitsForApologyCauseLegsAndRemedies() {
        recovering();
        assertThat(journey.waitsFor()).containsExactly(Missing.APOLOGY, Missing.CAUSE);
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        journey.legRequested();
        journey.remedyOffered();
        assertThat(journey.waitsFor()).containsExactly(Missing.CAUSE, Missing.LEGS, Missing.REMEDIES);
        assertThatThrownBy(() -> journey.propose(Complaints.ELENI, "done", NOW))
                .isInstanceOfSatisfying(
                        IllegalMove.class,
                        refusal -> assertThat(refusal.members()).containsEntry("waitsFor", journey.waitsFor()));
        assertThat(journey.moves()).doesNotContain(Move.PROPOSE);
        journey.classify(CauseClass.SYSTEM, null, null, NOW);
        journey.legEnded();
        journey.remedyAccepted();
        assertThat(journey.waitsFor()).containsExactly(Missing.REMEDIES);
        journey.remedyEnded();
        assertThat(journey.waitsFor()).isEmpty();
        var proposed = journey.propose(Complaints.ELENI, "done", NOW);
        assertThat(proposed.state()).isEqualTo(JourneyState.PROPOSED);
        assertThat(journey.proposedAt()).isEqualTo(NOW);
    }

    @Test
    void anOfferComesAfterAnApology() {
        recovering();
        assertThat(journey.moves()).doesNotContain(Move.OFFER_REMEDY);
        assertThatThrownBy(journey::remedyOffered).isInstanceOf(ApologyOwed.class);
        assertThat(journey.openRemedies()).isZero();
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        assertThat(journey.moves()).contains(Move.OFFER_REMEDY);
        journey.remedyOffered();
        assertThat(journey.openRemedies()).isEqualTo(1);
    }

    @Test
    void theFirstApologyIsTheOneThatCounts() {
        recovering();
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        journey.apologise(Complaints.LENA, "so am I", NOW.plusSeconds(60));
        assertThat(journey.apologisedAt()).isEqualTo(NOW);
    }

    @Test
    void aPersonIsTheCauseOnlyWithEvidence() {
        journey.acknowledge(Complaints.ELENI, null, NOW);
        assertThatThrownBy(() -> journey.classify(CauseClass.PERSON, null, null, NOW))
                .isInstanceOf(Unprocessable.class);
        assertThat(journey.cause()).isNull();
        assertThat(journey.state()).isEqualTo(JourneyState.ACKNOWLEDGED);
        journey.classify(CauseClass.PERSON, null, "The procedure was known, possible and not followed.", NOW);
        assertThat(journey.cause()).isEqualTo(CauseClass.PERSON);
        journey.classify(CauseClass.SYSTEM, null, null, NOW);
        assertThat(journey.causeEvidence()).isNull();
    }

    @Test
    void aDisputeKeepsTheOwner() {
        proposed();
        var reopened = journey.dispute("It squeaks.", NOW);
        assertThat(reopened.owner()).isEqualTo(Complaints.ELENI);
        assertThat(journey.owner()).isEqualTo(Complaints.ELENI);
        assertThat(journey.state()).isEqualTo(JourneyState.RECOVERING);
        assertThat(journey.proposedAt()).isNull();
    }

    @Test
    void aConfirmedJourneyIsClosedAsConfirmed() {
        proposed();
        journey.confirm();
        assertThat(journey.closedAt()).isNull();
        var closed = journey.close(Complaints.ELENI, NOW);
        assertThat(closed.closing()).isEqualTo(Closing.CONFIRMED);
        assertThat(journey.closing()).isEqualTo(Closing.CONFIRMED);
        assertThat(journey.closedAt()).isEqualTo(NOW);
    }

    @Test
    void whatTheCustomerIsWorthHasTheCurrencysDecimals() {
        assertThat(journey.lifetimeValue()).isEqualTo(new Money(new BigDecimal("9000.00"), "EUR"));
        journey.know(customer(2, new Money(new BigDecimal("9000.0000"), "JPY")));
        assertThat(journey.lifetimeValue()).isEqualTo(new Money(new BigDecimal("9000"), "JPY"));
        journey.know(customer(3, null));
        assertThat(journey.lifetimeValue()).isNull();
        assertThat(journey.customerName()).isEqualTo("Nikos");
    }

    @Test
    void whatIsOlderThanWhatIsKnownIsNoNews() {
        journey.know(customer(3, null));
        journey.know(customer(2, new Money(new BigDecimal("1.00"), "EUR")));
        assertThat(journey.lifetimeValue()).isNull();
    }

    private Customer customer(int version, @Nullable Money value) {
        return new Customer(journey.customerId(), version, "Nikos", Language.EN, null, null, null, value, null);
    }

    private void recovering() {
        journey.acknowledge(Complaints.ELENI, null, NOW);
        journey.update(Complaints.ELENI, "news", NOW);
    }

    private void proposed() {
        recovering();
        journey.apologise(Complaints.ELENI, "sorry", NOW);
        journey.classify(CauseClass.PROCESS, null, null, NOW);
        journey.propose(Complaints.ELENI, "done", NOW);
    }
}

package dev.makegood.recovery.journey;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.ApologyMade;
import dev.makegood.contract.CauseClass;
import dev.makegood.contract.CauseClassified;
import dev.makegood.contract.Closing;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.Customer;
import dev.makegood.contract.JourneyAcknowledged;
import dev.makegood.contract.JourneyClosed;
import dev.makegood.contract.JourneyOpened;
import dev.makegood.contract.JourneyReopened;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Money;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.recovery.promise.Promises;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The recovery of one complaint, from receipt to the customer's confirmation; it goes by its complaint's id. Every change of it
 * is a {@link Move}, and whether a move is possible is said by {@link Transitions} and by {@link #waitsFor}.
 */
@Entity
public class Journey {

    /** What a proposal waits for (DESIGN §5: all remedies delivered, no leg open, apology made, cause classified). */
    public enum Missing {
        APOLOGY,
        CAUSE,
        LEGS,
        REMEDIES
    }

    @Id
    private UUID id;

    @Version
    private int version;

    private String reference;
    private UUID customerId;
    private int customerVersion;
    private String customerName;
    private String language;
    private @Nullable BigDecimal valueAmount;
    private @Nullable String valueCurrency;
    private String verbatim;
    private @Nullable String desiredOutcome;
    private @Nullable String product;

    @Enumerated(EnumType.STRING)
    private JourneyState state;

    private String ownerId;
    private String ownerName;
    private Instant openedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant apologisedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable CauseClass cause;

    private @Nullable String causeEvidence;
    private int openLegs;
    private int openRemedies;
    private @Nullable Instant proposedAt;
    private @Nullable Instant closedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Closing closing;

    private Instant nextPromiseAt = Promises.NEVER;

    protected Journey() {}

    /** The journey of a complaint, whose owner is set from the first instant. */
    Journey(ComplaintReceived received) {
        id = received.complaintId();
        reference = received.reference();
        customerId = received.customer().id();
        verbatim = received.verbatim();
        desiredOutcome = received.desiredOutcome();
        product = received.product();
        state = JourneyState.OPENED;
        ownerId = received.owner().id();
        ownerName = received.owner().name();
        openedAt = received.at();
        know(received.customer());
    }

    /** What is known of the customer is now this. */
    final void know(Customer customer) {
        customerVersion = customer.version();
        customerName = customer.name();
        language = customer.language().code();
        var value = customer.lifetimeValue();
        valueAmount = value == null ? null : value.amount();
        valueCurrency = value == null ? null : value.currency();
    }

    JourneyOpened opened() {
        return new JourneyOpened(id, owner(), state, openedAt);
    }

    JourneyAcknowledged acknowledge(Person by, @Nullable String words, Instant now) {
        move(Move.ACKNOWLEDGE);
        acknowledgedAt = now;
        return new JourneyAcknowledged(id, by, words, state, now);
    }

    ApologyMade apologise(Person by, String words, Instant now) {
        move(Move.APOLOGISE);
        if (apologisedAt == null) {
            apologisedAt = now;
        }
        return new ApologyMade(id, by, words, state, now);
    }

    UpdateGiven update(Person by, String words, Instant now) {
        move(Move.GIVE_UPDATE);
        return new UpdateGiven(id, by, words, state, now);
    }

    /**
     * Says why it happened.
     *
     * @param evidence what rules out system, process and policy; a person is never the cause without it
     * @throws Unprocessable if a person is named without evidence
     */
    CauseClassified classify(CauseClass cause, @Nullable String evidence, Instant now) {
        require(Move.CLASSIFY_CAUSE);
        if (cause == CauseClass.PERSON && evidence == null) {
            throw new Unprocessable(
                    "/evidence", "required", "PERSON needs evidence that rules out system, process and policy.");
        }
        move(Move.CLASSIFY_CAUSE);
        this.cause = cause;
        this.causeEvidence = evidence;
        return new CauseClassified(id, cause, null, state, now);
    }

    /** A leg is asked for. */
    public void legRequested() {
        move(Move.REQUEST_LEG);
        openLegs++;
    }

    /** A leg ended, one way or the other. That is the party's doing, so it is possible whatever the journey's state. */
    public void legEnded() {
        openLegs--;
    }

    /**
     * Something is offered.
     *
     * @throws ApologyOwed if nobody has apologised yet
     */
    public void remedyOffered() {
        require(Move.OFFER_REMEDY);
        if (apologisedAt == null) {
            throw new ApologyOwed();
        }
        move(Move.OFFER_REMEDY);
        openRemedies++;
    }

    /** A remedy is on its way, and still open. */
    public void remedyAccepted() {
        move(Move.SETTLE_REMEDY);
    }

    /** A remedy is declined or delivered. */
    public void remedyEnded() {
        move(Move.SETTLE_REMEDY);
        openRemedies--;
    }

    RecoveryProposed propose(Person by, String words, Instant now) {
        move(Move.PROPOSE);
        proposedAt = now;
        return new RecoveryProposed(id, by, words, state, now);
    }

    /** The customer said yes. */
    void confirm() {
        move(Move.CONFIRM);
    }

    /** The customer said no: the same owner goes on. */
    JourneyReopened dispute(String reason, Instant now) {
        move(Move.DISPUTE);
        proposedAt = null;
        return new JourneyReopened(id, owner(), reason, state, now);
    }

    JourneyClosed close(Person by, Instant now) {
        move(Move.CLOSE);
        closedAt = now;
        closing = Closing.CONFIRMED;
        return new JourneyClosed(id, by, Closing.CONFIRMED, state, now);
    }

    /** The moves that are possible now. */
    Set<Move> moves() {
        var moves = Transitions.in(state);
        if (!waitsFor().isEmpty()) {
            moves.remove(Move.PROPOSE);
        }
        if (apologisedAt == null) {
            moves.remove(Move.OFFER_REMEDY);
        }
        if (openRemedies == 0) {
            moves.remove(Move.SETTLE_REMEDY);
        }
        return moves;
    }

    /** What has to happen before it can be proposed that it is put right. */
    List<Missing> waitsFor() {
        List<Missing> missing = new ArrayList<>();
        if (apologisedAt == null) {
            missing.add(Missing.APOLOGY);
        }
        if (cause == null) {
            missing.add(Missing.CAUSE);
        }
        if (openLegs > 0) {
            missing.add(Missing.LEGS);
        }
        if (openRemedies > 0) {
            missing.add(Missing.REMEDIES);
        }
        return missing;
    }

    /**
     * @throws IllegalMove if that is not possible now
     */
    void require(Move move) {
        var missing = move == Move.PROPOSE ? waitsFor() : List.<Missing>of();
        if (Transitions.from(state, move).isEmpty()) {
            throw new IllegalMove(move, state, moves(), List.of());
        }
        if (!missing.isEmpty()) {
            throw new IllegalMove(move, state, moves(), missing);
        }
    }

    private void move(Move move) {
        require(move);
        state = Transitions.from(state, move).orElseThrow();
    }

    /** The next promise is due then. */
    void nextPromise(Instant dueAt) {
        nextPromiseAt = dueAt;
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public JourneyState state() {
        return state;
    }

    public Person owner() {
        return new Person(ownerId, ownerName);
    }

    UUID customerId() {
        return customerId;
    }

    int customerVersion() {
        return customerVersion;
    }

    Instant nextPromiseAt() {
        return nextPromiseAt;
    }

    public String reference() {
        return reference;
    }

    public String customerName() {
        return customerName;
    }

    String language() {
        return language;
    }

    /** What this customer is worth over the years; shown beside everything that is decided about them. */
    public @Nullable Money lifetimeValue() {
        return valueAmount == null || valueCurrency == null
                ? null
                : new Money(
                        valueAmount.setScale(Currency.getInstance(valueCurrency).getDefaultFractionDigits()),
                        valueCurrency);
    }

    String verbatim() {
        return verbatim;
    }

    @Nullable
    String desiredOutcome() {
        return desiredOutcome;
    }

    @Nullable
    String product() {
        return product;
    }

    Instant openedAt() {
        return openedAt;
    }

    @Nullable
    Instant acknowledgedAt() {
        return acknowledgedAt;
    }

    @Nullable
    Instant apologisedAt() {
        return apologisedAt;
    }

    @Nullable
    CauseClass cause() {
        return cause;
    }

    @Nullable
    String causeEvidence() {
        return causeEvidence;
    }

    int openLegs() {
        return openLegs;
    }

    int openRemedies() {
        return openRemedies;
    }

    @Nullable
    Instant proposedAt() {
        return proposedAt;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    @Nullable
    Closing closing() {
        return closing;
    }
}

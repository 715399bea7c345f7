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
import dev.makegood.contract.OwnerChanged;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryProposed;
import dev.makegood.contract.UpdateGiven;
import dev.makegood.recovery.breach.Breaches;
import dev.makegood.recovery.promise.Promises;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.type.SqlTypes;
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
        REMEDIES,
        /** To close it unanswered: two tries on two channels since the customer was asked. */
        ATTEMPTS,
        /** To close it unanswered: the time that the customer has to answer. */
        TIME
    }

    private static final String ERASED = "(erased)";

    /** How many channels the customer is tried on before silence is taken for one (DESIGN §5). */
    private static final int CHANNELS = 2;

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
    private String holderId;
    private String holderName;
    private Instant ownerSince;

    /** When to look is nobody's business but ours: an agent's version is not out of date by it. */
    @OptimisticLock(excluded = true)
    private Instant ownerCheckAt = Promises.NEVER;

    private @Nullable String team;
    private Instant openedAt;
    private @Nullable Instant acknowledgedAt;
    private @Nullable Instant apologisedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable CauseClass cause;

    private @Nullable String subCause;
    private @Nullable String causeEvidence;
    private @Nullable Instant classifiedAt;
    private @Nullable UUID earlierId;
    private int openLegs;
    private int openRemedies;
    private @Nullable Instant proposedAt;
    private @Nullable Instant closedAt;

    @Enumerated(EnumType.STRING)
    private @Nullable Closing closing;

    private Instant nextPromiseAt = Promises.NEVER;
    private @Nullable Instant pausedUntil;
    private @Nullable Instant askedAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> triedOn = new ArrayList<>();

    private int reopened;

    /** Whether anything can be sent to the customer; and to whoever speaks for them, if somebody does. */
    private boolean customerAddressed;

    private boolean representativeAddressed;

    private @Nullable UUID representativeId;
    private @Nullable Integer representativeVersion;
    private @Nullable String representativeName;

    /** How many levels up the customer had it brought, and when last. */
    private int escalations;

    private @Nullable Instant escalatedAt;

    private @Nullable UUID mergedInto;

    @Enumerated(EnumType.STRING)
    private @Nullable JourneyState mergedState;

    private @Nullable Instant mergedAt;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> mergedOpen = new ArrayList<>();

    private @Nullable Instant takenOverAt;
    private @Nullable Instant erasedAt;

    /** Both are said before it is stored. */
    private int charterVersion;

    private String regime = "";

    protected Journey() {}

    /** The journey of a complaint, whose owner is set from the first instant: whoever is there for the one who holds it. */
    Journey(ComplaintReceived received, Person owner) {
        id = received.complaintId();
        reference = received.reference();
        verbatim = received.verbatim();
        desiredOutcome = received.desiredOutcome();
        product = received.product();
        state = JourneyState.OPENED;
        ownerId = owner.id();
        ownerName = owner.name();
        holderId = received.owner().id();
        holderName = received.owner().name();
        openedAt = received.at();
        ownerSince = openedAt;
        become(received.customer());
        represent(received.representative());
    }

    /** What is known of somebody is now this, if it is the customer, or who speaks for them, and was not known before. */
    final void know(Customer person) {
        if (person.id().equals(customerId) && person.version() > customerVersion) {
            become(person);
        }
        if (person.id().equals(representativeId)
                && (representativeVersion == null || person.version() > representativeVersion)) {
            represent(person);
        }
    }

    /**
     * It is another's, or somebody else speaks for them, or it is about something else.
     *
     * @return whether it is another customer's now
     */
    boolean amend(Customer customer, @Nullable Customer representative, @Nullable String product) {
        boolean another = !customer.id().equals(customerId);
        if (another) {
            become(customer);
            // What is known of one customer says nothing of another.
            earlierId = null;
        } else {
            know(customer);
        }
        if (representative == null || !representative.id().equals(representativeId)) {
            represent(representative);
        } else {
            know(representative);
        }
        this.product = product;
        return another;
    }

    private void represent(@Nullable Customer person) {
        representativeId = person == null ? null : person.id();
        representativeVersion = person == null ? null : person.version();
        representativeName = person == null ? null : person.name();
        representativeAddressed = person != null && isAddressed(person);
    }

    private void become(Customer customer) {
        customerId = customer.id();
        customerVersion = customer.version();
        customerName = customer.name();
        language = customer.language().code();
        var value = customer.lifetimeValue();
        valueAmount = value == null ? null : value.amount();
        valueCurrency = value == null ? null : value.currency();
        customerAddressed = isAddressed(customer);
    }

    private static boolean isAddressed(Customer person) {
        return person.email() != null || person.phone() != null;
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
     * @param subCause which of the company's own causes of that class
     * @param evidence what rules out system, process and policy; a person is never the cause without it
     * @throws Unprocessable if a person is named without evidence
     */
    CauseClassified classify(CauseClass cause, @Nullable String subCause, @Nullable String evidence, Instant now) {
        require(Move.CLASSIFY_CAUSE);
        if (cause == CauseClass.PERSON && evidence == null) {
            throw new Unprocessable(
                    "/evidence", "required", "PERSON needs evidence that rules out system, process and policy.");
        }
        move(Move.CLASSIFY_CAUSE);
        this.cause = cause;
        this.subCause = subCause;
        this.causeEvidence = evidence;
        this.classifiedAt = now;
        return new CauseClassified(id, cause, subCause, state, now);
    }

    /** The same customer was let down before by the same cause, in the journey with this id; said once. */
    void repeats(UUID earlier) {
        if (earlierId != null) {
            throw new IllegalStateException("A double deviation is raised once");
        }
        earlierId = earlier;
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
        requireOffer();
        move(Move.OFFER_REMEDY);
        openRemedies++;
    }

    /**
     * A colleague is asked to grant something: a leg, and like any offer it comes after an apology.
     *
     * @throws ApologyOwed if nobody has apologised yet
     */
    public void grantAsked() {
        requireOffer();
        legRequested();
    }

    private void requireOffer() {
        require(Move.OFFER_REMEDY);
        if (apologisedAt == null) {
            throw new ApologyOwed();
        }
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

    /** It is closed, and what was offered lapses with it. */
    public void offerLapsed() {
        openRemedies--;
    }

    RecoveryProposed propose(Person by, String words, Instant now) {
        move(Move.PROPOSE);
        proposedAt = now;
        asked(now);
        return new RecoveryProposed(id, by, words, state, now);
    }

    /** The customer said yes. */
    void confirm() {
        move(Move.CONFIRM);
    }

    /** The customer said no, or does not take no for an answer: the same owner goes on. */
    JourneyReopened dispute(String reason, Instant now) {
        move(Move.DISPUTE);
        return goOn(reason, now);
    }

    /** The customer comes back after it was closed: the same owner goes on, or whoever is there for them. */
    JourneyReopened reopen(String reason, Instant now) {
        move(Move.REOPEN);
        closedAt = null;
        closing = null;
        reopened++;
        return goOn(reason, now);
    }

    private JourneyReopened goOn(String reason, Instant now) {
        proposedAt = null;
        askedAt = null;
        return new JourneyReopened(id, owner(), reason, state, now);
    }

    /** What the customer asked for is refused. */
    public void refuse(Instant now) {
        move(Move.REFUSE);
        asked(now);
    }

    private void asked(Instant now) {
        askedAt = now;
        triedOn = new ArrayList<>();
    }

    /** Someone tried to reach the customer. */
    void tried(Attempt.Channel channel) {
        move(Move.LOG_ATTEMPT);
        if (!triedOn.contains(channel.name())) {
            var channels = new ArrayList<>(triedOn);
            channels.add(channel.name());
            triedOn = channels;
        }
    }

    JourneyClosed close(Person by, Instant now) {
        move(Move.CLOSE);
        return closed(by, Closing.CONFIRMED, now);
    }

    /** The customer wrote: who writes is not silent, so the time that they have to answer begins anew. */
    void heard(Instant now) {
        if (askedAt != null) {
            asked(now);
        }
    }

    /** Whether the customer can have it brought one level further up: the level before has had its time. */
    boolean canEscalate(Duration perLevel, Instant now) {
        return escalatedAt == null || !escalatedAt.plus(perLevel).isAfter(now);
    }

    /** The customer had it brought one level up; whose it is does not change by that. */
    void escalated(Instant now) {
        escalations++;
        escalatedAt = now;
    }

    /** Another journey answers it from now on. What was closed already stays as it ended. */
    Optional<JourneyClosed> merge(UUID into, Person by, Instant now) {
        mergedInto = into;
        mergedState = state;
        mergedAt = now;
        takenOverAt = null;
        if (state == JourneyState.CLOSED) {
            return Optional.empty();
        }
        move(Move.MERGE);
        return Optional.of(closed(by, Closing.MERGED, now));
    }

    /** What was open when it was merged, for whoever goes on with it. */
    void leftOpen(List<String> open) {
        mergedOpen = new ArrayList<>(open);
    }

    /** The journey into which it was merged knows all that it needs to. */
    void takenOver(Instant now) {
        mergedOpen = new ArrayList<>();
        takenOverAt = now;
    }

    /** They were two things after all: it is where it was. Empty where it was closed then as well. */
    Optional<JourneyReopened> unmerge(String reason, Instant now) {
        var before = mergedState;
        mergedInto = null;
        mergedState = null;
        mergedAt = null;
        takenOverAt = null;
        mergedOpen = new ArrayList<>();
        if (before == null || closing != Closing.MERGED) {
            return Optional.empty();
        }
        if (Transitions.from(before, Move.MERGE).filter(state::equals).isEmpty()) {
            throw new IllegalStateException("It cannot have been merged there: " + before);
        }
        state = before;
        closedAt = null;
        closing = null;
        heard(now);
        return Optional.of(new JourneyReopened(id, owner(), reason, state, now));
    }

    /** Nobody can say any more whose it was, or what they said; what was counted stays. */
    void erase(Instant now) {
        customerName = ERASED;
        verbatim = ERASED;
        desiredOutcome = null;
        causeEvidence = null;
        mergedOpen = new ArrayList<>();
        represent(null);
        erasedAt = now;
    }

    /** Nobody speaks for the customer any more who is to be forgotten. */
    void forgetRepresentative() {
        represent(null);
    }

    /** The customer wants nothing more done. */
    JourneyClosed withdraw(Person by, Instant now) {
        move(Move.WITHDRAW);
        return closed(by, Closing.WITHDRAWN, now);
    }

    /**
     * The customer was asked and did not answer, however they were tried. Never counts as confirmed.
     *
     * @param waiting how long the customer has to answer
     * @throws IllegalMove if they were not tried on two channels, or have time left to answer
     */
    JourneyClosed closeUnanswered(Person by, Duration waiting, Instant now) {
        var refused = state == JourneyState.REFUSED;
        require(Move.CLOSE_UNANSWERED);
        if (askedAt != null && askedAt.plus(waiting).isAfter(now)) {
            throw new IllegalMove(Move.CLOSE_UNANSWERED, state, moves(), List.of(Missing.TIME));
        }
        move(Move.CLOSE_UNANSWERED);
        return closed(by, refused ? Closing.REFUSED : Closing.UNANSWERED, now);
    }

    private JourneyClosed closed(Person by, Closing how, Instant now) {
        closedAt = now;
        closing = how;
        pausedUntil = null;
        return new JourneyClosed(id, by, how, state, now);
    }

    /** It was given to this person: they own it, or whoever is there for them. */
    void give(Person holder) {
        holderId = holder.id();
        holderName = holder.name();
    }

    /** From this instant on it is this person's. */
    OwnerChanged own(Person owner, @Nullable Person standsInFor, @Nullable String team, String reason, Instant at) {
        var from = owner();
        ownerId = owner.id();
        ownerName = owner.name();
        ownerSince = at;
        this.team = team;
        return new OwnerChanged(id, from, owner, standsInFor, reason, state, at);
    }

    /** Whose team's it is. */
    void ofTeam(@Nullable String team) {
        this.team = team;
    }

    /** The next instant at which its owner may leave or come back. */
    void checkOwner(Instant at) {
        ownerCheckAt = at;
    }

    /** The customer is promised something. */
    public void promised() {
        move(Move.PROMISE);
    }

    /** Its clocks stand still until then, at the latest. */
    public void pause(Instant until) {
        move(Move.PAUSE);
        pausedUntil = until;
    }

    /** Its clocks go on. */
    public void resume() {
        move(Move.RESUME);
        pausedUntil = null;
    }

    /** The customer is asked for a fact. */
    public void customerAsked() {
        move(Move.ASK_CUSTOMER);
    }

    /** It begins under this charter, and this section of it. */
    void begin(int charterVersion, String regime) {
        this.charterVersion = charterVersion;
        this.regime = regime;
    }

    /** The charter that it began with. */
    public int charterVersion() {
        return charterVersion;
    }

    /** The section of the charter that it falls under. */
    public String regime() {
        return regime;
    }

    /** What a broken right is reckoned by: whose it is, and which charter it began with. */
    Breaches.Setting setting() {
        return new Breaches.Setting(owner(), customerName, reference, charterVersion, valueCurrency);
    }

    /** The moves that are possible now. */
    public Set<Move> moves() {
        var moves = Transitions.in(state);
        moves.removeIf(move -> !missing(move).isEmpty() || !applies(move));
        return moves;
    }

    /** What has to happen before it can be proposed that it is put right. */
    List<Missing> waitsFor() {
        return missing(Move.PROPOSE);
    }

    private List<Missing> missing(Move move) {
        List<Missing> missing = new ArrayList<>();
        if (move == Move.PROPOSE) {
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
        }
        if (move == Move.CLOSE_UNANSWERED && triedOn.size() < CHANNELS) {
            missing.add(Missing.ATTEMPTS);
        }
        return missing;
    }

    /** Whether there is anything that this move could be made on. */
    private boolean applies(Move move) {
        return switch (move) {
            case OFFER_REMEDY -> apologisedAt != null;
            case SETTLE_REMEDY -> openRemedies > 0;
            case PAUSE -> pausedUntil == null;
            case RESUME -> pausedUntil != null;
            // Which complaints are about one thing is said where they are kept.
            case MERGE -> false;
            default -> true;
        };
    }

    /**
     * @throws IllegalMove if that is not possible now
     */
    public void require(Move move) {
        if (Transitions.from(state, move).isEmpty()
                || ((move == Move.PAUSE || move == Move.RESUME) && !applies(move))) {
            throw new IllegalMove(move, state, moves(), List.of());
        }
        var missing = missing(move);
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

    /** Whom it was given to: the owner, or the person for whom the owner stands in. */
    public Person holder() {
        return new Person(holderId, holderName);
    }

    Instant ownerSince() {
        return ownerSince;
    }

    Instant ownerCheckAt() {
        return ownerCheckAt;
    }

    @Nullable
    String team() {
        return team;
    }

    public @Nullable Instant pausedUntil() {
        return pausedUntil;
    }

    /** How often the customer came back after it was closed. */
    int reopened() {
        return reopened;
    }

    public UUID customerId() {
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

    /** Who hears of it: whoever speaks for the customer, if somebody does. */
    public String addressee() {
        return representativeName == null ? customerName : representativeName;
    }

    /** Whether there is an address of theirs to which anything could be sent. */
    boolean isAddressed() {
        return representativeId == null ? customerAddressed : representativeAddressed;
    }

    public String language() {
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

    public @Nullable String product() {
        return product;
    }

    public Instant openedAt() {
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

    public @Nullable CauseClass cause() {
        return cause;
    }

    public @Nullable String subCause() {
        return subCause;
    }

    @Nullable
    Instant classifiedAt() {
        return classifiedAt;
    }

    /** The journey in which the same customer was let down before by the same cause, if this is a double deviation. */
    public @Nullable UUID earlier() {
        return earlierId;
    }

    @Nullable
    String causeEvidence() {
        return causeEvidence;
    }

    int openLegs() {
        return openLegs;
    }

    public int openRemedies() {
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

    @Nullable
    UUID representativeId() {
        return representativeId;
    }

    @Nullable
    String representativeName() {
        return representativeName;
    }

    int escalations() {
        return escalations;
    }

    /** The journey that answers this one as well. */
    public @Nullable UUID mergedInto() {
        return mergedInto;
    }

    /** Where it stood when it was merged. */
    @Nullable
    JourneyState mergedState() {
        return mergedState;
    }

    @Nullable
    Instant mergedAt() {
        return mergedAt;
    }

    List<String> mergedOpen() {
        return List.copyOf(mergedOpen);
    }

    @Nullable
    Instant takenOverAt() {
        return takenOverAt;
    }

    /** Whether its customer was forgotten. */
    public boolean isErased() {
        return erasedAt != null;
    }
}

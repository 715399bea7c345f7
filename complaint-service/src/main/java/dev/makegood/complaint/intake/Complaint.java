package dev.makegood.complaint.intake;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.complaint.customer.Customer;
import dev.makegood.complaint.customer.LanguageCode;
import dev.makegood.contract.Channel;
import dev.makegood.contract.ComplaintAmended;
import dev.makegood.contract.ComplaintReceived;
import dev.makegood.contract.ComplaintWithdrawn;
import dev.makegood.contract.Emotion;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Language;
import dev.makegood.contract.Person;
import dev.makegood.contract.RecoveryConfirmed;
import dev.makegood.contract.RecoveryDisputed;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * What the customer said went wrong. Their words are never edited. Where its journey stands and who owns it are copies, kept by
 * the timeline.
 */
@Entity
public class Complaint {

    /** What tokens for a complaint's status page are derived for. */
    public static final String LINK_PURPOSE = "track";

    @Id
    private UUID id;

    @Version
    private int version;

    private String reference;

    @ManyToOne(fetch = FetchType.LAZY)
    private Customer customer;

    @SuppressWarnings("UnusedVariable") // the database stems the words by it
    @Convert(converter = LanguageCode.class)
    private Language language;

    @Column(updatable = false)
    private String verbatim;

    private @Nullable String desiredOutcome;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private @Nullable String product;
    private @Nullable Instant occurredAt;
    private Instant receivedAt;
    private boolean takenInPerson;
    private String ownerId;
    private String ownerName;

    @Enumerated(EnumType.STRING)
    private JourneyState state;

    private @Nullable String externalRef;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emotions;

    @ManyToOne(fetch = FetchType.LAZY)
    private @Nullable Customer representative;

    private @Nullable UUID problemId;
    private @Nullable UUID mergedInto;
    private @Nullable Instant erasedAt;
    private int linkGeneration;

    @SuppressWarnings("UnusedVariable") // the link is looked up by it
    private byte[] linkHash;

    @SuppressWarnings("UnusedVariable") // what the journey said before it is not news any more: see Complaints.stands
    private @Nullable Instant answeredAt;

    protected Complaint() {}

    /**
     * A complaint that is received now.
     *
     * @param owner who owns it from this instant
     * @param takenInPerson whether the owner took it by phone or face to face
     */
    Complaint(
            UUID id, Customer customer, Said said, Person owner, boolean takenInPerson, LinkTokens links, Instant now) {
        this.id = id;
        this.reference = Reference.draw().text();
        this.customer = customer;
        this.language = customer.language();
        this.verbatim = said.verbatim();
        this.desiredOutcome = said.desiredOutcome();
        this.channel = said.channel();
        this.product = said.product();
        this.occurredAt = said.occurredAt();
        this.externalRef = said.externalRef();
        this.emotions = said.emotions().stream().map(Emotion::name).toList();
        this.problemId = said.problemId();
        this.receivedAt = now;
        this.takenInPerson = takenInPerson;
        this.ownerId = owner.id();
        this.ownerName = owner.name();
        this.state = JourneyState.OPENED;
        this.linkGeneration = 1;
        this.linkHash = LinkTokens.hash(links.derive(LINK_PURPOSE, id, linkGeneration));
    }

    ComplaintReceived received() {
        return new ComplaintReceived(
                id,
                reference,
                linkGeneration,
                customer.copy(),
                verbatim,
                desiredOutcome,
                channel,
                product,
                occurredAt,
                takenInPerson,
                owner(),
                emotions().isEmpty() ? null : emotions(),
                representative == null ? null : representative.copy(),
                problemId,
                receivedAt);
    }

    /** Whose it is changed: who complained is known under another id now. Their words stay. */
    public ComplaintAmended belongTo(Customer other, Instant now) {
        customer = other;
        return amended(now);
    }

    /** Who speaks for the customer changed: nobody does, where it is nobody. */
    public ComplaintAmended beSpokenForBy(@Nullable Customer other, Instant now) {
        representative = other;
        return amended(now);
    }

    private ComplaintAmended amended(Instant now) {
        return new ComplaintAmended(
                id, customer.copy(), representative == null ? null : representative.copy(), product, occurredAt, now);
    }

    /**
     * The customer says: yes, it is put right.
     *
     * @throws NothingProposed unless the owner has proposed that it is
     */
    public RecoveryConfirmed confirm(@Nullable String words, Instant now) {
        if (!canBeConfirmed()) {
            throw new NothingProposed();
        }
        state = JourneyState.CONFIRMED;
        answeredAt = now;
        return new RecoveryConfirmed(id, words, now);
    }

    /**
     * The customer says: no, it is not put right; or does not take no for an answer; or comes back after it was closed.
     *
     * @throws NothingProposed where work on it goes on anyway
     */
    public RecoveryDisputed dispute(@Nullable String words, Instant now) {
        if (!canBeDisputed()) {
            throw new NothingProposed();
        }
        state = JourneyState.RECOVERING;
        answeredAt = now;
        return new RecoveryDisputed(id, words, now);
    }

    /**
     * The customer wants nothing more done about it. Coming back later is no new complaint.
     *
     * @throws AlreadyOver where nothing more is done about it anyway
     */
    public ComplaintWithdrawn withdraw(@Nullable String words, Instant now) {
        if (!isOpen()) {
            throw new AlreadyOver();
        }
        state = JourneyState.CLOSED;
        answeredAt = now;
        return new ComplaintWithdrawn(id, words, now);
    }

    /** Whether it is neither put right nor over. */
    public boolean isOpen() {
        return state != JourneyState.CONFIRMED && state != JourneyState.CLOSED;
    }

    /** Whether the customer is asked if it is put right. */
    public boolean canBeConfirmed() {
        return state == JourneyState.PROPOSED;
    }

    /** Whether something has been said or done that the customer can speak against. */
    public boolean canBeDisputed() {
        return state == JourneyState.PROPOSED || state == JourneyState.REFUSED || state == JourneyState.CLOSED;
    }

    /** Another complaint answers this one from now on. */
    public void mergeInto(Complaint survivor) {
        mergedInto = survivor.id();
    }

    /** This one is a thing of its own again. */
    public void part() {
        mergedInto = null;
    }

    public UUID id() {
        return id;
    }

    public int version() {
        return version;
    }

    public String reference() {
        return reference;
    }

    public Customer customer() {
        return customer;
    }

    /** Who speaks for the customer, with their consent. */
    public @Nullable Customer representative() {
        return representative;
    }

    /** Who is written to about it. */
    public Customer contact() {
        return representative == null ? customer : representative;
    }

    /** What the customer said that they feel, when they complained. */
    public List<Emotion> emotions() {
        return emotions.stream().map(Emotion::valueOf).toList();
    }

    /** The known problem that they said is theirs too. */
    public @Nullable UUID problemId() {
        return problemId;
    }

    /** The complaint that answers this one, where both are about one thing. */
    public @Nullable UUID mergedInto() {
        return mergedInto;
    }

    /** Whether its customer is forgotten: nothing of theirs is left to show. */
    public boolean isErased() {
        return erasedAt != null;
    }

    /** Which of the links ever made to it are good. */
    public int linkGeneration() {
        return linkGeneration;
    }

    public String verbatim() {
        return verbatim;
    }

    public JourneyState state() {
        return state;
    }

    public Person owner() {
        return new Person(ownerId, ownerName);
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    public Said said() {
        return new Said(verbatim, desiredOutcome, channel, product, occurredAt, externalRef, emotions(), problemId);
    }

    /**
     * What a customer said.
     *
     * @param externalRef the complaint's name in the system that it comes from; one complaint per name
     * @param emotions what they say that they feel
     * @param problemId the known problem that they say is theirs too
     */
    public record Said(
            String verbatim,
            @Nullable String desiredOutcome,
            Channel channel,
            @Nullable String product,
            @Nullable Instant occurredAt,
            @Nullable String externalRef,
            List<Emotion> emotions,
            @Nullable UUID problemId) {

        /** Words and the way that they came, and nothing else. */
        public static Said words(String verbatim, Channel channel) {
            return new Said(verbatim, null, channel, null, null, null, List.of(), null);
        }
    }
}

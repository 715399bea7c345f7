package dev.makegood.recovery.fact;

import dev.makegood.contract.CustomerAsked;
import dev.makegood.contract.JourneyState;
import dev.makegood.contract.Person;
import dev.makegood.recovery.journey.IllegalStep;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** Something that a customer was asked for, and what they said. */
@Entity
class CustomerQuestion {

    /** Whether it waits for its answer. */
    enum State {
        ASKED,
        ANSWERED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private UUID journeyId;
    private String key;
    private String fact;
    private String words;
    private String askedById;
    private String askedByName;
    private Instant askedAt;
    private @Nullable String againBecause;
    private @Nullable String heldByParty;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;
    private @Nullable String heard;
    private @Nullable UUID messageId;

    protected CustomerQuestion() {}

    CustomerQuestion(UUID journeyId, String fact, String words, Person by, Instant now) {
        this.journeyId = journeyId;
        this.key = FactName.key(fact);
        this.fact = fact;
        this.words = words;
        this.askedById = by.id();
        this.askedByName = by.name();
        this.askedAt = now;
    }

    /** It is asked although it is known, or was asked before. */
    void again(String because, @Nullable String heldByParty) {
        this.againBecause = because;
        this.heldByParty = heldByParty;
    }

    CustomerAsked asked(JourneyState state) {
        return new CustomerAsked(journeyId, id, askedBy(), fact, words, state, askedAt);
    }

    /** The owner says what the answer is: for the first time, or better than what was taken for it. */
    void answer(String value, Instant now) {
        if (answer != null && messageId == null) {
            throw new IllegalStep("question", State.ANSWERED, List.of());
        }
        answer = value;
        answeredAt = now;
        messageId = null;
        heard = null;
    }

    /** The customer wrote while nothing else was asked: that is taken for the answer. */
    void answeredBy(UUID message, String words, Instant now) {
        answer = words;
        answeredAt = now;
        messageId = message;
    }

    /** The customer wrote while more was asked: which of it that answers, the owner says. */
    void hear(String words) {
        heard = words;
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    UUID journeyId() {
        return journeyId;
    }

    String key() {
        return key;
    }

    String fact() {
        return fact;
    }

    String words() {
        return words;
    }

    Person askedBy() {
        return new Person(askedById, askedByName);
    }

    Instant askedAt() {
        return askedAt;
    }

    @Nullable
    String againBecause() {
        return againBecause;
    }

    /** The party in whose packet it was, where it was known and asked all the same. */
    @Nullable
    String heldByParty() {
        return heldByParty;
    }

    State state() {
        return answer == null ? State.ASKED : State.ANSWERED;
    }

    @Nullable
    String answer() {
        return answer;
    }

    /** What the customer wrote while this and more was asked, until the owner says what of it is the answer. */
    @Nullable
    String heard() {
        return heard;
    }

    /** The message that was taken for the answer, unless the owner said it better. */
    @Nullable
    UUID messageId() {
        return messageId;
    }

    @Nullable
    Instant answeredAt() {
        return answeredAt;
    }
}

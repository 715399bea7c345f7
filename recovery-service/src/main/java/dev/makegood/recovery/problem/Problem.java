package dev.makegood.recovery.problem;

import dev.makegood.contract.CauseClass;
import dev.makegood.contract.Person;
import dev.makegood.recovery.charter.Wording;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A cause that several complaints share. It stays open until it is proven that it happens no more. */
@Entity
public class Problem {

    /** Where it stands. */
    public enum State {
        OPEN,
        /** Something was done about it; whether that helps is being measured. */
        FIXED,
        /** What was done about it did not help. */
        RECURRED,
        /** It happens no more, and those who complained are told. */
        VERIFIED,
        CLOSED
    }

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    private String title;

    @Enumerated(EnumType.STRING)
    private CauseClass cause;

    private @Nullable String subCause;
    private @Nullable String product;
    private @Nullable String hypothesis;

    @Enumerated(EnumType.STRING)
    private State state;

    private int windowDays;
    private @Nullable Integer baseline;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Wording said;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Wording fixed;

    private @Nullable Instant fixedAt;
    private @Nullable Integer recurrence;
    private @Nullable Integer undecided;
    private @Nullable Instant measuredAt;
    private @Nullable Instant verifiedAt;
    private @Nullable Instant closedAt;
    private String raisedById;
    private String raisedByName;
    private Instant raisedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Wording knownAs;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Wording knownText;

    private @Nullable Instant publishedAt;
    private @Nullable String publishedById;
    private @Nullable String publishedByName;

    protected Problem() {}

    Problem(
            String title,
            CauseClass cause,
            @Nullable String subCause,
            @Nullable String product,
            @Nullable String hypothesis,
            int windowDays,
            @Nullable Integer baseline,
            Person by,
            Instant now) {
        this.title = title;
        this.cause = cause;
        this.subCause = subCause;
        this.product = product;
        this.hypothesis = hypothesis;
        this.windowDays = windowDays;
        this.baseline = baseline;
        this.state = State.OPEN;
        this.raisedById = by.id();
        this.raisedByName = by.name();
        this.raisedAt = now;
    }

    /** What is thought of it now. */
    void become(String title, @Nullable String hypothesis, int windowDays, @Nullable Integer baseline) {
        require("CHANGE");
        this.title = title;
        this.hypothesis = hypothesis;
        this.windowDays = windowDays;
        this.baseline = baseline;
    }

    /**
     * Something was done about it.
     *
     * @param counted how many complaints came in a window before, for where nobody stated it
     * @throws NothingToCompare if there were none
     */
    void fix(Wording said, Wording fixed, Instant fixedAt, long counted) {
        require("FIX");
        if (baseline == null) {
            if (counted == 0) {
                throw new NothingToCompare();
            }
            baseline = Math.toIntExact(counted);
        }
        this.said = said;
        this.fixed = fixed;
        this.fixedAt = fixedAt;
        state = State.FIXED;
    }

    /** The complaints since it was fixed were counted. */
    void measure(long recurrence, long undecided, Instant now) {
        this.recurrence = Math.toIntExact(recurrence);
        this.undecided = Math.toIntExact(undecided);
        measuredAt = now;
        switch (proof().orElseThrow().at(now, recurrence, undecided)) {
            case VERIFIED -> {
                state = State.VERIFIED;
                verifiedAt = now;
            }
            case RECURRED -> state = State.RECURRED;
            case WAITING -> {}
        }
    }

    /**
     * Nobody has to look at it again.
     *
     * @throws NotProven if it is not proven that it happens no more
     */
    void close(Instant now) {
        if (state != State.VERIFIED) {
            throw new NotProven(state, moves());
        }
        state = State.CLOSED;
        closedAt = now;
    }

    /** Everybody may know of it, in these words, until it is closed or taken back. */
    void publish(Wording title, Wording text, Person by, Instant now) {
        if (state == State.CLOSED) {
            throw new NotProven(state, moves());
        }
        knownAs = title;
        knownText = text;
        if (publishedAt == null) {
            publishedAt = now;
        }
        publishedById = by.id();
        publishedByName = by.name();
    }

    /** It is only ours to know again. */
    void takeBack() {
        knownAs = null;
        knownText = null;
        publishedAt = null;
        publishedById = null;
        publishedByName = null;
    }

    /** Whether who says that it is theirs too may be believed: it is not proven to be gone. */
    boolean canStillHappen() {
        return state == State.OPEN || state == State.FIXED || state == State.RECURRED;
    }

    private void require(String move) {
        if (!moves().contains(move)) {
            throw new NotProven(state, moves());
        }
    }

    /** What can be done about it now. */
    List<String> moves() {
        return switch (state) {
            case OPEN, RECURRED -> List.of("CHANGE", "FIX");
            case FIXED, CLOSED -> List.of();
            case VERIFIED -> List.of("CLOSE");
        };
    }

    /** How it is proven; empty while nothing was done about it. */
    Optional<Proof> proof() {
        return fixedAt == null || baseline == null
                ? Optional.empty()
                : Optional.of(new Proof(fixedAt, window(), baseline));
    }

    Duration window() {
        return Duration.ofDays(windowDays);
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    String title() {
        return title;
    }

    CauseClass cause() {
        return cause;
    }

    @Nullable
    String subCause() {
        return subCause;
    }

    @Nullable
    String product() {
        return product;
    }

    @Nullable
    String hypothesis() {
        return hypothesis;
    }

    State state() {
        return state;
    }

    int windowDays() {
        return windowDays;
    }

    @Nullable
    Integer baseline() {
        return baseline;
    }

    @Nullable
    Wording said() {
        return said;
    }

    @Nullable
    Wording fixed() {
        return fixed;
    }

    /** What everybody knows it as; absent while it is only ours to know. */
    @Nullable
    Wording knownAs() {
        return knownAs;
    }

    /** What everybody may know of it. */
    @Nullable
    Wording knownText() {
        return knownText;
    }

    @Nullable
    Instant publishedAt() {
        return publishedAt;
    }

    @Nullable
    Person publishedBy() {
        return publishedById == null || publishedByName == null ? null : new Person(publishedById, publishedByName);
    }

    @Nullable
    Instant fixedAt() {
        return fixedAt;
    }

    @Nullable
    Integer recurrence() {
        return recurrence;
    }

    @Nullable
    Integer undecided() {
        return undecided;
    }

    @Nullable
    Instant measuredAt() {
        return measuredAt;
    }

    @Nullable
    Instant verifiedAt() {
        return verifiedAt;
    }

    @Nullable
    Instant closedAt() {
        return closedAt;
    }

    Person raisedBy() {
        return new Person(raisedById, raisedByName);
    }

    Instant raisedAt() {
        return raisedAt;
    }
}

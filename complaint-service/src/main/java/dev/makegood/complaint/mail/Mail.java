package dev.makegood.complaint.mail;

import dev.makegood.complaint.letter.Letter;
import dev.makegood.contract.Person;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail that was taken from the mailbox, and what became of it. */
@Entity
class Mail {

    /** What became of a mail. */
    enum State {
        /** It became a complaint, or a message in the conversation of one. */
        TAKEN_IN,
        /** No person wrote it, and it is about a complaint: a bounce of one of our mails, somebody's out-of-office reply. */
        NOTED,
        /** Somebody has to look at it. */
        SET_ASIDE,
        /** Somebody has looked, and it is nothing. */
        DISMISSED,
        /** Who wrote it is forgotten. */
        FORGOTTEN
    }

    /** Why a mail was not taken in by itself. */
    enum Reason {
        BOUNCE,
        AUTO_REPLY,
        BULK,
        /** It comes from ourselves. */
        LOOP,
        /** It names no author, or several, or one that is no address. */
        NO_AUTHOR,
        /** It is not from whom it says that it is from. */
        UNVERIFIED,
        /** It came to the address of a conversation, and its author has no part in that. */
        STRANGER,
        /** There is nothing to read in it. */
        NO_WORDS,
        /** Its author, or everybody together, sent too many. */
        TOO_MANY,
        /** It is too large, or made of too many parts. */
        TOO_MUCH,
        /** What should have become of it failed each time. */
        FAILED
    }

    @Id
    private UUID id;

    @Version
    private int version;

    @Column(updatable = false)
    private byte[] identity;

    @Enumerated(EnumType.STRING)
    private State state;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    private @Nullable String authorName;
    private @Nullable String author;
    private @Nullable String subject;
    private @Nullable Instant writtenAt;
    private Instant receivedAt;
    private long size;

    @Enumerated(EnumType.STRING)
    private Verdict verdict;

    private @Nullable UUID complaintId;
    private @Nullable UUID messageId;

    @SuppressWarnings("UnusedVariable") // who is forgotten, and who asks what is kept of them, is found by it
    private @Nullable UUID customerId;

    @SuppressWarnings("UnusedVariable") // counted
    private boolean began;

    private int filesRefused;
    private @Nullable String byId;
    private @Nullable String byName;
    private @Nullable String byReason;
    private @Nullable Instant byAt;

    protected Mail() {}

    /** A mail that nothing has become of yet. */
    Mail(UUID id, byte[] identity, Letter letter, Verdict verdict, long size, Instant now) {
        this.id = id;
        this.identity = identity;
        this.state = State.SET_ASIDE;
        this.reason = Reason.FAILED;
        if (!letter.authors().isEmpty()) {
            var first = letter.authors().getFirst();
            this.authorName = first.name();
            this.author = first.address().toLowerCase(Locale.ROOT);
        }
        this.subject = letter.subject();
        this.writtenAt = letter.date();
        this.receivedAt = now;
        this.size = size;
        this.verdict = verdict;
    }

    /** It became this message; the complaint's own words where it began the complaint. */
    void takenIn(UUID complaint, UUID message, UUID customer, int refused) {
        state = State.TAKEN_IN;
        reason = null;
        complaintId = complaint;
        messageId = message;
        customerId = customer;
        began = complaint.equals(message);
        filesRefused = refused;
    }

    /** Nobody wrote it, and it tells something about this complaint. */
    void noted(Reason why, UUID complaint) {
        state = State.NOTED;
        reason = why;
        complaintId = complaint;
    }

    /**
     * Somebody has to look at it.
     *
     * @param addressed the complaint whose address it came to
     */
    void setAside(Reason why, @Nullable UUID addressed) {
        state = State.SET_ASIDE;
        reason = why;
        complaintId = addressed;
    }

    /** Somebody looked at it, and decided. */
    void looked(Person by, String why, Instant now) {
        byId = by.id();
        byName = by.name();
        byReason = why;
        byAt = now;
    }

    /**
     * It is nothing.
     *
     * @throws NotSetAside unless somebody has to look at it
     */
    void dismiss(Person by, String why, Instant now) {
        requireSetAside();
        state = State.DISMISSED;
        looked(by, why, now);
    }

    /**
     * @throws NotSetAside unless somebody has to look at it
     */
    void requireSetAside() {
        if (state != State.SET_ASIDE) {
            throw new NotSetAside(state);
        }
    }

    UUID id() {
        return id;
    }

    int version() {
        return version;
    }

    State state() {
        return state;
    }

    @Nullable
    Reason reason() {
        return reason;
    }

    @Nullable
    String authorName() {
        return authorName;
    }

    @Nullable
    String author() {
        return author;
    }

    @Nullable
    String subject() {
        return subject;
    }

    @Nullable
    Instant writtenAt() {
        return writtenAt;
    }

    Instant receivedAt() {
        return receivedAt;
    }

    long size() {
        return size;
    }

    Verdict verdict() {
        return verdict;
    }

    @Nullable
    UUID complaintId() {
        return complaintId;
    }

    @Nullable
    UUID messageId() {
        return messageId;
    }

    int filesRefused() {
        return filesRefused;
    }

    @Nullable
    Person by() {
        return byId == null || byName == null ? null : new Person(byId, byName);
    }

    @Nullable
    String byReason() {
        return byReason;
    }

    @Nullable
    Instant byAt() {
        return byAt;
    }
}

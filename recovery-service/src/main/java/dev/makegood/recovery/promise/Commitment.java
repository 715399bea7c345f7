package dev.makegood.recovery.promise;

import dev.makegood.contract.PromiseKind;
import dev.makegood.recovery.calendar.Calendars;
import dev.makegood.recovery.calendar.Term;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is about to promise: within a term, or by a time.
 *
 * @param calendar in whose time the term counts
 * @param right the right of the charter that asks for it
 * @param replaces the promise after which it is made, and which keeps its own fate
 * @param words what the customer was told
 */
public record Commitment(
        PromiseKind kind,
        @Nullable Term term,
        @Nullable Instant dueAt,
        String calendar,
        @Nullable String right,
        @Nullable UUID replaces,
        @Nullable String words) {

    public Commitment {
        if ((term == null) == (dueAt == null)) {
            throw new IllegalArgumentException("Within a term, or by a time");
        }
    }

    /** Within a term of this calendar. */
    public static Commitment within(Term term, String calendar, PromiseKind kind) {
        return new Commitment(kind, term, null, calendar, null, null, null);
    }

    /** By a time. */
    public static Commitment by(Instant dueAt, PromiseKind kind) {
        return new Commitment(kind, null, dueAt, Calendars.ALWAYS, null, null, null);
    }

    /** The same, as this right of the charter asks for it. */
    public Commitment under(@Nullable String right) {
        return new Commitment(kind, term, dueAt, calendar, right, replaces, words);
    }
}

package dev.makegood.chassis.problem;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: what failed, where, and because of what, without a word of its messages. Messages quote the
 * values that were worked on (a driver names the row that broke a constraint, a parser the text that it choked on), and those are
 * people's names and words.
 */
public final class Wordless extends RuntimeException {

    private final String name;

    private Wordless(Throwable failure, @Nullable Wordless cause) {
        super(null, cause, false, true);
        name = name(failure);
        setStackTrace(failure.getStackTrace());
    }

    /** The same failure with the same causes and stack frames, told without words. */
    public static Wordless of(Throwable failure) {
        return of(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static Wordless of(Throwable failure, Set<Throwable> told) {
        told.add(failure);
        var cause = failure.getCause();
        return new Wordless(failure, cause == null || told.contains(cause) ? null : of(cause, told));
    }

    /** The failure and its causes in one line, such as {@code IllegalStateException < PSQLException 57P01}. */
    public static String summary(Throwable failure) {
        var summary = new StringJoiner(" < ");
        for (Throwable cause = of(failure); cause != null; cause = cause.getCause()) {
            var name = cause.toString();
            summary.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return summary.toString();
    }

    private static String name(Throwable failure) {
        var type = failure.getClass().getName();
        return failure instanceof SQLException sql && sql.getSQLState() != null ? type + " " + sql.getSQLState() : type;
    }

    /** What is printed above the frames: the failure's class in place of this one's. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // it has no message
    public String toString() {
        return name;
    }
}

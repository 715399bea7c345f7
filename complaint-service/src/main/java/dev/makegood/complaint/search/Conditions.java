package dev.makegood.complaint.search;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query, and the values that belong into them. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Narrows by a value, unless there is none. */
    Conditions where(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    /** Narrows by something that holds no value. */
    Conditions where(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return conditions.isEmpty();
    }

    /** All of them, after a word such as {@code where}, or nothing. */
    String after(String word) {
        return conditions.isEmpty() ? "" : " " + word + " " + String.join(" and ", conditions);
    }

    /** Puts the values in their places, of which the first is this. Returns the place after them. */
    int bind(PreparedStatement statement, int first) throws SQLException {
        int place = first;
        for (Object value : values) {
            statement.setObject(place++, value);
        }
        return place;
    }
}

package dev.makegood.complaint.letter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The headers of a mail, or of a part of one, by their names in small letters: decoded from bytes, not from encoded words. */
final class Headers {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    void add(String name, String value) {
        values.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(value);
    }

    boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** The first one's value; empty if there is none. */
    String first(String name) {
        var found = all(name);
        return found.isEmpty() ? "" : found.getFirst();
    }

    /** The first one as text in one line. */
    String text(String name) {
        return HeaderText.decode(first(name));
    }
}

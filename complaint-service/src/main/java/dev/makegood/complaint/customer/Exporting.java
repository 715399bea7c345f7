package dev.makegood.complaint.customer;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * A person asked for everything that we know of them: every feature observes it and adds what it keeps.
 *
 * @param complaints all that they ever complained of, absorbed ones included
 */
public record Exporting(UUID customer, List<UUID> complaints, Sections sections) {

    /** Where it is added to. */
    public interface Sections {

        /**
         * Adds what one feature keeps.
         *
         * @param section its name, such as {@code messages}
         * @param records what JSON can be written of
         */
        void add(String section, Collection<?> records);
    }

    /** Adds what one feature keeps, under its name. */
    public void add(String section, Collection<?> records) {
        sections.add(section, records);
    }
}

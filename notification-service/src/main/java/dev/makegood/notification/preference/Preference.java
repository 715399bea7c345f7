package dev.makegood.notification.preference;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to hear from us, as far as they have said.
 *
 * @param name theirs; of customers it is known elsewhere, as are their addresses
 */
public record Preference(
        Person person,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Language language,
        @Nullable ZoneId zone) {

    /** Whose. */
    public record Person(Audience audience, String id) {}

    /** Of whom nothing is known. */
    public static Preference none(Person person) {
        return new Preference(person, null, null, null, null, null);
    }
}

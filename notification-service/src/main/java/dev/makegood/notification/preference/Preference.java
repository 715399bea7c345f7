package dev.makegood.notification.preference;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to hear from us, as far as they have said.
 *
 * @param name theirs; of customers it is known elsewhere, as are their addresses
 * @param phone in the form of E.164
 * @param night hours in which nobody who has not said otherwise gets a text
 * @param version how often it was changed
 */
public record Preference(
        Person person,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Language language,
        @Nullable ZoneId zone,
        Wishes wishes,
        @Nullable Quiet night,
        int version) {

    /** Whose. */
    public record Person(Audience audience, String id) {}

    /**
     * What they wish for.
     *
     * @param media the best first; empty if they have not said
     * @param kinds the same for single kinds of messages
     * @param quiet when they do not want to be disturbed
     * @param digest at which times they want to have what is not urgent, all of it at once; empty if one by one
     * @param stopped of which kinds they want no more
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Wishes(
            List<Medium> media,
            Map<MessageKind, List<Medium>> kinds,
            @Nullable Quiet quiet,
            List<LocalTime> digest,
            Set<MessageKind> stopped) {

        static final Wishes NONE = new Wishes(List.of(), Map.of(), null, List.of(), Set.of());

        public Wishes {
            media = List.copyOf(media);
            kinds = kinds.entrySet().stream()
                    .filter(wish -> isKnown(wish.getKey()))
                    .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, wish -> List.copyOf(wish.getValue())));
            digest = digest.stream().distinct().sorted().toList();
            stopped = stopped.stream().filter(Wishes::isKnown).collect(Collectors.toUnmodifiableSet());
        }

        /** A kind that a later version of this service knows is none to this one. */
        private static boolean isKnown(@Nullable MessageKind kind) {
            return kind != null;
        }
    }

    /** Of whom nothing is known. */
    public static Preference none(Person person) {
        return new Preference(person, null, null, null, null, null, Wishes.NONE, null, 0);
    }

    /** The same, of somebody who gets no texts at night. */
    Preference withNight(@Nullable Quiet night) {
        return new Preference(person, name, email, phone, language, zone, wishes, night, version);
    }

    /** Whether they want to hear such things at all. What is not optional they cannot do without. */
    public boolean wants(MessageKind kind) {
        return !kind.optional() || !wishes.stopped().contains(kind);
    }
}

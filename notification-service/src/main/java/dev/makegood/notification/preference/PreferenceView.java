package dev.makegood.notification.preference;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to hear from us, as far as they have said.
 *
 * @param audience customer, colleague or party
 * @param email absent of customers: theirs are with the customer
 * @param media the best first
 * @param kinds the same for single kinds of messages
 * @param digest at which times those who work here get what is not urgent, all of it at once
 * @param stopped of which kinds they want no more
 */
public record PreferenceView(
        String audience,
        String id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable Language language,
        @Nullable String zone,
        List<Medium> media,
        Map<String, List<Medium>> kinds,
        @Nullable QuietHours quietHours,
        List<String> digest,
        List<MessageKind> stopped) {

    /**
     * When somebody does not want to be disturbed, by the clock on their wall.
     *
     * @param from as in 22:00
     * @param until as in 07:30; before from where it goes over midnight
     * @param days on which it begins
     */
    public record QuietHours(String from, String until, List<DayOfWeek> days) {
        static @Nullable QuietHours of(@Nullable Quiet quiet) {
            return quiet == null
                    ? null
                    : new QuietHours(
                            quiet.from().toString(),
                            quiet.until().toString(),
                            quiet.days().stream().sorted().toList());
        }
    }

    static PreferenceView of(Preference preference) {
        var person = preference.person();
        var zone = preference.zone();
        var wishes = preference.wishes();
        Map<String, List<Medium>> kinds = new java.util.TreeMap<>();
        wishes.kinds().forEach((kind, media) -> kinds.put(kind.toString(), media));
        return new PreferenceView(
                name(person.audience()),
                person.id(),
                preference.name(),
                preference.email(),
                preference.phone(),
                preference.language(),
                zone == null ? null : zone.getId(),
                wishes.media(),
                kinds,
                QuietHours.of(wishes.quiet()),
                wishes.digest().stream().map(LocalTime::toString).toList(),
                wishes.stopped().stream().sorted().toList());
    }

    /** An audience as paths name it. */
    static String name(Audience audience) {
        return audience.name().toLowerCase(Locale.ROOT);
    }
}

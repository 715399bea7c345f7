package dev.makegood.notification.preference;

import dev.makegood.chassis.problem.Unprocessable;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Preference.Person;
import dev.makegood.notification.preference.Preference.Wishes;
import dev.makegood.notification.recipient.Phones;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody wants to hear from us.
 *
 * @param email where they are reached; of customers this is said with the customer
 * @param phone with its country, as in +30 694 412 3456
 * @param zone such as Europe/Athens
 * @param media the best first: EMAIL, SMS, and FEED for those who want to see it at work alone
 * @param kinds the same for single kinds of messages, by their names
 * @param digest at which times those who work here want what is not urgent, all of it at once: once or twice a day
 * @param stopped optional kinds of which they want no more
 */
public record PreferenceRequest(
        @Size(max = 254) @Pattern(regexp = EMAIL, message = "Not an e-mail address.") @Nullable
        String email,

        @Size(max = 40) @Nullable String phone,
        @Nullable Language language,
        @Size(max = 50) @Nullable String zone,
        @Size(max = 3) @Nullable List<@NotNull Medium> media,
        @Size(max = 100) @Nullable Map<@NotNull String, @NotNull @Size(max = 3) List<@NotNull Medium>> kinds,
        @Valid @Nullable QuietHoursRequest quietHours,

        @Size(max = 2) @Nullable
        List<@NotNull @Pattern(regexp = TIME, message = "Not a time such as 08:30.") String> digest,

        @Size(max = 100) @Nullable Set<@NotNull String> stopped) {

    /** One mailbox and nothing else: nothing that could end a header. Every repetition is bounded. */
    private static final String EMAIL =
            "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?"
                    + "(?:\\.[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?){1,126}";

    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

    /** Who is never to be disturbed is never told. */
    private static final Duration LONGEST_QUIET = Duration.ofHours(16);

    /**
     * When they do not want to be disturbed.
     *
     * @param days on which it begins; all of them if none is named
     */
    public record QuietHoursRequest(
            @NotNull @Pattern(regexp = TIME, message = "Not a time such as 22:00.")
            String from,

            @NotNull @Pattern(regexp = TIME, message = "Not a time such as 07:30.")
            String until,

            @Size(max = 7) @Nullable Set<@NotNull DayOfWeek> days) {

        Quiet quiet() {
            var start = LocalTime.parse(from);
            var end = LocalTime.parse(until);
            var length = Duration.between(start, end);
            if (start.equals(end) || (length.isNegative() ? length.plusDays(1) : length).compareTo(LONGEST_QUIET) > 0) {
                throw new Unprocessable(
                        "/quietHours", "too-long", "Quiet hours last 16 hours at most, or nothing could be told.");
            }
            return new Quiet(
                    start, end, days == null || days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days));
        }
    }

    /** What they say, if it is theirs to say and can be done. */
    Preference of(Person person) {
        var audience = person.audience();
        requireOwnAddresses(audience);
        return new Preference(
                person,
                null,
                email,
                phone == null ? null : e164(phone),
                language,
                zone == null ? null : zone(zone),
                new Wishes(
                        media("/media", media == null ? List.of() : media, audience),
                        kinds == null ? Map.of() : kinds(kinds, audience),
                        quietHours == null ? null : quietHours.quiet(),
                        times(audience),
                        stopped(audience)),
                null,
                0);
    }

    private void requireOwnAddresses(Audience audience) {
        if (audience == Audience.CUSTOMER) {
            requireNone("/email", email);
            requireNone("/phone", phone);
            requireNone("/language", language);
        }
    }

    private static void requireNone(String pointer, @Nullable Object value) {
        if (value != null) {
            throw new Unprocessable(pointer, "said-elsewhere", "A customer's is changed at /v1/customers/{id}.");
        }
    }

    private String e164(String stated) {
        return Phones.e164(stated, language == null ? Language.EN : language)
                .orElseThrow(() -> new Unprocessable("/phone", "not-a-number", "This cannot be dialled."));
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException e) {
            throw new Unprocessable("/zone", "unknown-zone", "There is no such zone; one is Europe/Athens.");
        }
    }

    private static List<Medium> media(String pointer, List<Medium> media, Audience audience) {
        for (var medium : media) {
            boolean theirs = switch (medium) {
                case EMAIL, SMS -> true;
                case FEED -> audience == Audience.COLLEAGUE;
                case WEBHOOK -> false;
            };
            if (!theirs) {
                throw new Unprocessable(pointer, "does-not-reach", "Nobody of theirs is reached by " + medium + ".");
            }
        }
        return media.stream().distinct().toList();
    }

    private static Map<MessageKind, List<Medium>> kinds(Map<String, List<Medium>> named, Audience audience) {
        Map<MessageKind, List<Medium>> kinds = new EnumMap<>(MessageKind.class);
        named.forEach((name, media) -> {
            var pointer = "/kinds/" + name;
            kinds.put(kind(pointer, name, audience), media(pointer, media, audience));
        });
        return kinds;
    }

    private static MessageKind kind(String pointer, String name, Audience audience) {
        return Arrays.stream(MessageKind.values())
                .filter(kind -> kind.toString().equals(name) && kind.audience() == audience)
                .findFirst()
                .orElseThrow(() -> new Unprocessable(pointer, "unknown-kind", "They get no such messages."));
    }

    private List<LocalTime> times(Audience audience) {
        if (digest == null || digest.isEmpty()) {
            return List.of();
        }
        if (audience != Audience.COLLEAGUE) {
            throw new Unprocessable("/digest", "not-theirs", "Only those who work here get all of it at once.");
        }
        return digest.stream().map(LocalTime::parse).toList();
    }

    private Set<MessageKind> stopped(Audience audience) {
        Set<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
        for (var name : stopped == null ? Set.<String>of() : stopped) {
            var kind = kind("/stopped", name, audience);
            if (!kind.optional()) {
                throw new Unprocessable("/stopped", "not-optional", "They have to know what " + name + " says.");
            }
            kinds.add(kind);
        }
        return kinds;
    }
}

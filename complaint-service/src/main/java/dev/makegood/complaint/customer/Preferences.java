package dev.makegood.complaint.customer;

import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a customer wants to be spoken with.
 *
 * @param preferredMedium what reaches them best; absent while they have not said
 * @param surveys whether they may be asked how it was; absent while they have not said, which is no no
 * @param timeZone the zone that the times are in
 * @param notCalled when nobody calls them
 */
public record Preferences(
        Language language,
        @Nullable Medium preferredMedium,
        @Nullable Boolean surveys,
        @Nullable ZoneId timeZone,
        List<NotCalled> notCalled) {

    public Preferences {
        notCalled = List.copyOf(notCalled);
    }

    /** Whether they may be asked how it was: unless they said no. */
    public boolean allowsSurveys() {
        return surveys == null || surveys;
    }

    /**
     * A time at which they are not to be called.
     *
     * @param days on which it begins; every day where none is named
     * @param until the next day's, if it is not after {@code from}
     */
    public record NotCalled(List<DayOfWeek> days, LocalTime from, LocalTime until) {

        public NotCalled {
            days = List.copyOf(days);
        }

        static NotCalled read(String text) {
            int space = text.indexOf(' ');
            int dash = text.lastIndexOf('-');
            var days = space < 0
                    ? List.<DayOfWeek>of()
                    : Pattern.compile(",")
                            .splitAsStream(text.substring(0, space))
                            .map(DayOfWeek::valueOf)
                            .toList();
            return new NotCalled(
                    days, LocalTime.parse(text.substring(space + 1, dash)), LocalTime.parse(text.substring(dash + 1)));
        }

        /** {@code MONDAY,TUESDAY 20:00-08:00}. */
        String text() {
            var named = days.stream().map(DayOfWeek::name).collect(Collectors.joining(","));
            return "%s %s-%s".formatted(named, from, until).strip();
        }

        boolean holds(DayOfWeek day, LocalTime time) {
            if (from.isBefore(until)) {
                return on(day) && !time.isBefore(from) && time.isBefore(until);
            }
            return (on(day) && !time.isBefore(from)) || (on(day.minus(1)) && time.isBefore(until));
        }

        private boolean on(DayOfWeek day) {
            return days.isEmpty() || days.contains(day);
        }
    }
}

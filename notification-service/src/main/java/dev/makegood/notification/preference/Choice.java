package dev.makegood.notification.preference;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.recipient.Phones;
import dev.makegood.notification.recipient.Recipient;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** By which medium somebody hears something, and when. Pure: it knows what people said and what the message is, and nothing else. */
public final class Choice {

    private static final int MINUTES = 24 * 60;

    /** Of a day, in minutes: more than clocks are ever put forward by. */
    private static final int LEAST_ROOM = 120;

    /** By which people are reached who have not said. */
    private static final List<Medium> USUAL = List.of(Medium.EMAIL, Medium.SMS);

    private Choice() {}

    /**
     * The media by which this person is to hear this, the best first; the others are tried in turn where one fails. Whether there is
     * a channel that reaches them is not looked at. What those who work here see at work is not among them: they see all of it.
     */
    public static List<Medium> media(MessageKind kind, Recipient recipient, Preference preference) {
        if (!preference.wants(kind)) {
            return List.of();
        }
        return switch (recipient.audience()) {
            case SUBSCRIBER -> List.of(Medium.WEBHOOK);
            case CUSTOMER, COLLEAGUE, PARTY -> possible(kind, recipient, wished(kind, recipient, preference));
        };
    }

    /** What they said of this kind; else what they said; else what is usual, and what they like best of it first. */
    private static List<Medium> wished(MessageKind kind, Recipient recipient, Preference preference) {
        var wishes = preference.wishes();
        var said = wishes.kinds().getOrDefault(kind, wishes.media());
        if (!said.isEmpty()) {
            return said;
        }
        var usual = new LinkedHashSet<Medium>();
        Optional.ofNullable(recipient.preferred()).filter(USUAL::contains).ifPresent(usual::add);
        usual.addAll(USUAL);
        return List.copyOf(usual);
    }

    /**
     * Those of them that can carry it. People are never cut off from what they have to know by a wish that cannot be met: where none
     * is left, whatever is left otherwise serves. Who works here and wants to see it at work alone has that.
     */
    private static List<Medium> possible(MessageKind kind, Recipient recipient, List<Medium> wished) {
        var able = able(kind, recipient, wished);
        boolean atWork = recipient.audience() == Audience.COLLEAGUE && wished.contains(Medium.FEED);
        return able.isEmpty() && !atWork ? able(kind, recipient, USUAL) : able;
    }

    private static List<Medium> able(MessageKind kind, Recipient recipient, List<Medium> media) {
        return media.stream().filter(medium -> carries(medium, kind, recipient)).toList();
    }

    private static boolean carries(Medium medium, MessageKind kind, Recipient recipient) {
        return switch (medium) {
            case EMAIL -> true;
            case SMS -> kind.texted() && Phones.canBeTexted(recipient.phone());
            case WEBHOOK, FEED -> false;
        };
    }

    /**
     * Until when this must wait, because they do not want to be disturbed now; empty if it may leave. What is urgent does not wait.
     * The hours that they named hold for all that makes their telephone sound; the night holds for texts to customers besides, unless
     * they named a night of their own.
     */
    public static Optional<Instant> quietUntil(
            MessageKind kind, Medium medium, Recipient recipient, Preference preference, Instant now) {
        boolean disturbs = medium == Medium.EMAIL || medium == Medium.SMS;
        if (kind.urgent() || !disturbs) {
            return Optional.empty();
        }
        var until = end(hours(medium, recipient, preference), recipient.zone(), now);
        return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }

    private static List<Quiet> hours(Medium medium, Recipient recipient, Preference preference) {
        var own = preference.wishes().quiet();
        var night = preference.night();
        boolean sleeps = medium == Medium.SMS && recipient.audience() == Audience.CUSTOMER;
        List<Quiet> hours = new ArrayList<>();
        if (own != null) {
            hours.add(own);
        }
        if (night != null && sleeps && (own == null || (!own.overMidnight() && leaveRoom(own, night)))) {
            hours.add(night);
        }
        return hours;
    }

    /** Where theirs and ours leave nothing of a day, theirs count. */
    private static boolean leaveRoom(Quiet own, Quiet night) {
        long free = IntStream.range(0, MINUTES)
                .mapToObj(minute -> LocalTime.MIN.plusMinutes(minute))
                .filter(time -> !own.holds(time) && !night.holds(time))
                .count();
        return free >= LEAST_ROOM;
    }

    /** Where the end of some hours is within others, those have to end as well. */
    private static Instant end(List<Quiet> hours, ZoneId zone, Instant now) {
        var until = now;
        Instant before;
        do {
            before = until;
            for (var one : hours) {
                until = one.end(until, zone);
            }
        } while (until.isAfter(before));
        return until;
    }
}

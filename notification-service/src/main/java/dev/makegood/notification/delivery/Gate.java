package dev.makegood.notification.delivery;

import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.delivery.Readers.Reader;
import dev.makegood.notification.preference.Choice;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.suppression.Fingerprints;
import dev.makegood.notification.suppression.Suppressions;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is due is looked at once more, just before it leaves: whether it still should, and whether now. */
@ApplicationScoped
class Gate {

    private static final Duration DAY = Duration.ofDays(1);

    private final Deliveries deliveries;
    private final Readers readers;
    private final Routes routes;
    private final Suppressions suppressions;
    private final Fingerprints fingerprints;
    private final DeliverySettings settings;
    private final Clock clock;

    Gate(
            Deliveries deliveries,
            Readers readers,
            Routes routes,
            Suppressions suppressions,
            Fingerprints fingerprints,
            DeliverySettings settings,
            Clock clock) {
        this.deliveries = deliveries;
        this.readers = readers;
        this.routes = routes;
        this.suppressions = suppressions;
        this.fingerprints = fingerprints;
        this.settings = settings;
        this.clock = clock;
    }

    /** What is to be done with a delivery. */
    sealed interface Verdict {
        Claimed delivery();

        /** It leaves. */
        record Go(Claimed delivery, Recipient to, Destination destination) implements Verdict {}

        /** It waits. */
        record Hold(Claimed delivery, Duration patience) implements Verdict {}

        /** It does not leave, and this is why. */
        record No(Claimed delivery, Recipient to, @Nullable Destination destination, String why) implements Verdict {}
    }

    /** Looks at all of these at once. */
    List<Verdict> judge(List<Claimed> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        var known = readers.of(due.stream().map(Gate::whom).distinct().toList());
        Map<Claimed, Destination> destinations = new HashMap<>();
        for (var delivery : due) {
            var reader = known.get(whom(delivery));
            if (reader != null) {
                routes.destination(delivery.medium(), reader.recipient())
                        .ifPresent(destination -> destinations.put(delivery, destination));
            }
        }
        var suppressed = suppressions.among(List.copyOf(destinations.values()));
        var unsubscribed = suppressions.unsubscribed(due.stream()
                .filter(delivery -> delivery.kind().optional())
                .map(destinations::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var sent = sent(destinations);
        List<Verdict> verdicts = new ArrayList<>();
        for (var delivery : due) {
            var reader = known.get(whom(delivery));
            if (reader == null) {
                verdicts.add(new Verdict.Hold(delivery, settings.lease()));
            } else {
                var destination = destinations.get(delivery);
                var verdict = judge(
                        delivery,
                        reader,
                        destination,
                        suppressed,
                        delivery.kind().optional() && unsubscribed.contains(destination),
                        destination == null ? 0 : sent.getOrDefault(destination, 0));
                if (verdict instanceof Verdict.Go go) {
                    sent.merge(go.destination(), 1, Integer::sum);
                }
                verdicts.add(verdict);
            }
        }
        return verdicts;
    }

    private Verdict judge(
            Claimed delivery,
            Reader reader,
            @Nullable Destination destination,
            Map<Destination, Suppression> suppressed,
            boolean unsubscribed,
            int sent) {
        var recipient = reader.recipient();
        if (delivery.expired()) {
            return new Verdict.No(
                    delivery, recipient, destination, "too late: it could not leave while it was worth sending");
        }
        if (destination == null) {
            return new Verdict.No(delivery, recipient, null, "no address");
        }
        if (!reader.preference().wants(delivery.kind())) {
            return new Verdict.No(delivery, recipient, destination, "not wanted: they asked for no more of its kind");
        }
        var suppression = suppressed.get(destination);
        if (suppression != null) {
            return new Verdict.No(delivery, recipient, destination, "suppressed: " + suppression);
        }
        if (unsubscribed) {
            return new Verdict.No(
                    delivery, recipient, destination, "unsubscribed: its reader asked for no more of its kind");
        }
        var now = clock.instant();
        var quiet = Choice.quietUntil(delivery.kind(), delivery.medium(), recipient, reader.preference(), now);
        if (quiet.isPresent()) {
            return new Verdict.Hold(delivery, Duration.between(now, quiet.get()));
        }
        return sent >= settings.perAddressPerDay()
                ? new Verdict.Hold(delivery, settings.addressPatience())
                : new Verdict.Go(delivery, recipient, destination);
    }

    /** How much each address got within a day. Programs and those who work here are counted elsewhere, or not at all. */
    private Map<Destination, Integer> sent(Map<Claimed, Destination> destinations) {
        Map<ByteBuffer, Destination> hashes = new HashMap<>();
        destinations.values().stream()
                .filter(Gate::isPersonal)
                .forEach(destination -> hashes.put(ByteBuffer.wrap(fingerprints.of(destination)), destination));
        Map<Destination, Integer> counts = new HashMap<>();
        if (!hashes.isEmpty()) {
            Instant since = clock.instant().minus(DAY);
            deliveries
                    .sentTo(hashes.keySet(), since)
                    .forEach((hash, count) -> counts.put(Objects.requireNonNull(hashes.get(hash)), count));
        }
        return counts;
    }

    private static boolean isPersonal(Destination destination) {
        return switch (destination) {
            case Destination.Mailbox mailbox -> true;
            case Destination.Phone phone -> true;
            case Destination.Endpoint endpoint -> false;
            case Destination.Feed feed -> false;
        };
    }

    private static For whom(Claimed delivery) {
        return new For(delivery.person(), delivery.complaintId(), delivery.addressId());
    }
}

package dev.makegood.notification.delivery;

import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Channels;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.delivery.Order.Route;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.preference.Choice;
import dev.makegood.notification.preference.Preference;
import dev.makegood.notification.recipient.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the way by which somebody hears something: what they prefer, as far as they can be reached by it. */
@ApplicationScoped
class Routes {

    private final Channels channels;
    private final Clock clock;

    Routes(Channels channels, Clock clock) {
        this.channels = channels;
        this.clock = clock;
    }

    /** The best way; where there is none, that of mail, on which it comes out that there is no address. */
    Route best(MessageKind kind, Recipient recipient, Preference preference) {
        return next(kind, recipient, preference, List.of())
                .orElseGet(() -> new Route(Medium.EMAIL, Destination.ONLY, null));
    }

    /** The best way but for these. */
    Optional<Route> next(MessageKind kind, Recipient recipient, Preference preference, Collection<Medium> tried) {
        return Choice.media(kind, recipient, preference).stream()
                .filter(medium -> !tried.contains(medium))
                .flatMap(medium -> destination(medium, recipient).stream())
                .map(destination -> new Route(
                        destination.medium(),
                        destination.receiver(),
                        Choice.quietUntil(kind, destination.medium(), recipient, preference, clock.instant())
                                .orElse(null)))
                .findFirst();
    }

    /** Where this person is reached by this medium; empty if they are not. */
    Optional<Destination> destination(Medium medium, Recipient recipient) {
        return channels.of(medium).flatMap(channel -> channel.destination(recipient));
    }
}

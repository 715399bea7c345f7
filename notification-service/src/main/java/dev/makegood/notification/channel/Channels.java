package dev.makegood.notification.channel;

import dev.makegood.contract.Medium;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels that there are. */
@ApplicationScoped
public class Channels {

    private final Map<Medium, Channel> byMedium = new EnumMap<>(Medium.class);

    Channels(@All List<Channel> channels) {
        channels.forEach(channel -> byMedium.put(channel.medium(), channel));
    }

    /** All of them. */
    public List<Channel> all() {
        return List.copyOf(byMedium.values());
    }

    /** The one of this medium; empty if nothing goes out by it here. */
    public Optional<Channel> of(Medium medium) {
        return Optional.ofNullable(byMedium.get(medium));
    }
}

package dev.makegood.notification.suppression;

import dev.makegood.contract.Suppression;
import dev.makegood.notification.channel.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Addresses that nothing more is sent to. */
@ApplicationScoped
public class Suppressions {

    /** Those of these to which nothing more is sent, and why. */
    public Map<Destination, Suppression> among(Collection<Destination> destinations) {
        return Map.of();
    }

    /**
     * From now on nothing more is sent there.
     *
     * @param words what the other side said, without the address
     * @return false if that was so already
     */
    public boolean add(Destination destination, Suppression reason, String words) {
        return false;
    }
}

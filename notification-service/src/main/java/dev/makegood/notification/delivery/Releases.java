package dev.makegood.notification.delivery;

import dev.makegood.notification.delivery.Deliveries.Waiting;
import dev.makegood.notification.delivery.Order.Route;
import dev.makegood.notification.delivery.Readers.For;
import dev.makegood.notification.recipient.Addresses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lets go what waited for its recipient to be known, and forgets addresses whose code is not valid any more. */
@ApplicationScoped
class Releases {

    private final Deliveries deliveries;
    private final Addresses addresses;
    private final Readers readers;
    private final Routes routes;

    Releases(Deliveries deliveries, Addresses addresses, Readers readers, Routes routes) {
        this.deliveries = deliveries;
        this.addresses = addresses;
        this.readers = readers;
        this.routes = routes;
    }

    void look() {
        addresses.forget();
        var waiting = deliveries.known();
        if (!waiting.isEmpty()) {
            var known =
                    readers.of(waiting.stream().map(Releases::whom).distinct().toList());
            Map<Waiting, Route> found = new LinkedHashMap<>();
            for (var one : waiting) {
                var reader = known.get(whom(one));
                if (reader != null) {
                    found.put(one, routes.best(one.kind(), reader.recipient(), reader.preference()));
                }
            }
            deliveries.release(found);
        }
    }

    private static For whom(Waiting one) {
        return new For(one.person(), one.complaint(), null);
    }
}

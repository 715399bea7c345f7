package dev.makegood.recovery.journey;

import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.paging.Cursor;
import dev.makegood.chassis.paging.Page;
import dev.makegood.recovery.journey.JourneyViews.QueueItem;
import dev.makegood.recovery.promise.Promises;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Journeys as a list to work through: whose promise is due the soonest comes first. A promise's due time is where its working time
 * ends on the clock on the wall, so this is the order in which promises would break, whatever calendars they follow; by working time
 * left it would not be, since an hour that is left on Friday evening may end on Monday.
 */
@ApplicationScoped
public class JourneyQueue {

    private final Journeys journeys;
    private final Promises promises;
    private final Caller caller;
    private final Clock clock;

    JourneyQueue(Journeys journeys, Promises promises, Caller caller, Clock clock) {
        this.journeys = journeys;
        this.promises = promises;
        this.caller = caller;
        this.clock = clock;
    }

    /** A page of those that are meant, as the caller asked for it. */
    public Response page(JourneyFilter filter, @Nullable String cursor, @Nullable Integer limit, UriInfo uri) {
        int size = Page.limit(limit);
        var found = journeys.queue(filter.of(caller.id()), Cursor.of(cursor).orElse(null), size + 1);
        var left = promises.leftUntilNext(found.stream().map(Journey::id).toList(), clock.instant());
        var items = found.stream()
                .map(journey -> QueueItem.of(journey, left.get(journey.id())))
                .toList();
        return Page.of(items, size, item -> new Cursor(item.sortedBy(), item.id()))
                .respond(uri);
    }
}

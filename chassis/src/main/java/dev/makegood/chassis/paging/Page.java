package dev.makegood.chassis.paging;

import dev.makegood.chassis.problem.Invalid;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the cursor of the next page; absent on the last
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 25;
    public static final int LARGEST_LIMIT = 100;

    /**
     * How many items were asked for.
     *
     * @throws Invalid if that is not from 1 to {@value #LARGEST_LIMIT}
     */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > LARGEST_LIMIT) {
            throw new Invalid("limit", "out-of-range", "From 1 to %d.".formatted(LARGEST_LIMIT));
        }
        return asked;
    }

    /** Makes a page of what was found when one more than the limit was looked for: the one more tells that there is a next page. */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        var items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()).encoded());
    }

    /** A page that ends where it does for a reason of its own, and the place where the next one begins; null on the last. */
    public static <T> Page<T> upTo(List<T> items, @Nullable Cursor next) {
        return new Page<>(List.copyOf(items), next == null ? null : next.encoded());
    }

    /** The same page of something else. */
    public <U> Page<U> map(Function<T, U> mapping) {
        return new Page<>(items.stream().map(mapping).toList(), next);
    }

    /** The answer, with a {@code Link} to the next page. */
    public Response respond(UriInfo uri) {
        var answer = Response.ok(this);
        if (next != null) {
            answer.links(Link.fromUri(uri.getRequestUriBuilder()
                            .replaceQueryParam("cursor", next)
                            .build())
                    .rel("next")
                    .build());
        }
        return answer.build();
    }
}

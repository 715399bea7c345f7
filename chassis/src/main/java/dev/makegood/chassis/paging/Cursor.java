package dev.makegood.chassis.paging;

import dev.makegood.chassis.problem.Invalid;
import dev.makegood.chassis.rest.Times;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The place in a list after which the next page begins: the sort key of the last item. Opaque to callers. */
public record Cursor(Instant at, UUID id) {

    /** The place in a list that is sorted by a number. */
    public static Cursor after(long number) {
        return new Cursor(Instant.EPOCH.plus(number, ChronoUnit.MICROS), new UUID(0, 0));
    }

    /** The number of {@link #after}. */
    public long number() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    String encoded() {
        var plain = ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what an earlier page gave as {@code next}.
     *
     * @throws Invalid if it is not one
     */
    public static Optional<Cursor> of(@Nullable String encoded) {
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            var plain = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.US_ASCII);
            int dot = plain.indexOf('.');
            var at = Instant.EPOCH.plus(Long.parseLong(plain.substring(0, Math.max(dot, 0))), ChronoUnit.MICROS);
            if (at.isBefore(Times.FIRST) || at.isAfter(Times.LAST)) {
                throw new DateTimeException("No item has this time");
            }
            return Optional.of(new Cursor(at, UUID.fromString(plain.substring(dot + 1))));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new Invalid("cursor", "invalid", "This is not a cursor that a page gave.");
        }
    }
}

package dev.makegood.notification.feed;

import dev.makegood.chassis.problem.Refusal;
import java.util.Map;

/** Somebody has as many streams open as they can. */
final class TooManyStreams extends Refusal {
    TooManyStreams(int most) {
        super(429, "Too many streams", "You have %d open already: close one first.".formatted(most));
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("Retry-After", "30");
    }
}

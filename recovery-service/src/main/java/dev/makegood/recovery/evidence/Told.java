package dev.makegood.recovery.evidence;

import dev.makegood.contract.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told of a journey, in short.
 *
 * @param type the event's name, such as {@code UpdateGiven}
 * @param by who did it, where a person or a party did
 */
public record Told(
        long sequence, String type, Instant at, @Nullable Person by) {}

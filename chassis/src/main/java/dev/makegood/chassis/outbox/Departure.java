package dev.makegood.chassis.outbox;

import dev.makegood.contract.Event;
import java.util.UUID;

/**
 * An event as it leaves.
 *
 * @param id the CloudEvents {@code id}
 * @param body the JSON that is sent, to the byte
 */
public record Departure(UUID id, Event event, String body) {}

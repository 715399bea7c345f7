package dev.makegood.notification.delivery;

import dev.makegood.contract.Event;
import java.util.UUID;

/**
 * An event that this service heard, for whoever passes it on. Fired in the transaction that notes it as heard, once per event, after
 * what the event changes here.
 *
 * @param id what caused a delivery is told by
 */
public record Heard(Event event, UUID id) {}

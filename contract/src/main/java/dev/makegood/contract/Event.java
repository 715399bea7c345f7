package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A fact that a service published. Its name is the record's; what it carries is JSON, described by a schema of that name. */
public sealed interface Event permits ComplaintEvent, JourneyEvent, NotificationEvent {

    /** What the event's order is kept for: the complaint, or for a customer's own events the customer. The record's key. */
    UUID key();

    /** When it happened, by the clock of the service that says so. */
    Instant at();
}

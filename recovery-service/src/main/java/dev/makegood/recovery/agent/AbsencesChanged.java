package dev.makegood.recovery.agent;

import java.util.Set;

/**
 * Someone will be away, or is back; fired in the transaction that says so.
 *
 * @param affected whose journeys may go to another because of it
 */
public record AbsencesChanged(Set<String> affected) {}

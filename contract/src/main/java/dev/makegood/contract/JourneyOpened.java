package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A journey began, and this person owns it. */
public record JourneyOpened(UUID complaintId, Person owner, JourneyState state, Instant at) implements JourneyEvent {}

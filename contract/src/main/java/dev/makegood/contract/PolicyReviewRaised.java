package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/**
 * A policy harms more honest customers than it stops cheats. This refusal tipped the scales.
 *
 * @param refused how many customers it refused
 * @param abuses how many of them were proven to cheat
 */
public record PolicyReviewRaised(
        UUID complaintId, String policyId, Person policyOwner, int refused, int abuses, JourneyState state, Instant at)
        implements JourneyEvent {}

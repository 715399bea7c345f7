package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A party asks the owner, never the customer. */
public record LegQuestionAsked(
        UUID complaintId, UUID legId, UUID questionId, Party party, String question, JourneyState state, Instant at)
        implements JourneyEvent {}

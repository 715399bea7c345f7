package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The party has its answer. */
public record LegQuestionAnswered(
        UUID complaintId,
        UUID legId,
        UUID questionId,
        Party party,
        Person by,
        String answer,
        JourneyState state,
        Instant at)
        implements JourneyEvent {}

package dev.makegood.complaint.intake;

import dev.makegood.contract.JourneyState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Knows which complaints one looks like, so that who takes one in is warned before two people work on one thing. Intake knows
 * nothing of how that is found out.
 */
public interface Likeness {

    /** Complaints of the same customer that say much the same, most alike first. Those of this transaction must have been flushed. */
    List<Similar> of(Complaint complaint);

    /**
     * One that says much the same.
     *
     * @param score from 0 to 1: how much of the words is the same
     */
    record Similar(UUID id, String reference, Instant receivedAt, JourneyState state, double score) {}
}

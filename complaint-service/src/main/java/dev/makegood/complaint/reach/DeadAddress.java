package dev.makegood.complaint.reach;

import dev.makegood.contract.Medium;
import dev.makegood.contract.Suppression;
import java.time.Instant;

/** An address of somebody to which nothing more is sent, and why. */
public record DeadAddress(Medium medium, String address, Suppression reason, Instant since) {}

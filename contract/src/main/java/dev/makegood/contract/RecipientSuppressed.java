package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** Whoever was to hear of this complaint hears nothing more by this medium, until another address of theirs is known. */
public record RecipientSuppressed(UUID complaintId, Medium medium, Audience audience, Suppression reason, Instant at)
        implements NotificationEvent {}

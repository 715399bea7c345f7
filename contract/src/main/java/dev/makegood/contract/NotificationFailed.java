package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** The message will not reach them: the reason is the server's last answer. {@code message} is its kind. */
public record NotificationFailed(
        UUID complaintId, UUID deliveryId, String message, Medium medium, Language language, String reason, Instant at)
        implements NotificationEvent {}

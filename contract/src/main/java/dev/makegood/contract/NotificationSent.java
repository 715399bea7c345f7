package dev.makegood.contract;

import java.time.Instant;
import java.util.UUID;

/** A mail server (or its like) took the message. {@code message} is its kind, such as {@code receipt}. */
public record NotificationSent(
        UUID complaintId, UUID deliveryId, String message, Medium medium, Language language, Instant at)
        implements NotificationEvent {}

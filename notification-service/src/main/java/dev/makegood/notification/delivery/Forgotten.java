package dev.makegood.notification.delivery;

import java.util.UUID;

/** Whoever complained is forgotten: so is whatever was said of this complaint. Fired in the transaction that forgets. */
public record Forgotten(UUID complaint) {}

package dev.makegood.notification.recipient;

import dev.makegood.contract.Language;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom messages about one complaint are written to: the customer, or who speaks for them.
 *
 * @param about the customer's name, where somebody else speaks for them
 */
public record Recipient(
        UUID complaintId,
        String reference,
        int linkGeneration,
        String name,
        Language language,
        @Nullable String email,
        @Nullable String about) {}

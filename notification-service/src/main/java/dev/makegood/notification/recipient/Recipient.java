package dev.makegood.notification.recipient;

import dev.makegood.contract.Language;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customer of one complaint, as messages about it need to know them. */
public record Recipient(
        UUID complaintId,
        String reference,
        int linkGeneration,
        String name,
        Language language,
        @Nullable String email) {}

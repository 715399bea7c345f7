package dev.makegood.notification.mail;

import dev.makegood.contract.Language;
import dev.makegood.notification.message.Written;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent. None of it is trusted.
 *
 * @param id the same at every attempt, so that its Message-ID is
 * @param automatic whether no person caused it
 */
public record Mail(
        UUID id,
        String from,
        @Nullable String to,
        Language language,
        String reference,
        @Nullable String traceparent,
        boolean automatic,
        Written written) {}

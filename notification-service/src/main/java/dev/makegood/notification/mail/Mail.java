package dev.makegood.notification.mail;

import dev.makegood.contract.Language;
import dev.makegood.notification.message.Written;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mail to be sent. None of it is trusted.
 *
 * @param id the same at every attempt, so that its Message-ID is
 * @param reference absent where it is about no complaint
 * @param thread what it is one of many mails about, so that they are shown as one conversation
 * @param replyTo where an answer finds what it is an answer to, if it is not the address that all mails come from
 * @param automatic whether no person wrote it
 * @param unsubscribe where its reader asks for no more of its kind; absent where they would miss something without it
 */
public record Mail(
        UUID id,
        String from,
        @Nullable String to,
        Language language,
        @Nullable String reference,
        @Nullable UUID thread,
        @Nullable String replyTo,
        @Nullable String traceparent,
        boolean automatic,
        @Nullable String unsubscribe,
        Written written) {}

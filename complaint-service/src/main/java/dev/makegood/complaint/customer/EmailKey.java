package dev.makegood.complaint.customer;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that lead to one mailbox have one key: case does not matter, nor what follows a plus, nor dots where the provider
 * ignores them. Good enough to suggest that two customers are one, never to treat them as one.
 */
final class EmailKey {

    private static final Set<String> IGNORE_DOTS = Set.of("gmail.com", "googlemail.com");

    private EmailKey() {}

    static @Nullable String of(@Nullable String email) {
        if (email == null) {
            return null;
        }
        var address = email.toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        int plus = address.indexOf('+');
        var mailbox = address.substring(0, plus > 0 && plus < at ? plus : at);
        var domain = address.substring(at + 1);
        if (IGNORE_DOTS.contains(domain)) {
            return mailbox.replace(".", "") + "@gmail.com";
        }
        return mailbox + "@" + domain;
    }
}

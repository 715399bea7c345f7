package dev.makegood.complaint.tracking;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the customer has just done, and is thanked for. Anybody can put it into a link, so it says nothing of what was done. */
enum Thanks {
    RECEIVED,
    ANSWERED,
    SENT,
    ESCALATED,
    CHANGED,
    WITHDRAWN;

    /** As it stands in the page's address. */
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What this parameter means; what it does not know is an answer. */
    static @Nullable Thanks of(@Nullable String parameter) {
        if (parameter == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(thanks -> thanks.parameter().equals(parameter))
                .findFirst()
                .orElse(ANSWERED);
    }
}

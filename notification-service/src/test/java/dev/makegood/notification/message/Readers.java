package dev.makegood.notification.message;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.contract.Medium;
import dev.makegood.notification.recipient.Recipient;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who read messages, for tests. */
final class Readers {

    private Readers() {}

    /** A customer, or who speaks for them. */
    static Recipient customer(String name, Language language, @Nullable String about) {
        return reader(Audience.CUSTOMER, UUID.randomUUID(), "MG-7QF3-K9MP", name, language, about);
    }

    /** Somebody of whom nothing is known but an address. */
    static Recipient address(Language language) {
        return reader(Audience.CUSTOMER, null, null, "", language, null);
    }

    private static Recipient reader(
            Audience audience,
            @Nullable UUID complaint,
            @Nullable String reference,
            String name,
            Language language,
            @Nullable String about) {
        return new Recipient(
                audience,
                UUID.randomUUID().toString(),
                complaint,
                reference,
                1,
                name,
                language,
                ZoneId.of("Europe/Athens"),
                "ann@example.org",
                "+302101234567",
                Medium.EMAIL,
                about);
    }
}

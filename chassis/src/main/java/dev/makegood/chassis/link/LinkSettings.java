package dev.makegood.chassis.link;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Links to customers' pages. */
@ConfigMapping(prefix = "makegood.link")
public interface LinkSettings {

    /** At least 32 random bytes in base64: the same for every service, and a secret. */
    String key();

    /** Where customers reach the public pages, without a slash at the end. */
    URI baseUrl();

    /** The mailbox that answers to our mails reach, such as {@code help@makegood.example}; without one mails are not answered. */
    Optional<String> replyAddress();
}

package dev.makegood.notification.suppression;

import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.notification.channel.Destination;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What addresses are recognised by without being kept. Nobody without the key of our links can try which address it is, as with a plain
 * hash of something that is guessed so easily; under another key none is recognised.
 */
@ApplicationScoped
public class Fingerprints {

    private final LinkTokens tokens;

    Fingerprints(LinkTokens tokens) {
        this.tokens = tokens;
    }

    public byte[] of(Destination destination) {
        return LinkTokens.hash(tokens.derive("suppression-" + destination.medium(), id(destination.key()), 1));
    }

    /** An id that stands for this text: 128 bits of its hash. */
    static UUID id(String text) {
        var hash = ByteBuffer.wrap(LinkTokens.hash(text));
        return new UUID(hash.getLong(), hash.getLong());
    }
}

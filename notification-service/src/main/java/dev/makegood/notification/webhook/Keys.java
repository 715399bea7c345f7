package dev.makegood.notification.webhook;

import dev.makegood.chassis.link.LinkTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** The keys that webhooks are signed by: 256 bits each, derived as links are, whenever they are needed. No table holds them. */
@ApplicationScoped
class Keys {

    private final LinkTokens tokens;

    Keys(LinkTokens tokens) {
        this.tokens = tokens;
    }

    byte[] of(UUID webhook, int generation) {
        return Base64.getUrlDecoder().decode(tokens.derive("webhook", webhook, generation));
    }

    /** Those that sign now, the newest first. */
    List<byte[]> of(Webhook webhook, Instant now) {
        List<byte[]> keys = new ArrayList<>();
        keys.add(of(webhook.id(), webhook.generation()));
        if (webhook.rotatingUntil() != null && now.isBefore(webhook.rotatingUntil())) {
            keys.add(of(webhook.id(), webhook.generation() - 1));
        }
        return keys;
    }
}

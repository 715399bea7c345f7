package dev.makegood.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.contract.AddressVerificationAsked;
import dev.makegood.contract.ComplaintEvent;
import dev.makegood.contract.CustomerChanged;
import dev.makegood.contract.CustomerErased;
import dev.makegood.contract.Event;
import dev.makegood.contract.JourneyEvent;
import dev.makegood.contract.NotificationEvent;
import dev.makegood.contract.VoicesGathered;
import dev.makegood.notification.delivery.Heard;
import dev.makegood.notification.delivery.Outgoing;
import dev.makegood.notification.message.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes on what this service hears to the programs that asked for it. */
@ApplicationScoped
class Subscriptions {

    /** What is sent so that somebody sees whether it arrives. */
    static final String PING = "Ping";

    private final Webhooks webhooks;
    private final Outgoing outgoing;
    private final WebhookSettings settings;
    private final ObjectMapper json;

    Subscriptions(Webhooks webhooks, Outgoing outgoing, WebhookSettings settings, ObjectMapper json) {
        this.webhooks = webhooks;
        this.outgoing = outgoing;
        this.settings = settings;
        this.json = json;
    }

    void on(@Observes Heard heard) {
        var event = heard.event();
        var type = event.getClass().getSimpleName();
        if (!Disclosure.TYPES.contains(type)) {
            return;
        }
        var subscribed = webhooks.subscribed(type, settings.keepWhileDisabled());
        if (!subscribed.isEmpty()) {
            var message = message(type, event.at(), Disclosure.of(event));
            subscribed.forEach(webhook -> outgoing.tellSubscriber(webhook, complaint(event), heard.id(), message));
        }
    }

    void ping(UUID webhook, UUID id, Instant now) {
        outgoing.tellSubscriber(webhook, null, id, message(PING, now, Map.of("webhookId", webhook)));
    }

    private Message message(String type, Instant at, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at);
        body.put("data", data);
        try {
            return new Message.Happened(type, json.writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is about a complaint is forgotten with it. That somebody is to be forgotten is told nonetheless. */
    private static @Nullable UUID complaint(Event event) {
        return switch (event) {
            case JourneyEvent e -> e.complaintId();
            case NotificationEvent e -> e.complaintId();
            case CustomerErased e -> null;
            case CustomerChanged e -> null;
            case AddressVerificationAsked e -> null;
            case VoicesGathered e -> null;
            case ComplaintEvent e -> e.key();
        };
    }
}

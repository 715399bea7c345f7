package dev.makegood.notification.webhook;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import dev.makegood.notification.channel.Backoff;
import dev.makegood.notification.channel.Channel;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.channel.Pace;
import dev.makegood.notification.channel.Parcel;
import dev.makegood.notification.message.Message;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.webhook.Egress.NotCallable;
import dev.makegood.notification.webhook.Webhook.Why;
import dev.makegood.notification.webhook.Wire.Reply;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Webhooks, as the Standard Webhooks specification has them. Signed as they leave; the same id at every attempt. */
@ApplicationScoped
class WebhookChannel implements Channel {

    private static final Logger LOG = Logger.getLogger(WebhookChannel.class);

    private final Webhooks webhooks;
    private final Keys keys;
    private final Egress egress;
    private final Wire wire;
    private final WebhookSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    WebhookChannel(
            Webhooks webhooks,
            Keys keys,
            Egress egress,
            Wire wire,
            WebhookSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.webhooks = webhooks;
        this.keys = keys;
        this.egress = egress;
        this.wire = wire;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Medium medium() {
        return Medium.WEBHOOK;
    }

    @Override
    public Optional<Destination> destination(Recipient recipient) {
        return recipient.audience() == Audience.SUBSCRIBER
                ? Optional.of(new Destination.Endpoint(UUID.fromString(recipient.personId())))
                : Optional.empty();
    }

    @Override
    public Answer send(Parcel parcel) {
        if (!(parcel.destination() instanceof Destination.Endpoint(UUID id))
                || !(parcel.message() instanceof Message.Happened happened)) {
            return new Answer(Outcome.REFUSED, "not for a program");
        }
        var webhook = webhooks.find(id).orElse(null);
        if (webhook == null) {
            return new Answer(Outcome.REFUSED, "the webhook was deleted");
        }
        if (webhook.disabled() != null) {
            return new Answer(
                    Outcome.REFUSED,
                    "the webhook is disabled: " + webhook.disabled().why());
        }
        var answer = call(webhook, parcel, happened.body().getBytes(StandardCharsets.UTF_8));
        note(webhook, parcel, answer);
        return answer;
    }

    private Answer call(Webhook webhook, Parcel parcel, byte[] body) {
        long until = System.nanoTime() + settings.timeout().toNanos();
        var now = clock.instant();
        var id = parcel.event().toString();
        try {
            var target = egress.find(webhook.url(), parcel.attempt(), settings.timeout());
            var reply = wire.post(
                    target,
                    Map.of(
                            "content-type",
                            "application/json",
                            "user-agent",
                            "Makegood",
                            "webhook-id",
                            id,
                            "webhook-timestamp",
                            Long.toString(now.getEpochSecond()),
                            "webhook-signature",
                            Signature.of(keys.of(webhook, now), id, now, body)),
                    body,
                    Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            return answer(webhook, reply);
        } catch (NotCallable e) {
            return new Answer(Outcome.DEFERRED, "not called: " + e.words());
        } catch (IOException e) {
            return new Answer(Outcome.DEFERRED, String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(Webhook webhook, Reply reply) {
        int status = reply.status();
        var words = "HTTP %d %s".formatted(status, reply.words()).strip();
        if (status >= 200 && status < 300) {
            return new Answer(Outcome.TAKEN, words);
        }
        if (status == 410) {
            disable(webhook, Why.GONE);
            return new Answer(Outcome.REFUSED, words);
        }
        return new Answer(
                Outcome.DEFERRED, words, null, status == 429 || status == 503 ? patience(reply.retryAfter()) : null);
    }

    /** For how long it asks to be left alone, in either form that HTTP has for that (RFC 9110 §10.2.3). */
    private @Nullable Duration patience(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        var asked = retryAfter.strip();
        try {
            var patience = asked.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(asked))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return patience.compareTo(settings.longestPatience()) > 0 ? settings.longestPatience() : patience;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Where one event was tried to the end, and nothing else got through meanwhile, nobody is there. */
    private void note(Webhook webhook, Parcel parcel, Answer answer) {
        if (answer.outcome() == Outcome.TAKEN) {
            webhooks.took(webhook.id());
            return;
        }
        webhooks.failed(webhook.id());
        boolean last = backoff().givesUp(parcel.attempt(), Duration.ZERO);
        boolean tookNothing =
                webhook.lastTakenAt() == null || webhook.lastTakenAt().isBefore(parcel.at());
        if (answer.outcome() == Outcome.DEFERRED && last && tookNothing) {
            disable(webhook, Why.FAILING);
        }
    }

    private void disable(Webhook webhook, Why why) {
        if (webhooks.disable(webhook.id(), why)) {
            LOG.warnf("Webhook %s is disabled: %s", webhook.id(), why);
            meters.counter("makegood.webhook.disabled", "why", why.name()).increment();
        }
    }

    @Override
    public Pace pace() {
        return settings.pace();
    }

    @Override
    public Backoff backoff() {
        return Backoff.ladder(settings.ladder());
    }
}

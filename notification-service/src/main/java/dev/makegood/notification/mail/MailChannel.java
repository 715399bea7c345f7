package dev.makegood.notification.mail;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.chassis.link.ReplyAddresses;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Backoff;
import dev.makegood.notification.channel.Channel;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.channel.Pace;
import dev.makegood.notification.channel.Parcel;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.message.MessageKind;
import dev.makegood.notification.recipient.CustomerPages;
import dev.makegood.notification.recipient.Recipient;
import dev.makegood.notification.suppression.Unsubscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mail. Links and codes are made here, as they are written into a mail, and kept nowhere. */
@ApplicationScoped
class MailChannel implements Channel {

    private final MailServer server;
    private final Letters letters;
    private final LinkTokens tokens;
    private final CustomerPages pages;
    private final ReplyAddresses replies;
    private final LinkSettings links;
    private final MailSettings settings;
    private final Unsubscriptions unsubscriptions;

    MailChannel(
            MailServer server,
            Letters letters,
            LinkTokens tokens,
            CustomerPages pages,
            ReplyAddresses replies,
            LinkSettings links,
            MailSettings settings,
            Unsubscriptions unsubscriptions) {
        this.server = server;
        this.letters = letters;
        this.tokens = tokens;
        this.pages = pages;
        this.replies = replies;
        this.links = links;
        this.settings = settings;
        this.unsubscriptions = unsubscriptions;
    }

    @Override
    public Medium medium() {
        return Medium.EMAIL;
    }

    @Override
    public Optional<Destination> destination(Recipient recipient) {
        return Optional.ofNullable(recipient.email())
                .filter(address -> !address.isBlank())
                .map(Destination.Mailbox::new);
    }

    @Override
    public Answer send(Parcel parcel) {
        return server.send(mail(parcel));
    }

    private Mail mail(Parcel parcel) {
        var to = parcel.to();
        var message = parcel.message();
        var complaint = to.complaintId();
        @Nullable UUID customers = to.audience() == Audience.CUSTOMER ? complaint : null;
        @Nullable
        String replyTo = customers == null
                ? null
                : replies.of(String.valueOf(to.reference()), customers, to.linkGeneration())
                        .orElse(null);
        boolean verifies = message.kind() == MessageKind.VERIFICATION;
        return new Mail(
                parcel.delivery(),
                message.by(),
                to.email(),
                to.language(),
                to.reference(),
                complaint,
                replyTo,
                parcel.traceparent(),
                verifies || message.kind() == MessageKind.RECEIPT || to.audience() != Audience.CUSTOMER,
                message.kind().optional() && to.email() != null
                        ? links.baseUrl() + "/unsubscribe/" + unsubscriptions.token(new Destination.Mailbox(to.email()))
                        : null,
                letters.write(
                        message,
                        to,
                        to.language(),
                        verifies ? tokens.code("verify", UUID.fromString(to.personId())) : pages.of(to),
                        replyTo != null));
    }

    @Override
    public Pace pace() {
        return settings.pace();
    }

    @Override
    public Backoff backoff() {
        return Backoff.doubling(
                settings.retry().first(),
                settings.retry().longest(),
                settings.retry().giveUp());
    }
}

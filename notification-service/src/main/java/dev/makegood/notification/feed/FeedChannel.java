package dev.makegood.notification.feed;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Medium;
import dev.makegood.notification.channel.Answer;
import dev.makegood.notification.channel.Answer.Outcome;
import dev.makegood.notification.channel.Backoff;
import dev.makegood.notification.channel.Channel;
import dev.makegood.notification.channel.Destination;
import dev.makegood.notification.channel.Pace;
import dev.makegood.notification.channel.Parcel;
import dev.makegood.notification.message.Letters;
import dev.makegood.notification.recipient.Recipient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** What somebody who works here sees while they work. It is written down first, and shown to whoever looks then. */
@ApplicationScoped
class FeedChannel implements Channel {

    private final Entries entries;
    private final Streams streams;
    private final Letters letters;
    private final FeedSettings settings;

    FeedChannel(Entries entries, Streams streams, Letters letters, FeedSettings settings) {
        this.entries = entries;
        this.streams = streams;
        this.letters = letters;
        this.settings = settings;
    }

    @Override
    public Medium medium() {
        return Medium.FEED;
    }

    @Override
    public Optional<Destination> destination(Recipient recipient) {
        return recipient.audience() == Audience.COLLEAGUE
                ? Optional.of(new Destination.Feed(recipient.personId()))
                : Optional.empty();
    }

    @Override
    public Answer send(Parcel parcel) {
        var to = parcel.to();
        var note = letters.note(parcel.message(), to, to.language());
        QuarkusTransaction.requiringNew()
                .run(() -> entries.add(parcel.delivery(), to, parcel.message().kind(), note));
        streams.wake(to.personId());
        return new Answer(Outcome.TAKEN, "written");
    }

    @Override
    public Pace pace() {
        return settings.pace();
    }

    @Override
    public Backoff backoff() {
        return Backoff.doubling(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));
    }
}

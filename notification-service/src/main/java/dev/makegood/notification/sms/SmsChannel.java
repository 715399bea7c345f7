package dev.makegood.notification.sms;

import dev.makegood.chassis.link.LinkSettings;
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
import dev.makegood.notification.recipient.CustomerPages;
import dev.makegood.notification.recipient.Phones;
import dev.makegood.notification.recipient.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Texts. Who is not a customer is told what it is about, and reads the rest where they work. */
@ApplicationScoped
class SmsChannel implements Channel {

    private final Gateway gateway;
    private final Caps caps;
    private final Letters letters;
    private final CustomerPages pages;
    private final LinkSettings links;
    private final SmsSettings settings;

    SmsChannel(
            Gateway gateway,
            Caps caps,
            Letters letters,
            CustomerPages pages,
            LinkSettings links,
            SmsSettings settings) {
        this.gateway = gateway;
        this.caps = caps;
        this.letters = letters;
        this.pages = pages;
        this.links = links;
        this.settings = settings;
    }

    @Override
    public Medium medium() {
        return Medium.SMS;
    }

    /** Numbers that take texts, in countries that get them. */
    @Override
    public Optional<Destination> destination(Recipient recipient) {
        return settings.url().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(recipient.phone())
                        .filter(Phones::canBeTexted)
                        .filter(number -> settings.countries()
                                .map(countries -> Phones.region(number)
                                        .filter(countries::contains)
                                        .isPresent())
                                .orElse(true))
                        .map(Destination.Phone::new);
    }

    @Override
    public Answer send(Parcel parcel) {
        var url = settings.url();
        var number = parcel.destination().key();
        if (url.isEmpty()) {
            return new Answer(Outcome.REFUSED, "no gateway");
        }
        var wait = caps.count(number);
        if (wait.isPresent()) {
            return new Answer(
                    Outcome.DEFERRED, "held: too many texts to this number or those beside it", null, wait.get());
        }
        var answer = gateway.send(
                url.get(),
                parcel.delivery().toString(),
                number,
                Phones.region(number).map(settings.senders()::get).orElse(settings.from()),
                Segments.within(settings.segments(), words(parcel)),
                callback());
        if (answer.outcome() != Outcome.TAKEN) {
            caps.giveBack(number);
        }
        return answer;
    }

    private String words(Parcel parcel) {
        var to = parcel.to();
        var words = to.audience() == Audience.CUSTOMER
                ? letters.sms(parcel.message(), to, to.language(), pages.of(to))
                : letters.note(parcel.message(), to, to.language()).title();
        return words.replaceAll("\\p{Cc}+", " ").strip();
    }

    private URI callback() {
        return URI.create(settings.callbackUrl().orElse(links.baseUrl()) + SmsResource.CALLBACKS);
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

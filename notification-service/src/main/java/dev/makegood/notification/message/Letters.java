package dev.makegood.notification.message;

import dev.makegood.chassis.link.LinkSettings;
import dev.makegood.chassis.link.LinkTokens;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Language;
import dev.makegood.notification.recipient.Recipient;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes messages: the words of a language in the forms that a mail, a telephone and a feed have for them. */
@Startup
@ApplicationScoped
public class Letters {

    /** So much of a person's own words fits into a telephone message. */
    private static final int BRIEF = 300;

    private final MessageSettings settings;
    private final Wording wording;
    private final LinkTokens tokens;
    private final LinkSettings links;

    Letters(MessageSettings settings, LinkTokens tokens, LinkSettings links) {
        this.settings = settings;
        this.tokens = tokens;
        this.links = links;
        var ours = Wording.load();
        this.wording =
                settings.folder().map(folder -> Overrides.read(ours, folder)).orElse(ours);
    }

    /** Templates are files; what people wrote is only ever put into them, never read as one. */
    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance html(Letter letter);

        static native TemplateInstance text(Letter letter);
    }

    /**
     * Writes a mail.
     *
     * @param link to the recipient's page; for who has none, the code that they are sent; empty for who has neither, and for a party,
     *     whose own is derived here
     * @param answerable whether an answer to the mail finds the complaint
     */
    public Written write(Message message, Recipient recipient, Language language, String link, boolean answerable) {
        var letter = letter(message, recipient, language, link(message, link), answerable);
        return new Written(
                letter.subject(),
                Templates.text(letter).render(),
                Templates.html(letter).render());
    }

    private String link(Message message, String link) {
        return link.isEmpty() && message instanceof ForParty.LegLinked linked
                ? links.baseUrl() + "/legs/"
                        + tokens.derive("leg until " + linked.until(), linked.leg(), linked.generation())
                : link;
    }

    /**
     * Writes a telephone message to a customer: one line, who says it by their first name, what it goes by, and one link.
     *
     * @param link to the recipient's page; for who has none, the code that they are sent
     * @throws IllegalArgumentException if the message is not for customers
     */
    public String sms(Message message, Recipient recipient, Language language, String link) {
        return sms(wording, message, recipient, language, link, settings.answerWithin());
    }

    static String sms(
            Wording wording,
            Message message,
            Recipient recipient,
            Language language,
            String link,
            Duration answerWithin) {
        var kind = message.kind();
        if (kind.audience() != Audience.CUSTOMER) {
            throw new IllegalArgumentException("Not for customers: " + kind);
        }
        var say = Say.to(recipient, message, wording, language);
        var line = say.it(
                kind + ".sms",
                Map.of(
                        "owner",
                        say.firstName(),
                        "words",
                        brief(String.join(
                                " ",
                                Content.of(message, say, link, answerWithin).words())),
                        "code",
                        link,
                        "absorbed",
                        message instanceof Message.Merged merged ? merged.absorbed() : ""));
        return kind == MessageKind.VERIFICATION || link.isBlank() ? line : line + " " + link;
    }

    /** Writes a message as those who work here see it while they work. */
    public Note note(Message message, Recipient recipient, Language language) {
        var letter = letter(message, recipient, language, "", false);
        return new Note(
                letter.subject(),
                Stream.of(letter.opening(), letter.words(), letter.closing())
                        .flatMap(List::stream)
                        .filter(line -> !line.isBlank())
                        .collect(Collectors.joining("\n")));
    }

    private Letter letter(Message message, Recipient recipient, Language language, String link, boolean answerable) {
        return Letter.of(
                message,
                recipient,
                Say.to(recipient, message, wording, language),
                link,
                answerable,
                settings.answerWithin());
    }

    private static String brief(String words) {
        return words.codePointCount(0, words.length()) <= BRIEF
                ? words
                : words.substring(0, words.offsetByCodePoints(0, BRIEF - 1)).strip() + "…";
    }
}

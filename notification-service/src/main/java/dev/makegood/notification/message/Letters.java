package dev.makegood.notification.message;

import dev.makegood.contract.Language;
import dev.makegood.notification.recipient.Recipient;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes messages: the words of a language in the two forms that a mail has. */
@ApplicationScoped
public class Letters {

    private final MessageSettings settings;

    Letters(MessageSettings settings) {
        this.settings = settings;
    }

    /** Templates are files; what people wrote is only ever put into them, never read as one. */
    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance html(Letter letter);

        static native TemplateInstance text(Letter letter);
    }

    /**
     * Writes a message to its recipient, in a language.
     *
     * @param link to the recipient's page; for who has none, the code that they are sent
     * @param answerable whether an answer to the mail finds the complaint
     */
    public Written write(Message message, Recipient recipient, Language language, String link, boolean answerable) {
        var letter = Letter.of(message, recipient, language, link, answerable, settings.answerWithin());
        return new Written(
                letter.subject(),
                Templates.text(letter).render(),
                Templates.html(letter).render());
    }
}

package dev.makegood.notification.message;

import dev.makegood.contract.Audience;
import dev.makegood.contract.Closing;
import dev.makegood.notification.recipient.Recipient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of one mail in one language, ready for the templates.
 *
 * @param opening paragraphs before the person's own words
 * @param words the person's own words, line by line; empty if there are none
 * @param closing paragraphs after them
 * @param link absent for who has no page
 * @param surveyLink to where they say how it was; absent where that is not asked
 * @param signature first name, then the full name if it is longer
 */
record Letter(
        String lang,
        String subject,
        String greeting,
        List<String> opening,
        List<String> words,
        List<String> closing,
        String linkLabel,
        @Nullable String link,
        String surveyLabel,
        @Nullable String surveyLink,
        String farewell,
        List<String> signature,
        String footer) {

    static Letter of(
            Message message, Recipient recipient, Say say, String link, boolean answerable, Duration answerWithin) {
        var kind = message.kind();
        var content = Content.of(message, say, link, answerWithin);
        List<String> opening = new ArrayList<>();
        if (recipient.about() != null) {
            opening.add(say.it("about", Map.of("about", recipient.about())));
        }
        opening.addAll(content.opening());
        boolean asks = kind == MessageKind.IS_IT_PUT_RIGHT;
        boolean verifies = kind == MessageKind.VERIFICATION;
        boolean surveys = message instanceof Message.Closed closed && closed.closing() == Closing.CONFIRMED;
        boolean hasPage = kind == MessageKind.LEG_LINKED || (kind.audience() == Audience.CUSTOMER && !verifies);
        return new Letter(
                say.language().code(),
                say.it(kind + ".subject"),
                verifies ? say.it("verification.greeting") : say.it("greeting", Map.of("customer", recipient.name())),
                List.copyOf(opening),
                content.words(),
                content.closing(),
                say.it(kind == MessageKind.LEG_LINKED ? "link.leg" : asks ? "link.answer" : "link.status"),
                hasPage ? link : null,
                say.it("link.survey"),
                surveys ? link + "/survey" : null,
                say.it("farewell"),
                say.signature(),
                footer(kind, say, answerable));
    }

    private static String footer(MessageKind kind, Say say, boolean answerable) {
        if (kind == MessageKind.VERIFICATION) {
            return say.it("verification.footer");
        }
        return switch (kind.audience()) {
            case COLLEAGUE -> say.it("footer.colleague");
            case PARTY -> say.it("footer.party");
            case CUSTOMER, SUBSCRIBER ->
                answerable ? say.it("footer") + " " + say.it("footer.answer") : say.it("footer");
        };
    }
}

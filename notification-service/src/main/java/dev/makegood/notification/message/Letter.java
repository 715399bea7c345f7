package dev.makegood.notification.message;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.notification.recipient.Addresses;
import dev.makegood.notification.recipient.Recipient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of one message in one language, ready for the templates.
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

    private static final Texts TEXTS = Texts.load("texts/mail");
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    static Letter of(
            Message message,
            Recipient recipient,
            Language language,
            String link,
            boolean answerable,
            Duration answerWithin) {
        var say = new Say(language, message.by().strip(), String.valueOf(recipient.reference()));
        List<String> opening = new ArrayList<>();
        List<String> words = new ArrayList<>();
        List<String> closing = new ArrayList<>();
        if (recipient.about() != null) {
            opening.add(say.it("about", Map.of("about", recipient.about())));
        }
        switch (message) {
            case Message.Receipt m -> {
                opening.add(say.it("receipt.thanks"));
                opening.add(say.it("receipt.owner"));
                opening.add(say.it("receipt.next", Map.of("within", say.within(answerWithin))));
            }
            case Message.Acknowledgement m -> {
                opening.add(say.it("acknowledgement.taken"));
                words.addAll(lines(m.words()));
                closing.add(say.it("acknowledgement.next"));
            }
            case Message.Update m -> {
                opening.add(say.it("update.stands"));
                words.addAll(lines(m.words()));
                closing.add(say.it("update.next"));
            }
            case Message.Question m -> {
                opening.add(say.it("question.need"));
                words.addAll(lines(m.words()));
                closing.add(say.it("question.answer"));
            }
            case Message.RemedyOffer m -> {
                opening.add(say.it("remedy-offered.offer"));
                words.addAll(lines(m.description()));
                if (m.value() != null) {
                    closing.add(say.it("remedy-offered.value", Map.of("amount", say.amount(m.value()))));
                }
                closing.add(say.it("remedy-offered.answer"));
            }
            case Message.OfferWithdrawn m -> {
                opening.add(say.it("offer-withdrawn.back"));
                words.addAll(lines(m.description()));
                closing.add(say.it(
                        "offer-withdrawn.why", Map.of("reason", m.reason().strip())));
                closing.add(say.it("offer-withdrawn.next"));
            }
            case Message.No m -> {
                opening.add(say.it("refusal.no", Map.of("policy", m.policy().strip())));
                words.addAll(lines(m.reason()));
                closing.add(say.it("refusal.escalate"));
                closing.addAll(paragraphs(m.escalation()));
                closing.addAll(paragraphs(m.statutory()));
                closing.add(say.it("refusal.disagree"));
            }
            case Message.IsItPutRight m -> {
                opening.add(say.it("is-it-put-right.believe"));
                words.addAll(lines(m.words()));
                closing.add(say.it("is-it-put-right.ask"));
            }
            case Message.Closed m -> {
                opening.add(say.it("closed." + m.closing()));
                closing.add(say.it("closed.back." + m.closing()));
            }
            case Message.Fixed m -> {
                opening.add(say.it("you-said-we-fixed.said"));
                words.addAll(lines(m.said()));
                closing.add(say.it("you-said-we-fixed.fixed"));
                closing.addAll(paragraphs(m.fixed()));
                closing.add(say.it("you-said-we-fixed.proof"));
                closing.add(say.it("you-said-we-fixed.back"));
            }
            case Message.Reply m -> {
                opening.add(say.it("reply.wrote"));
                words.addAll(lines(m.words()));
                if (m.files() > 0) {
                    closing.add(say.it("reply.files", Map.of("files", m.files())));
                }
                closing.add(say.it("reply.next"));
            }
            case Message.Merged m -> {
                opening.add(say.it("merged.one", Map.of("absorbed", m.absorbed())));
                closing.add(say.it("merged.kept"));
                closing.add(say.it("merged.owner"));
            }
            case Message.Verification m -> {
                opening.add(say.it("verification.asked"));
                words.add(link);
                closing.add(say.it("verification.valid", Map.of("minutes", Addresses.VALID.toMinutes())));
                closing.add(say.it("verification.not-you"));
            }
        }
        boolean asks = message.kind() == MessageKind.IS_IT_PUT_RIGHT;
        boolean verifies = message.kind() == MessageKind.VERIFICATION;
        boolean surveys = message instanceof Message.Closed closed && closed.closing() == Closing.CONFIRMED;
        return new Letter(
                language.code(),
                say.it(message.kind() + ".subject"),
                verifies ? say.it("verification.greeting") : say.it("greeting", Map.of("customer", recipient.name())),
                List.copyOf(opening),
                List.copyOf(words),
                List.copyOf(closing),
                say.it(asks ? "link.answer" : "link.status"),
                verifies ? null : link,
                say.it("link.survey"),
                surveys ? link + "/survey" : null,
                say.it("farewell"),
                say.signature(),
                verifies
                        ? say.it("verification.footer")
                        : answerable ? say.it("footer") + " " + say.it("footer.answer") : say.it("footer"));
    }

    private static List<String> lines(@Nullable String words) {
        return words == null || words.isBlank()
                ? List.of()
                : words.strip().lines().toList();
    }

    private static List<String> paragraphs(@Nullable String words) {
        return lines(words).stream().filter(line -> !line.isBlank()).toList();
    }

    private record Say(Language language, String by, String reference) {
        String it(String key) {
            return it(key, Map.of());
        }

        String it(String key, Map<String, ?> more) {
            Map<String, Object> arguments = new HashMap<>(more);
            arguments.put("reference", reference);
            arguments.put("owner", by);
            return TEXTS.say(language, key, arguments);
        }

        String within(Duration duration) {
            return duration.compareTo(TWO_DAYS) < 0
                    ? it("within.hours", Map.of("hours", Math.max(1, duration.toHours())))
                    : it("within.days", Map.of("days", duration.toDays()));
        }

        String amount(Money money) {
            var format = NumberFormat.getCurrencyInstance(ULocale.forLocale(language.locale()));
            format.setCurrency(Currency.getInstance(money.currency()));
            return format.format(money.amount());
        }

        List<String> signature() {
            var first = by.replaceFirst("\\s.*", "");
            return first.equals(by) ? List.of(by) : List.of(first, by);
        }
    }
}

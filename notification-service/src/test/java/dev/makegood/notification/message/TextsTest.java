package dev.makegood.notification.message;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words in every language: whole, plain, and none that make a person a number. */
class TextsTest {

    private static final Texts TEXTS = Texts.load("texts/mail");

    private static final Map<String, Object> ARGUMENTS = Map.ofEntries(
            entry("customer", "Ann Ode"),
            entry("about", "Bea Ode"),
            entry("owner", "Eleni Papadaki"),
            entry("reference", "MG-7QF3-K9MP"),
            entry("absorbed", "MG-1111-2222"),
            entry("hours", 24),
            entry("days", 3),
            entry("minutes", 30),
            entry("files", 2),
            entry("within", "soon"),
            entry("amount", "€1"),
            entry("policy", "30 days"),
            entry("reason", "It was bought in May."));

    /** What may read the same in another language; nothing does so far. */
    private static final Set<String> SAME_EVERYWHERE = Set.of();

    private static final Map<Language, List<String>> BANNED = Map.of(
            Language.EN,
            List.of(
                    "policyholder",
                    "policy holder",
                    "account holder",
                    "case number",
                    "ticket",
                    "do not reply",
                    "noreply",
                    "valued customer",
                    "inconvenience",
                    "unfortunately",
                    "dear sir"),
            Language.ES,
            List.of(
                    "asegurado",
                    "tomador",
                    "titular",
                    "número de caso",
                    "expediente",
                    "ticket",
                    "tique",
                    "no responda",
                    "no conteste",
                    "molestia",
                    "lamentablemente",
                    "estimado"),
            Language.EL,
            List.of(
                    "ασφαλισμέν",
                    "κάτοχ",
                    "αριθμός υπόθεσης",
                    "υπόθεσ",
                    "δελτίο",
                    "μην απαντ",
                    "ταλαιπωρία",
                    "δυστυχώς"),
            Language.FI,
            List.of(
                    "vakuutuksenottaja",
                    "tilinhaltija",
                    "tapausnumero",
                    "tiketti",
                    "tikettiä",
                    "älä vastaa",
                    "valitettavasti",
                    "arvoisa"),
            Language.RU,
            List.of(
                    "страховател",
                    "владелец счёта",
                    "владелец счета",
                    "номер дела",
                    "тикет",
                    "заявка",
                    "не отвечайте",
                    "неудобств",
                    "к сожалению",
                    "уважаем"));

    @ParameterizedTest
    @EnumSource
    void everyTextTakesItsArgumentsAndNoOthers(Language language) throws IOException {
        var patterns = new Properties();
        try (var in = Texts.class.getResourceAsStream("/texts/mail_%s.properties".formatted(language.code()))) {
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        patterns.forEach((key, pattern) -> {
            var format = new MessageFormat(pattern.toString(), language.locale());
            assertThat(ARGUMENTS.keySet()).as("%s %s", language, key).containsAll(format.getArgumentNames());
            assertThat(TEXTS.say(language, key.toString(), ARGUMENTS))
                    .as("%s %s", language, key)
                    .isNotBlank()
                    .doesNotContain("{", "}", "  ", "#");
        });
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsCalledANumberOrToldNotToAnswer(Language language) {
        for (String key : TEXTS.keys(language)) {
            assertThat(TEXTS.say(language, key, ARGUMENTS).toLowerCase(Locale.ROOT))
                    .as("%s %s", language, key)
                    .doesNotContain(BANNED.get(language));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EN")
    void nothingIsLeftInEnglish(Language language) {
        for (String key : TEXTS.keys(Language.EN)) {
            if (!SAME_EVERYWHERE.contains(key)) {
                assertThat(TEXTS.say(language, key, ARGUMENTS))
                        .as("%s %s", language, key)
                        .isNotEqualTo(TEXTS.say(Language.EN, key, ARGUMENTS));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageHasItsWordsInEveryLanguage(Language language) {
        messages().forEach(message -> {
            var letter = letter(message, language, Duration.ofHours(24));
            assertThat(letter.subject()).contains("MG-7QF3-K9MP");
            assertThat(letter.greeting()).contains("Ann Ode");
            assertThat(letter.footer()).contains("MG-7QF3-K9MP");
            assertThat(Stream.concat(letter.opening().stream(), letter.closing().stream()))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(paragraph -> assertThat(paragraph).isNotBlank().doesNotContain("{"));
            assertThat(letter.signature()).containsExactly("Eleni", "Eleni Papadaki");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "EN | PT1H | within 1 hour",
                "EN | PT24H | within 24 hours",
                "EN | PT72H | within 3 days",
                "ES | PT1H | en un plazo de 1 hora",
                "ES | P5D | en un plazo de 5 días",
                "EL | PT1H | μέσα σε 1 ώρα",
                "EL | P2D | μέσα σε 2 ημέρες",
                "FI | PT1H | 1 tunnin kuluessa",
                "FI | P2D | 2 päivän kuluessa",
                "RU | PT1H | в течение 1 часа",
                "RU | PT2H | в течение 2 часов",
                "RU | PT21H | в течение 21 часа",
                "RU | PT24H | в течение 24 часов",
                "RU | P3D | в течение 3 дней",
                "RU | P21D | в течение 21 дня"
            })
    void theReceiptSaysWithinHowLongInGoodGrammar(Language language, Duration within, String words) {
        var letter = letter(new Message.Receipt("Eleni Papadaki"), language, within);
        assertThat(letter.opening().getLast()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"EN | €1,249.90", "ES | 1.249,90 €", "EL | 1.249,90 €", "FI | 1 249,90 €", "RU | 1 249,90 €"})
    void amountsAreWrittenAsTheLanguageDoes(Language language, String amount) {
        var offer = new Message.RemedyOffer("Eleni Papadaki", "A new one", new Money(new BigDecimal("1249.90"), "EUR"));
        var words =
                String.join(" ", letter(offer, language, Duration.ofHours(24)).closing());
        assertThat(words.replace('\u00A0', ' ').replace('\u202F', ' ')).contains(amount);
    }

    @ParameterizedTest
    @EnumSource
    void whoSpeaksForSomebodyReadsForWhom(Language language) {
        var recipient = Readers.customer("Ann Ode", language, "Bea Ode");
        var letter = Letter.of(
                new Message.Update("Eleni Papadaki", "News."), recipient, language, "x", true, Duration.ofHours(24));
        assertThat(letter.greeting()).contains("Ann Ode").doesNotContain("Bea");
        assertThat(letter.opening().getFirst()).contains("Bea Ode");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhereAnAnswerIsReadIsItSaidThatOneCanAnswer(Language language) {
        var recipient = Readers.customer("Ann Ode", language, null);
        var update = new Message.Update("Eleni Papadaki", "News.");
        var said = TEXTS.say(language, "footer.answer");
        assertThat(Letter.of(update, recipient, language, "x", true, Duration.ofHours(24))
                        .footer())
                .endsWith(said);
        assertThat(Letter.of(update, recipient, language, "x", false, Duration.ofHours(24))
                        .footer())
                .contains("MG-7QF3-K9MP")
                .doesNotContain(said);
    }

    @ParameterizedTest
    @EnumSource
    void aCodeComesWithoutANameALinkOrAReference(Language language) {
        var recipient = Readers.address(language);
        var letter = Letter.of(
                new Message.Verification("Makegood"), recipient, language, "01234567", false, Duration.ofHours(24));
        assertThat(letter.words()).containsExactly("01234567");
        assertThat(letter.link()).isNull();
        assertThat(letter.closing().getFirst()).contains("30");
        assertThat(letter.signature()).containsExactly("Makegood");
    }

    @ParameterizedTest
    @EnumSource
    void whoSaysThatItIsPutRightIsAskedHowItWas(Language language) {
        assertThat(letter(new Message.Closed("Eleni Papadaki", Closing.CONFIRMED), language, Duration.ofHours(24))
                        .surveyLink())
                .isEqualTo("https://makegood.example/track/x/survey");
        assertThat(letter(new Message.Closed("Eleni Papadaki", Closing.WITHDRAWN), language, Duration.ofHours(24))
                        .surveyLink())
                .isNull();
    }

    @Test
    void anOfferWithoutAnAmountSaysNothingOfOne() {
        var letter = letter(
                new Message.RemedyOffer("Eleni Papadaki", "We do it again", null), Language.EN, Duration.ofHours(24));
        assertThat(letter.closing()).hasSize(1);
    }

    @Test
    void somebodyWithOneNameSignsOnce() {
        assertThat(letter(new Message.Receipt(" Eleni "), Language.EN, Duration.ofHours(24))
                        .signature())
                .containsExactly("Eleni");
    }

    private static Stream<Message> messages() {
        return Stream.concat(
                Stream.of(
                        new Message.Receipt("Eleni Papadaki"),
                        new Message.Acknowledgement("Eleni Papadaki", "I am on it."),
                        new Message.Acknowledgement("Eleni Papadaki", null),
                        new Message.Update("Eleni Papadaki", "The part is here."),
                        new Message.Question("Eleni Papadaki", "What is on the plate?"),
                        new Message.RemedyOffer(
                                "Eleni Papadaki", "A new one", new Money(new BigDecimal("49.90"), "EUR")),
                        new Message.OfferWithdrawn("Eleni Papadaki", "A new one", "It is not made any more."),
                        new Message.No("Eleni Papadaki", "30 days", "It was bought in May.", "The ombudsman.", null),
                        new Message.No(
                                "Eleni Papadaki", "30 days", "It was bought in May.", "The ombudsman.", "Six months."),
                        new Message.IsItPutRight("Eleni Papadaki", "It drives again."),
                        new Message.Reply("Eleni Papadaki", "It drives again.", 0),
                        new Message.Reply("Eleni Papadaki", "Here is the bill.", 2),
                        new Message.Merged("Eleni Papadaki", "MG-1111-2222"),
                        new Message.Fixed("Eleni Papadaki", "It broke.", "It is mended.")),
                // Where it goes on in another, another mail says so.
                Stream.of(Closing.values())
                        .filter(closing -> closing != Closing.MERGED)
                        .map(closing -> new Message.Closed("Eleni Papadaki", closing)));
    }

    private static Letter letter(Message message, Language language, Duration within) {
        var recipient = Readers.customer("Ann Ode", language, null);
        return Letter.of(message, recipient, language, "https://makegood.example/track/x", true, within);
    }
}

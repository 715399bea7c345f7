package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import dev.makegood.chassis.text.Texts;
import dev.makegood.contract.Audience;
import dev.makegood.contract.Closing;
import dev.makegood.contract.Language;
import dev.makegood.contract.Money;
import dev.makegood.contract.PromiseKind;
import dev.makegood.notification.recipient.Recipient;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words in every language: whole, plain, and none that make a person a number. */
class TextsTest {

    private static final Wording WORDING = Wording.load();

    /** What may read the same in another language; nothing does so far. */
    private static final Set<String> SAME_EVERYWHERE = Set.of();

    private static final String LINK = "https://makegood.example/track/x";
    private static final String REFERENCE = "MG-7QF3-K9MP";
    private static final Duration A_DAY = Duration.ofHours(24);

    @ParameterizedTest
    @EnumSource
    void everyTextTakesTheArgumentsOfTheEnglishOne(Language language) {
        texts((bundle, key) -> assertThat(bundle.arguments(language, key))
                .as("%s %s", language, key)
                .isEqualTo(bundle.arguments(Language.EN, key)));
    }

    /** Each is said by some message, and each message finds all that it says: no key is missing and none is left over. */
    @ParameterizedTest
    @EnumSource
    void everyTextIsUsed(Language language) {
        Set<String> left = new TreeSet<>();
        texts((bundle, key) -> left.add(key));
        var said = new StringBuilder();
        samples((kind, message) -> {
            for (var about : new @Nullable String[] {null, "Bea Ode"}) {
                for (var within : List.of(A_DAY, Duration.ofDays(3))) {
                    var reader = about == null
                            ? Samples.reader(kind, language)
                            : Readers.customer("Ann Ode", language, about);
                    said.append(letter(keys(language), message, reader, language, within));
                }
            }
            if (kind.audience() == Audience.CUSTOMER) {
                said.append(
                        Letters.sms(keys(language), message, Samples.reader(kind, language), language, LINK, A_DAY));
            }
        });
        left.removeIf(key -> said.indexOf("⟦" + key + "⟧") >= 0);
        assertThat(left).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsCalledANumberOrToldNotToAnswer(Language language) throws IOException {
        for (String bundle : Wording.BUNDLES) {
            patterns(bundle, language)
                    .forEach((key, pattern) -> assertThat(Banned.in(pattern, language))
                            .as("%s %s", language, key)
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EN")
    void nothingIsLeftInEnglish(Language language) throws IOException {
        for (String bundle : Wording.BUNDLES) {
            var english = patterns(bundle, Language.EN);
            patterns(bundle, language).forEach((key, pattern) -> {
                if (!SAME_EVERYWHERE.contains(key)) {
                    assertThat(pattern).as("%s %s", language, key).isNotEqualTo(english.get(key));
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyMessageHasItsWordsInEveryLanguage(Language language) {
        samples((kind, message) -> {
            if (kind == MessageKind.VERIFICATION) {
                return;
            }
            var letter = letter(message, Samples.reader(kind, language));
            assertThat(letter.subject()).isNotBlank();
            assertThat(letter.subject() + letter.footer())
                    .contains(kind.audience() == Audience.COLLEAGUE ? "" : REFERENCE);
            assertThat(letter.greeting())
                    .contains(Samples.reader(kind, language).name());
            assertThat(Stream.concat(letter.opening().stream(), letter.closing().stream()))
                    .as("%s %s", language, kind)
                    .hasSizeGreaterThan(kind.audience() == Audience.CUSTOMER ? 1 : 0)
                    .allSatisfy(paragraph -> assertThat(paragraph).isNotBlank().doesNotContain("{", "}", "  ", "#"));
            assertThat(letter.signature().getLast()).isEqualTo(message.by());
            assertThat(letter.link() != null)
                    .isEqualTo(kind.audience() == Audience.CUSTOMER || kind == MessageKind.LEG_LINKED);
        });
    }

    @ParameterizedTest
    @EnumSource
    void timesAreSaidInTheReadersZone(Language language) {
        var promised =
                new Message.Promised("Eleni Papadaki", PromiseKind.CALL_BACK, Instant.parse("2026-11-24T21:30:00Z"));
        var words = letter(promised, Readers.customer("Ann Ode", language, null))
                .opening()
                .getFirst();
        assertThat(words.replace('\u202f', ' ').replace('.', ':'))
                .contains(language == Language.EN || language == Language.EL ? "11:30" : "23:30", "24");
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
        var letter = letter(
                WORDING,
                new Message.Receipt("Eleni Papadaki"),
                Readers.customer("Ann Ode", language, null),
                language,
                within);
        assertThat(letter.opening().getLast()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"EN | €1,249.90", "ES | 1.249,90 €", "EL | 1.249,90 €", "FI | 1 249,90 €", "RU | 1 249,90 €"})
    void amountsAreWrittenAsTheLanguageDoes(Language language, String amount) {
        var offer = new Message.RemedyOffer("Eleni Papadaki", "A new one", new Money(new BigDecimal("1249.90"), "EUR"));
        var words = String.join(
                " ", letter(offer, Readers.customer("Ann Ode", language, null)).closing());
        assertThat(words.replace('\u00A0', ' ').replace('\u202F', ' ')).contains(amount);
    }

    @ParameterizedTest
    @EnumSource
    void whoSpeaksForSomebodyReadsForWhom(Language language) {
        var recipient = Readers.customer("Ann Ode", language, "Bea Ode");
        var letter = letter(new Message.Update("Eleni Papadaki", "News."), recipient);
        assertThat(letter.greeting()).contains("Ann Ode").doesNotContain("Bea");
        assertThat(letter.opening().getFirst()).contains("Bea Ode");
    }

    @ParameterizedTest
    @EnumSource
    void onlyWhereAnAnswerIsReadIsItSaidThatOneCanAnswer(Language language) {
        var recipient = Readers.customer("Ann Ode", language, null);
        var update = new Message.Update("Eleni Papadaki", "News.");
        var said = WORDING.say(language, "footer.answer", Map.of());
        assertThat(letter(update, recipient).footer()).endsWith(said);
        assertThat(Letter.of(update, recipient, say(WORDING, update, recipient, language), LINK, false, A_DAY)
                        .footer())
                .contains("MG-7QF3-K9MP")
                .doesNotContain(said);
    }

    @ParameterizedTest
    @EnumSource
    void aCodeComesWithoutANameALinkOrAReference(Language language) {
        var recipient = Readers.address(language);
        var code = new Message.Verification("Makegood");
        var letter = Letter.of(code, recipient, say(WORDING, code, recipient, language), "01234567", false, A_DAY);
        assertThat(letter.words()).containsExactly("01234567");
        assertThat(letter.link()).isNull();
        assertThat(letter.closing().getFirst()).contains("30");
        assertThat(letter.signature()).containsExactly("Makegood");
    }

    @ParameterizedTest
    @EnumSource
    void whoSaysThatItIsPutRightIsAskedHowItWas(Language language) {
        assertThat(letter(
                                new Message.Closed("Eleni Papadaki", Closing.CONFIRMED),
                                Readers.customer("Ann Ode", language, null))
                        .surveyLink())
                .isEqualTo("https://makegood.example/track/x/survey");
        assertThat(letter(
                                new Message.Closed("Eleni Papadaki", Closing.WITHDRAWN),
                                Readers.customer("Ann Ode", language, null))
                        .surveyLink())
                .isNull();
    }

    @Test
    void anOfferWithoutAnAmountSaysNothingOfOne() {
        var letter = letter(
                new Message.RemedyOffer("Eleni Papadaki", "We do it again", null),
                Readers.customer("Ann Ode", Language.EN, null));
        assertThat(letter.closing()).hasSize(1);
    }

    @Test
    void somebodyWithOneNameSignsOnce() {
        assertThat(letter(new Message.Receipt(" Eleni "), Readers.customer("Ann Ode", Language.EN, null))
                        .signature())
                .containsExactly("Eleni");
    }

    private interface Looked {
        void at(Texts bundle, String key);
    }

    private static void texts(Looked looked) {
        for (String name : Wording.BUNDLES) {
            var bundle = WORDING.bundle(name);
            bundle.keys(Language.EN).forEach(key -> looked.at(bundle, key));
        }
    }

    private interface Read {
        void message(MessageKind kind, Message message);
    }

    private static void samples(Read read) {
        for (MessageKind kind : MessageKind.values()) {
            Samples.of(kind, Language.EN).forEach(message -> read.message(kind, message));
        }
    }

    /** Words of which each says what it is called, and with what. */
    private static Wording keys(Language language) {
        var keys = WORDING;
        for (String name : Wording.BUNDLES) {
            var bundle = WORDING.bundle(name);
            Map<String, MessageFormat> formats = new HashMap<>();
            for (String key : bundle.keys(language)) {
                var arguments = bundle.arguments(language, key).stream()
                        .map(argument -> "{" + argument + "}")
                        .collect(Collectors.joining());
                formats.put(key, new MessageFormat("⟦" + key + "⟧" + arguments, language.locale()));
            }
            keys = keys.with(name, bundle.with(Map.of(language, formats)));
        }
        return keys;
    }

    private static Map<String, String> patterns(String bundle, Language language) throws IOException {
        var properties = new Properties();
        try (var in = Texts.class.getResourceAsStream("/texts/%s_%s.properties".formatted(bundle, language.code()))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    private static Letter letter(Message message, Recipient recipient) {
        return letter(WORDING, message, recipient, recipient.language(), A_DAY);
    }

    private static Letter letter(
            Wording wording, Message message, Recipient recipient, Language language, Duration within) {
        return Letter.of(message, recipient, say(wording, message, recipient, language), LINK, true, within);
    }

    private static Say say(Wording wording, Message message, Recipient recipient, Language language) {
        return Say.to(recipient, message, wording, language);
    }
}

package dev.makegood.complaint.voice;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import dev.makegood.complaint.voice.Redaction.Known;
import dev.makegood.contract.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tells who somebody is becomes a blank, and what they have to say stays. */
class RedactionTest {

    private static final Known NOBODY = new Known(Language.EN, List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Write to nikos.papas+cars@mail.example.co.uk, please.   | Write to [email], please.
            (NIKOS@EXAMPLE.COM)                                     | ([email])
            πελάτης@παράδειγμα.ελ έγραψε                            | [email] έγραψε
            nikos (at) example (dot) com is mine                    | [email] is mine
            nikos at example dot com is mine                        | [email] is mine
            root@localhost!                                         | [email]!
            me@[192.168.1.1]                                        | [email]
            nikos＠example．com                                       | [email]
            follow @nikos_papas there                               | follow [account] there
            """)
    void mailboxesAreBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            See https://shop.example/order?id=77&u=9.               | See [link].
            (https://makegood.example/track/Zm9vYmFy)               | ([link])
            https://user:secret@example.com/ opened                 | [link] opened
            shop.example/users/nikos was wrong                      | [link] was wrong
            www.example.com/a#b                                     | [link]
            """)
    void linksThatLeadToSomebodyAreBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Pay to GR16 0110 1250 0000 0001 2300 695 please         | Pay to [iban] please
            fi2112345600000785 is it                                | [iban] is it
            DE89-3704-0044-0532-0130-00.                            | [iban].
            GR17 0110 1250 0000 0001 2300 695 mistyped              | [iban] mistyped
            card 4111 1111 1111 1111 twice                          | card [card] twice
            card 4111-1111-1111-1111.                               | card [card].
            card 378282246310005 declined                           | card [card] declined
            card 4111.1111.1111.1111 declined                       | card [card] declined
            card ４１１１ １１１１ １１１１ １１１１ declined                   | card [card] declined
            card ٤١١١١١١١١١١١١١١١ declined                           | card [card] declined
            card 𝟒𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏𝟏 declined                              | card [card] declined
            ssn 078-05-1120 leaked                                  | ssn [id] leaked
            hetu 131052-308T vuoti                                  | hetu [id] vuoti
            DNI 12345678Z y NIE X1234567L                           | DNI [id] y NIE [id]
            снилс 112-233-445 95 утёк                               | снилс [id] утёк
            born on 12.03.1980 in Athens                            | born on [date] in Athens
            """)
    void accountsAndNumbersOfPeopleAreBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EN | call (415) 555-2671 now                | call [phone] now
            EN | call +44 20 7946 0958 now              | call [phone] now
            EN | call 0044 20 7946 0958 now             | call [phone] now
            EL | πάρτε με στο 210 123 4567              | πάρτε με στο [phone]
            EL | κινητό 6912345678 ή 2101234567         | κινητό [phone] ή [phone]
            ES | llámeme al 612 34 56 78                | llámeme al [phone]
            FI | soita 040 123 4567 illalla             | soita [phone] illalla
            RU | звоните 8 (912) 345-67-89 вечером      | звоните [phone] вечером
            RU | звоните +7 912 345 67 89               | звоните [phone]
            """)
    void telephonesAreBlank(Language language, String said, String read) {
        assertThat(Redaction.redact(said, new Known(language, List.of(), List.of()))
                        .words())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            my complaint MG-7QF3-K9MP and mg 7qf3 k9mp              | my complaint [reference] and [reference]
            claim number CL-20391 was lost                          | claim number [reference] was lost
            Order #88213 never came                                 | Order #[reference] never came
            my plate IKA-4821 is known                              | my plate [reference] is known
            booking X7K9Q2B4                                        | booking [reference]
            αριθμός συμβολαίου 445566                               | αριθμός συμβολαίου [reference]
            viitenumero: 1234 5678 9012                             | viitenumero: [number]
            договор № 5567-12                                       | договор № [reference]
            account 123456789 closed                                | account [number] closed
            the number 55512345678 rang                             | the number [number] rang
            """)
    void referencesAreBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I live at 221 Baker Street, Apt 4 with a dog            | I live at [address] with a dog
            at 1600 N. Main Ave. it stopped                         | at [address] it stopped
            vivo en calle de la Paz, 12, 3º B desde mayo            | vivo en [address] desde mayo
            μένω οδός Ερμού 15 στην Αθήνα                           | μένω [address] στην Αθήνα
            asun osoitteessa Mannerheimintie 12 A 5 Helsingissä     | asun osoitteessa [address] Helsingissä
            живу на ул. Ленина, д. 5, кв. 12 давно                  | живу на [address] давно
            near SW1A 1AA it rains                                  | near [address] it rains
            in TX 75001 it rains                                    | in [address] it rains
            """)
    void streetsAreBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EL | Νίκος Παπαδόπουλος | Με λένε Νίκο Παπαδόπουλο, του Νίκου.   | Με λένε [name], του [name].
            EL | Nikos Papadopoulos | Ο ΝΙΚΟΣ και ο κ. Παπαδοπουλος          | Ο [name] και ο κ. [name]
            EL | Ελένη Παπαδάκη     | της Ελένης και την Ελένη               | της [name] και την [name]
            EL | Νίκος Παπαδόπουλος | Κάθε νίκη μετράει. Νικη!               | Κάθε νίκη μετράει. Νικη!
            EL | Άννα Μαρία         | Αν της Άννας. Αν ναι                   | Αν της [name]. Αν ναι
            FI | Mikko Virtanen     | Mikon auto, Mikolle, Virtasen, Virtaselta | [name] auto, [name], [name], [name]
            FI | Johannes Lahti     | Johanneksen lasku                      | [name] lasku
            FI | Matti Nieminen     | Matin ja Niemisen matto                | [name] ja [name] matto
            RU | Иван Волков        | Ивана Волкова, Иваном, Волкову         | [name], [name], [name]
            RU | Анна Волкова       | Анны, Анне, Анной, Волковой            | [name], [name], [name], [name]
            RU | Мария Сергеева     | Марии, Марией, Сергеевой               | [name], [name], [name]
            RU | Anna Volkova       | Анна Волкова, а она одна               | [name], а она одна
            RU | Сергей Достоевский | Сергея, Сергеем, Достоевскому          | [name], [name], [name]
            RU | Tom Smith          | в том числе                            | в том числе
            EN | Mary O'Brien-Jones | mary's bag, O’BRIEN, Jones             | [name]'s bag, [name], [name]
            EN | Will May           | I will pay in may, says Will May       | I will pay in may, says [name]
            EN | José Núñez         | Jose Nunez and JOSÉ                    | [name] and [name]
            EN | Ni\u00adkos        | Ni\u200bkos was here                   | [name] was here
            ES | Sofía Romero       | Soy Sofía; la sofia de siempre         | Soy [name]; la [name] de siempre
            """)
    void theirNamesAreBlankHoweverTheyAreWritten(Language language, String name, String said, String read) {
        assertThat(Redaction.redact(said, new Known(language, List.of(name), List.of()))
                        .words())
                .isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mr Jones and Mrs. Ann Smith were rude       | Mr [name] and Mrs. [name] were rude
            la señora García no contestó                | la señora [name] no contestó
            ο κύριος Παπάς και η κα Δήμου               | ο κύριος [name] και η κα [name]
            herra Korhonen sanoi                        | herra [name] sanoi
            господин Петров сказал                      | господин [name] сказал
            my name is nikos and I am angry             | my name is [name] and I am angry
            меня зовут Пётр Ильич                       | меня зовут [name]
            """)
    void whoeverIsCalledByNameIsBlank(String said, String read) {
        assertThat(redact(said)).isEqualTo(read);
    }

    @Test
    void whatIsOnFileIsBlankHoweverItIsSpaced() {
        var known = new Known(
                Language.EN, List.of(), List.of("n.p@example.com", "+30 691 234 5678", "acme:55-ab-9", "abc"));
        assertThat(Redaction.redact(
                                "N.P@EXAMPLE.COM, +306912345678, +30-691-234-5678, ACME:55-AB-9, acme 55 ab 9, abc",
                                known)
                        .words())
                .isEqualTo("[email], [phone], [phone], [reference], [reference], abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I paid $1,234,567.89 for 2 phones on 2024-05-13 at 14:30.",
                "It took 6 weeks instead of 48 hours, 24/7, and 1500000 dollars.",
                "My iPhone15 and the MH370 flight, COVID-19, WD-40, B2B, 4000mAh, 1080p, Windows-2000.",
                "From 2019-2020 and 12/05/2024 until 13.05.2024, 100% of 3-4 days.",
                "See www.example.com or https://example.com/ for the rules.",
                "Μου πήρε 3 μήνες και 1.200,50 € για 2 επισκευές!",
                "Maksoin 1 200 000 euroa ja odotin 24 tuntia, klo 12.30.",
                "Это стоило 12 500 рублей и 3 недели, в 2023 году.",
                "Pagué 1.500,00 € por 2 noches, habitación doble.",
                "They said: \"We'll call you back\" — 3 times… 😀👩‍👩‍👧 and (again) nothing [sic].",
                "XXXX XX/XX/2019 {$1200.00} XX/XX/XXXX",
                "My email was ignored @ 5 o'clock, and/or lost."
            })
    void whatMattersStays(String said) {
        assertThat(redact(said)).isEqualTo(said);
    }

    @Test
    void ordinaryTextInFiveLanguagesStaysAsItIs() {
        var lines = lines();
        assertThat(lines).hasSizeGreaterThan(800);
        List<String> changed = new ArrayList<>();
        for (var line : lines) {
            var known = new Known(line.language(), List.of("Xanthippe Quux"), List.of());
            var redacted = Redaction.redact(line.text(), known);
            if (redacted.blanks() > 0) {
                changed.add(redacted.words());
            } else {
                assertThat(redacted.words()).isEqualTo(line.text());
            }
        }
        // Each of them names somebody, or a telephone, or a street.
        assertThat(changed)
                .hasSizeBetween(10, 20)
                .allSatisfy(words -> assertThat(words)
                        .containsAnyOf(
                                "r. [name]", "r [name]", "rs. [name]", "rta. [name]", "rouva [name]", "[phone]"));
    }

    /** Whatever is put where in whatever text: what leads to somebody is gone, and every word around it is there. */
    @Test
    void whateverIsPutIntoATextIsTakenOutOfItAndNothingElse() {
        var secrets = List.of(
                "nikos.p@example.com",
                "GR1601101250000000012300695",
                "4111 1111 1111 1111",
                "+30 691 234 5678",
                "MG-7QF3-K9MP",
                "https://x.example/a?b=c",
                "Xanthippe",
                "XANTHIPPE QUUX");
        var random = new Random(20261122);
        var known = List.of("Xanthippe Quux");
        for (var line : lines()) {
            var names = new Known(line.language(), known, List.of());
            if (Redaction.redact(line.text(), names).blanks() > 0) {
                continue;
            }
            var words = new ArrayList<>(List.of(line.text().split(" ", -1)));
            var secret = secrets.get(random.nextInt(secrets.size()));
            int place = random.nextInt(words.size() + 1);
            var before = words.subList(0, place);
            var after = words.subList(place, words.size());
            var said = join(before, secret, after);
            var read = Redaction.redact(said, names);
            assertThat(read.words())
                    .as(said)
                    .doesNotContainIgnoringCase(secret)
                    .startsWith(String.join(" ", before.subList(0, Math.max(0, before.size() - 1))))
                    .endsWith(String.join(" ", after.subList(Math.min(1, after.size()), after.size())));
            assertThat(read.blanks()).as(said).isPositive();
            assertThat(Redaction.redact(read.words(), names).words())
                    .as("once is enough")
                    .isEqualTo(read.words());
        }
    }

    @Test
    void noTextTakesLongerThanItsLength() {
        for (String hostile : List.of(
                "a",
                "1",
                "@",
                "a@",
                "1 ",
                "A1",
                "a.",
                "www.",
                "12 Aa ",
                "calle A ",
                "GR16 ",
                "+",
                "(at)",
                "ул. А ",
                "https://",
                "ref ",
                "Mr A ",
                "\u200b",
                "😀",
                "-1",
                "my name is ",
                "x".repeat(50) + " at ")) {
            var said = hostile.repeat(20_000 / hostile.length());
            Redaction.redact(said, NOBODY);
            long start = System.nanoTime();
            Redaction.redact(said, NOBODY);
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertThat(took).as(hostile).isLessThan(Duration.ofMillis(1500));
        }
    }

    private static String redact(String said) {
        return Redaction.redact(said, NOBODY).words();
    }

    private static String join(List<String> before, String secret, List<String> after) {
        return String.join(
                " ",
                Stream.of(before.stream(), Stream.of(secret), after.stream())
                        .flatMap(s -> s)
                        .toList());
    }

    private record Line(Language language, String text) {}

    private static List<Line> lines() {
        try (var in = RedactionTest.class.getResourceAsStream("/corpus/multilingual.csv");
                var rows = CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return rows.stream()
                    .map(row -> new Line(
                            Language.valueOf(row.getField("lang").toUpperCase(Locale.ROOT)), row.getField("text")))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

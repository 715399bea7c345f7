package dev.makegood.complaint.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.makegood.complaint.letter.Letter.Mailbox;
import dev.makegood.complaint.letter.Letter.Nature;
import dev.makegood.complaint.testing.RawMails;
import dev.makegood.contract.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads mails of our own making: as people write them, and as nobody should. */
class LetterTest {

    private static Letter own(String name) {
        return Letter.read(RawMails.own(name));
    }

    private static Letter mail(String headers, String body) {
        return Letter.read((headers + "\n\n" + body).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Letter written(String body) {
        return mail("From: Ana <ana@customers.example>\nContent-Type: text/plain; charset=utf-8", body);
    }

    @Test
    void greekInItsOldCharsetReadsAsItWasWritten() {
        var letter = own("greek.eml");
        assertThat(letter.author()).contains(new Mailbox("Νίκος Παπαδόπουλος", "nikos@customers.example"));
        assertThat(letter.subject()).isEqualTo("Ο γερανός έσπασε το αυτοκίνητό μου");
        assertThat(letter.words()).startsWith("Καλημέρα σας,\n\nστις 3 Μαρτίου").endsWith("ποιος είναι υπεύθυνος.");
        assertThat(letter.signature()).isEqualTo("-- \nΝίκος Παπαδόπουλος\n694 123 4567");
        assertThat(letter.language()).isEqualTo(Language.EL);
        assertThat(letter.date()).isEqualTo("2026-03-10T07:12:44Z");
        assertThat(letter.messageId()).isEqualTo("greek-1@customers.example");
        assertThat(letter.addressedTo()).containsExactly("help@makegood.example");
        assertThat(letter.nature()).isEqualTo(Nature.PERSONAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    greek-unlabelled.eml | Θέλω να μου πει κάποιος ποιος είναι υπεύθυνος. | EL
                    russian-koi8.eml | Эвакуатор повредил мою машину | RU
                    hebrew.eml | שלום, הגרר שבר את המכונית שלי. |
                    japanese.eml | レッカー車が私の車を壊しました。 |
                    html-only.eml | la grúa rompió mi coche & nadie responde. | ES
                    outlook.eml | autoa ei ole vieläkään korjattu | FI
                    nul.eml | before␀after ␛[31mred ÿÃ end |
                    """)
    void whateverItIsWrittenInIsReadAndTold(String file, String words, Language language) {
        var letter = own(file);
        assertThat(letter.words()).contains(words);
        assertThat(letter.language()).isEqualTo(language);
    }

    @Test
    void htmlIsItsTextAlone() {
        var letter = own("html-only.eml");
        assertThat(letter.words())
                .contains("Llevo seis semanas.", "- uno\n- dos", "mi pedido <https://shop.example/order/7>")
                .doesNotContain("alert", "onerror", "tracker", "<script", "p{}");
        assertThat(letter.quoted()).isEqualTo("> El martes escribió usted algo");
        assertThat(letter.author()).contains(new Mailbox("Pérez, Ana", "ana@customers.example"));
    }

    @Test
    void filesComeWithTheirNamesAndNoPaths() throws IOException {
        var letter = own("files.eml");
        assertThat(letter.words()).isEqualTo("Mire las fotos, por favor.");
        assertThat(letter.files())
                .extracting(Letter.File::name, Letter.File::inline)
                .containsExactly(
                        tuple("ño.png", true),
                        tuple("Απόδειξη.pdf", false),
                        tuple("passwd", false),
                        tuple("presupuesto.zip", false));
        List<String> contents = new ArrayList<>();
        Letter.files(
                RawMails.own("files.eml"),
                (file, content) -> contents.add(
                        file.name() + " " + new String(content.readAllBytes(), StandardCharsets.ISO_8859_1).strip()));
        assertThat(contents).hasSize(4).contains("Απόδειξη.pdf %PDF-1.7", "passwd harmless", "presupuesto.zip PK");
    }

    @Test
    void whatIsPassedOnIsShown() {
        assertThat(own("files.eml").forwarded()).singleElement().satisfies(mail -> {
            assertThat(mail.author()).isEqualTo(new Mailbox("Taller", "taller@shop.example"));
            assertThat(mail.subject()).isEqualTo("Presupuesto");
            assertThat(mail.text()).isEqualTo("El arreglo cuesta 900 euros.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, Apr 2, 2026 at 6:26 PM, Makegood <help@makegood.example> wrote:",
                "On Mon, Apr 2, 2026 at 6:26 PM, Makegood <help@makegood.example>\nwrote:",
                "El lun, 2 abr 2026 a las 18:26, Makegood (<help@makegood.example>) escribió:",
                "Στις Δευ 2 Απρ 2026 στις 6:26 μ.μ., ο χρήστης Makegood <help@makegood.example> έγραψε:",
                "ma 2. huhtik. 2026 klo 18.26 Makegood (help@makegood.example) kirjoitti:",
                "пн, 2 апр. 2026 г. в 18:26, Makegood <help@makegood.example>:\nпишет:",
                "2 апреля 2026, 18:26 от Makegood <help@makegood.example> написал:"
            })
    void whatSomebodyElseSaidIsFolded(String introduction) {
        var letter = written("It is still broken.\n\n" + introduction + "\n\n> We mended it.\n> Kind regards\n");
        assertThat(letter.words()).startsWith("It is still broken.").doesNotContain("mended");
        assertThat(letter.quoted()).contains("> We mended it.");
    }

    @Test
    void anAnswerBelowTheQuotationIsTheWords() {
        var letter =
                written("On 2 April 2026 Makegood wrote:\n> Is it mended?\n\nNo, it is not.\n> And the car?\nBroken.");
        assertThat(letter.words()).isEqualTo("No, it is not.\nBroken.");
        assertThat(letter.quoted()).contains("On 2 April 2026 Makegood wrote:", "> Is it mended?", "> And the car?");
    }

    @Test
    void outlooksBlockIsFoldedInAnyLanguage() {
        assertThat(own("outlook.eml").words())
                .isEqualTo("Hei, autoa ei ole vieläkään korjattu, ja minulle ei ole soitettu.\n\nTerveisin Matti");
        assertThat(written("No.\n\n-----Mensaje original-----\nDe: Makegood\nAsunto: x\n\nHola")
                        .words())
                .isEqualTo("No.");
        assertThat(written("Нет.\n\nОт: Makegood\nОтправлено: вчера\nКому: Ana\nТема: x\n\nЗдравствуйте")
                        .words())
                .isEqualTo("Нет.");
    }

    @Test
    void whatWouldLeaveNothingToReadIsNotFolded() {
        assertThat(written("> You broke my car.\n> Again.").words()).isEqualTo("> You broke my car.\n> Again.");
        assertThat(written("From: the dealer\nTo: me\nSubject: no\n\nWe refuse.")
                        .words())
                .contains("We refuse.");
    }

    @Test
    void aForwardedTextStaysWithTheWords() {
        var letter = written(
                "See below.\n\n---------- Forwarded message ---------\nFrom: Shop\nDate: x\nTo: me\n\nWe refuse.");
        assertThat(letter.words()).contains("See below.", "We refuse.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Auto-Submitted: auto-replied | AUTO_REPLY
                    Auto-Submitted: no | PERSONAL
                    X-Auto-Response-Suppress: All | AUTO_REPLY
                    Precedence: bulk | BULK
                    Precedence: auto_reply | AUTO_REPLY
                    List-Id: <x.lists.example> | BULK
                    Return-Path: <> | AUTO_REPLY
                    X-Failed-Recipients: a@b.example | BOUNCE
                    Subject: Out of office: Re: x | AUTO_REPLY
                    Subject: Αυτόματη απάντηση: x | AUTO_REPLY
                    Subject: Automaattinen vastaus: x | AUTO_REPLY
                    Subject: Автоматический ответ: x | AUTO_REPLY
                    Subject: My office chair broke | PERSONAL
                    X-Makegood-Reference: MG-7QF3-K9MP | OURS
                    Content-Type: multipart/report; report-type=delivery-status; boundary=x | BOUNCE
                    Content-Type: multipart/report; report-type=disposition-notification; boundary=x | AUTO_REPLY
                    """)
    void whatNoPersonWroteIsTold(String header, Nature nature) {
        assertThat(mail("From: Ana <ana@customers.example>\n" + header, "Hello").nature())
                .isEqualTo(nature);
    }

    @Test
    void aBounceTellsWhoseMailItIsAbout() {
        var letter = mail("""
                From: MAILER-DAEMON@mx.example
                Return-Path: <>
                Subject: Undelivered
                Content-Type: multipart/report; report-type=delivery-status; boundary=x""", """
                --x

                It could not be delivered.
                --x
                Content-Type: message/delivery-status

                Final-Recipient: rfc822; ana@customers.example
                --x
                Content-Type: text/rfc822-headers

                From: Makegood <service@makegood.example>
                Reply-To: <help+7qf3k9mp.abc@makegood.example>
                --x--
                """);
        assertThat(letter.nature()).isEqualTo(Nature.BOUNCE);
        assertThat(letter.about()).contains("help+7qf3k9mp.abc@makegood.example");
    }

    @Test
    void theAuthorIsWhoFromNamesAndNobodyElse() {
        var letter = mail(
                "From: Ana <ana@customers.example>\nSender: b@x.example\nReply-To: agent@makegood.example\nCc: eve@x.example",
                "x");
        assertThat(letter.author()).contains(new Mailbox("Ana", "ana@customers.example"));
        assertThat(letter.sender()).isEqualTo(new Mailbox("", "b@x.example"));
        assertThat(mail("From: a@x.example, b@x.example", "x").author()).isEmpty();
        assertThat(mail("From: a@x.example\nFrom: b@x.example", "x").author()).isEmpty();
        assertThat(mail("Subject: x", "x").author()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    =?utf-8?B?YQ0KQmNjOiB4QHkuZXhhbXBsZQ==?= <a@b.example> | a Bcc: x@y.example | a@b.example
                    "x@bank.example" <a@b.example> | x@bank.example | a@b.example
                    =?utf-8?Q?x=40bank.example=3E?= <a@b.example> | x@bank.example> | a@b.example
                    a@b.example (Ana) | Ana | a@b.example
                    Ana (the <x@y.example> one) <a@b.example> | Ana (the <x@y.example> one) | a@b.example
                    <@route.example:a@b.example> | '' | a@b.example
                    =?iso-2022-jp?B?GyRCPFYbKEI=?= <a@b.example> | 車 | a@b.example
                    """)
    void whatIsHiddenInANameNeverBecomesAnAddress(String from, String name, String address) {
        assertThat(mail("From: " + from, "x").author()).contains(new Mailbox(name, address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n", "\u0000", "no header at all", "From", ":", "From:\r\n\r\n", "=?x?="})
    void thereIsAnAnswerToAnything(String raw) {
        assertThat(Letter.read(raw.getBytes(StandardCharsets.UTF_8)).authors()).isEmpty();
    }

    @Test
    void wordsWithoutHeadersAreNotLost() {
        assertThat(Letter.read("You broke my car.\r\nAgain.".getBytes(StandardCharsets.UTF_8))
                        .words())
                .contains("You broke my car.", "Again.");
    }

    @Test
    void whatItSaysToBeInAndIsNotReadsAllTheSame() {
        assertThat(mail("From: a@b.example\nContent-Type: text/plain; charset=us-ascii", "γεια σας")
                        .words())
                .isEqualTo("γεια σας");
        assertThat(mail("From: a@b.example\nContent-Type: text/plain; charset=nonsense", "γεια σας")
                        .words())
                .isEqualTo("γεια σας");
        assertThat(mail("From: a@b.example\nContent-Type: text/plain; charset=\"\"", "γεια σας")
                        .words())
                .isEqualTo("γεια σας");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void aMailOfTenThousandPartsIsNotReadToItsEnd() {
        var letter = mail(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=x",
                "--x\n\nYou broke my car.\n" + "--x\nContent-Type: application/zip\n\nPK\n".repeat(10_000));
        assertThat(letter.tooMuch()).isTrue();
        assertThat(letter.words()).startsWith("You broke my car.");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void depthHasNoEffectButThatItIsSaid() {
        var nested = new StringBuilder("From: a@b.example\r\n");
        for (int i = 0; i < 20_000; i++) {
            nested.append("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n".formatted(i, i));
        }
        assertThat(Letter.read(nested.toString().getBytes(StandardCharsets.UTF_8))
                        .tooMuch())
                .isTrue();
        assertThat(mail("From: a@b.example", "Content-Type: message/rfc822\n\n".repeat(20_000))
                        .authors())
                .hasSize(1);
        assertThat(mail(
                                "From: a@b.example\nContent-Type: message/rfc822",
                                "Content-Type: message/rfc822\n\n".repeat(20_000))
                        .tooMuch())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<div>",
                "<blockquote>",
                "<b><i><a href=x><table><p>",
                "<!--",
                "&lt;",
                "<a href='https://x.example'>"
            })
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void htmlThatIsMadeToTakeLongDoesNot(String tag) {
        var letter = mail("From: a@b.example\nContent-Type: text/html", "Seen." + tag.repeat(1_000_000 / tag.length()));
        assertThat(letter.words()).contains("Seen.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\n",
                "> a\nb\n",
                "--\n",
                "From: a\n",
                "On a a a a a a a a a a a a a a a a a a a a\n",
                "-- \nSent from my \n",
                "_________________\n"
            })
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void linesThatAreMadeToTakeLongDoNot(String line) {
        assertThat(written("Seen.\n" + line.repeat(900_000 / line.length())).words())
                .contains("Seen.");
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void headersThatAreMadeToTakeLongDoNot() {
        assertThat(mail("From: a@b.example\n" + "X-A: 1\n".repeat(200_000) + "X-B: 1", "Seen.")
                        .tooMuch())
                .isTrue();
        assertThat(mail(
                                "From: %s <a@b.example>\nSubject: %s\nContent-Type: text/plain; %s"
                                        .formatted(
                                                "(".repeat(100_000),
                                                "=?utf-8?q?a?= ".repeat(10_000),
                                                "x*0*=a;".repeat(5_000)),
                                "Seen.")
                        .words())
                .isEqualTo("Seen.");
    }
}

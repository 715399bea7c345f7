package dev.makegood.complaint.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.makegood.chassis.rest.CleanText;
import dev.makegood.complaint.letter.Letter.Nature;
import dev.makegood.complaint.testing.RawMails;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads real mails, most of which broke some parser once. Skipped where they are not. */
class RealMailsTest {

    @TestFactory
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    Stream<DynamicTest> eachIsReadAndCanBeKept() {
        var mails = RawMails.real();
        assumeFalse(mails.isEmpty(), "No real mails beside the project");
        return mails.stream()
                .map(mail -> DynamicTest.dynamicTest(mail.getFileName().toString(), () -> read(mail)));
    }

    private static void read(Path file) throws IOException {
        byte[] raw = RawMails.bytes(file);
        var letter = Letter.read(raw);
        assertThat(letter.tooMuch()).isFalse();
        assertThat(said(letter))
                .allSatisfy(text -> assertThat(CleanText.isClean(text)).isTrue());
        List<String> visited = new ArrayList<>();
        Letter.files(raw, (one, content) -> {
            content.transferTo(OutputStream.nullOutputStream());
            visited.add(one.name());
        });
        assertThat(visited)
                .isEqualTo(letter.files().stream().map(Letter.File::name).toList());
        // Another parser reads the plain text: no word of it is missing here.
        var told = squeezed(String.join("\n", said(letter)));
        for (String text : plainTexts(raw)) {
            for (String word : text.split("[^A-Za-z]+", -1)) {
                if (word.length() > 3) {
                    assertThat(told).contains(word);
                }
            }
        }
    }

    private static List<String> said(Letter letter) {
        List<String> said = new ArrayList<>(List.of(letter.subject(), letter.words()));
        Stream.of(letter.quoted(), letter.signature()).forEach(text -> said.add(text == null ? "" : text));
        letter.forwarded().forEach(mail -> said.addAll(List.of(mail.subject(), mail.text())));
        letter.authors().forEach(author -> said.addAll(List.of(author.name(), author.address())));
        letter.files().forEach(file -> said.add(file.name()));
        return said;
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private static List<String> plainTexts(byte[] raw) {
        List<String> texts = new ArrayList<>();
        try {
            plainTexts(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw)), texts);
        } catch (MessagingException | IOException | RuntimeException e) {
            // What that parser cannot read says nothing about this one.
        }
        return texts;
    }

    private static void plainTexts(Part part, List<String> texts) throws MessagingException, IOException {
        if (part.isMimeType("multipart/digest")) {
            // What says nothing of itself is a mail there, and not text.
            return;
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                plainTexts(parts.getBodyPart(i), texts);
            }
        } else if (part.isMimeType("text/plain")
                && part.getFileName() == null
                && part.getContent() instanceof String text
                && text.indexOf('\ufffd') < 0
                && text.indexOf('\0') < 0) {
            texts.add(text);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mime4j__russian.eml | Salutations
                    mimekit__ukr.eml | шостий
                    rubymail__raw_email_string_in_date_field.eml | 우리는 하나님을 믿습니다.
                    rubymail__raw_email_bad_time.eml | This message has been scanned for viruses
                    spamassassin__utf16.eml | We are professional in engineering
                    spamscope__mail_test_12.eml | 我公司可代开各类增值税发票
                    spamscope__mail_test_9.eml | 我把镜头拉近些
                    stalwart__legacy__005.eml | Die Hasen klagten einst über ihre mißliche Lage
                    stalwart__legacy__028.eml | A HARE one day ridiculed the short feet
                    stalwart__malformed__014.eml | hello, world
                    stalwart__malformed__018.eml | BlackBerry® de Vodafone
                    stalwart__thirdparty__001.eml | hello world
                    stalwart__thirdparty__015.eml | alles klar, deine Reply Mail war jetzt nicht im Spam
                    dhelpdesk__quoted_printable.eml | Tohle je test českých písmen odeslaných z gmailu.
                    dhelpdesk__utf-nondecodable.eml | změnu vyhodnocení soutěže
                    dhelpdesk__pgp.eml | thanks for looking into this
                    enmime__non-mime-missing-charset.eml | Unencoded Euro Sign: Â€
                    enmime__unk-charset-html-only.eml | Hello World!
                    enmime__unk-charset-part.eml | A text section
                    enmime__unknown-part-type.eml | A text section
                    flanker__email.10.eml | Second line of body text
                    flanker__mailgun-pic.eml | Мейлган! Хахах!
                    flanker__message-external-body.eml | Actual work on authentication?
                    mime4j__infinite_decoded_1.eml | Como assim, dah um exemplo.
                    simplejm__552_broken_calendar_method.eml | Сегодня, 13-го августа
                    talon__gmail.eml | Hello
                    talon__hotmail.eml | Hello
                    talon__thunderbird.eml | Hello
                    """)
    void theWordsAreWhatWasWritten(String file, String words) {
        assertThat(letter(file).words()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    flanker__mailbox-full.eml | BOUNCE
                    flanker__zed.eml | BOUNCE
                    nodemailer__delivery-status.eml | BOUNCE
                    rubymail__multi_address_bounce1.eml | BOUNCE
                    rubymail__multipart_report_multiple_status.eml | BOUNCE
                    rubymail__raw_email_with_mimepart_without_content_type.eml | BOUNCE
                    sa-ham__00006.654c4ec7c059531accf388a807064363.eml | BULK
                    flanker__message-external-body.eml | BULK
                    mime4j__infinite_decoded_1.eml | BULK
                    talon__gmail.eml | PERSONAL
                    """)
    void whatNoPersonWroteIsTold(String file, Nature nature) {
        assertThat(letter(file).nature()).isEqualTo(nature);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    dhelpdesk__quoted_printable.eml | Český test
                    rubymail__raw_email_string_in_date_field.eml | NOTE: 한국말로 하는 것
                    enmime__qp-utf8-header.eml | MIME UTF8 Test ¢ More Text
                    spamscope__mail_test_17.eml | Transferencia Interbancaria Banca en Línea
                    stalwart__legacy__005.eml | Die Hasen und die Frösche (Microsoft Outlook 00)
                    """)
    void theSubjectIsWhatWasWritten(String file, String subject) {
        assertThat(letter(file).subject()).isEqualTo(subject);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mime4j__attachment-filename-encoding-Latin1.eml | attachment.äöü
                    mimekit__ukr.eml | winmail.dat
                    dhelpdesk__pgp.eml | signature.asc
                    rubymail__raw_email_with_nested_attachment.eml | smime.p7s
                    spamassassin__004.eml | Jurek - Poprawiona Homilia XII na List to Kolosan.rtf
                    """)
    void filesKeepTheirNames(String file, String name) {
        assertThat(letter(file).files()).extracting(Letter.File::name).contains(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    talon__gmail.eml | On Mon, Apr 2, 2012 at 6:26 PM
                    talon__hotmail.eml | > Subject: Test
                    talon__thunderbird.eml | On 04/02/2012 06:26 PM, Megan One wrote:
                    sa-ham__00006.654c4ec7c059531accf388a807064363.eml | Ouch...I'll get right on it.
                    """)
    void whatIsQuotedIsFolded(String file, String quoted) {
        assertThat(letter(file).quoted()).contains(quoted);
        assertThat(letter(file).words()).doesNotContain(quoted);
    }

    private static Letter letter(String file) {
        var mail = RawMails.real().stream().filter(path -> path.endsWith(file)).findFirst();
        Assumptions.assumeTrue(mail.isPresent(), "No real mails beside the project");
        return Letter.read(RawMails.bytes(mail.orElseThrow()));
    }
}

package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.makegood.contract.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A company's own words: only words, only where there were some, and only for what they were given. */
class OverridesTest {

    @TempDir
    Path folder;

    @Test
    void whatIsThereIsSaidAndTheRestAsItWas() throws IOException {
        write("mail_en.properties", "farewell=Yours,\nupdate.subject=News of {reference}\n");
        write("sms_fi.properties", "closed.sms={reference} on päätetty. Terveisin {owner}\n");
        Files.createDirectory(folder.resolve("..2026_11_22"));
        var wording = Overrides.read(Wording.load(), folder);
        assertThat(wording.say(Language.EN, "farewell", Map.of())).isEqualTo("Yours,");
        assertThat(wording.say(Language.EN, "update.subject", Map.of("reference", "MG-7")))
                .isEqualTo("News of MG-7");
        assertThat(wording.say(Language.FI, "closed.sms", Map.of("reference", "MG-7", "owner", "Mikko")))
                .isEqualTo("MG-7 on päätetty. Terveisin Mikko");
        assertThat(wording.say(Language.EN, "link.status", Map.of())).isEqualTo("See how it stands");
        assertThat(wording.say(Language.ES, "farewell", Map.of())).isNotEqualTo("Yours,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mail_en.properties | greetings=Hello                                | there is no text of this name",
                "mail_en.properties | greeting=Hello {owner.class}                   | not a message pattern",
                "mail_en.properties | greeting=Hello {name}                          | it has no [name]",
                "mail_en.properties | greeting=Hello {cdi:letters}                   | not a message pattern",
                "mail_en.properties | greeting={#for x in letter.words}{x}{/for}     | not a message pattern",
                "mail_en.properties | greeting=Hello {customer, date, full}          | and not by [date]",
                "mail_en.properties | greeting=Hello {customer, choice, 0#a}         | and not by [choice]",
                "mail_en.properties | greeting=Hello {customer                       | not a message pattern",
                "mail_en.properties | greeting=<b>Hello</b> {customer}               | without markup",
                "mail_en.properties | greeting=Hello \\u0007{customer}               | without markup",
                "mail_en.properties | greeting=Dear valued customer                  | «valued customer»",
                "mail_ru.properties | greeting=Уважаемый клиент                      | «уважаем»",
                "mail_en.properties | greeting=                                      | from 1 to 2000",
                "mail_de.properties | greeting=Hallo {customer}                      | no file of this name",
                "html.html          | greeting=Hello                                 | no file of this name",
                "sample_en.properties | customer=Hello                               | no file of this name",
                "sms_en.properties  | greeting=Hello {customer}                      | there is no text of this name"
            })
    void whateverElseIsThereKeepsTheServiceFromStarting(String file, String line, String fault) throws IOException {
        write(file, line + "\n");
        assertThatThrownBy(() -> Overrides.read(Wording.load(), folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file)
                .hasMessageContaining(fault);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws IOException {
        write("mail_en.properties", "greeting=Hello {name}\nfarewel=Yours\n");
        Files.write(folder.resolve("mail_es.properties"), "farewell=Adi\u00f3s".getBytes(StandardCharsets.ISO_8859_1));
        write("sms_en.properties", "# " + "x".repeat(300_000));
        assertThatThrownBy(() -> Overrides.read(Wording.load(), folder))
                .hasMessageContaining("greeting: it has no [name]")
                .hasMessageContaining("farewel: there is no text")
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("larger than");
    }

    @Test
    void aFolderThatIsNotThereIsAFault() {
        assertThatThrownBy(() -> Overrides.read(Wording.load(), folder.resolve("missing")))
                .hasMessageContaining("cannot be read");
    }

    private void write(String file, String lines) throws IOException {
        Files.writeString(folder.resolve(file), lines);
    }
}

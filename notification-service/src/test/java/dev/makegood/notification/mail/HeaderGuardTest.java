package dev.makegood.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that people write becomes a header of its own. */
class HeaderGuardTest {

    @Test
    void noControlCharacterReachesAHeader() {
        IntStream.rangeClosed(0, 0x9F)
                .filter(Character::isISOControl)
                .mapToObj(Character::toString)
                .forEach(control -> assertThat(HeaderGuard.line("Eleni" + control + "Bcc: all@example.org"))
                        .as("U+%04X", control.codePointAt(0))
                        .isEqualTo("Eleni Bcc: all@example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r", "\u0000", "\u2028", "\u2029", "\u0085", "\r\n ", "\n\t", "\u202E"})
    void aLineStaysOneLine(String end) {
        assertThat(HeaderGuard.line("We have it" + end + "Subject: another")).isEqualTo("We have it Subject: another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eleni Papadaki", "Väinö Mäkelä", "Анна Соколова", "Γιώργος Νικολάου", "李 小龙", "Anna 🌻"})
    void namesPassAsTheyAre(String name) {
        assertThat(HeaderGuard.line(name)).isEqualTo(name);
    }

    @Test
    void aLineEndsSomewhereAndNotWithinACharacter() {
        var line = HeaderGuard.line("🌻".repeat(5_000));
        assertThat(line.codePointCount(0, line.length())).isEqualTo(300);
        assertThat(Character.isHighSurrogate(line.charAt(line.length() - 1))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "maria@example.org,maria@example.org",
        "m.f+complaints@mail.example.org,m.f+complaints@mail.example.org",
        "o'neil@example.org,o'neil@example.org",
        "maria@παράδειγμα.gr,maria@xn--hxajbheg2az3al.gr",
        "maria@localhost,maria@localhost"
    })
    void oneMailboxPasses(String address, String mailbox) {
        assertThat(HeaderGuard.mailbox(address)).contains(mailbox);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "maria",
                "@example.org",
                "maria@",
                "maria@example.org\r\nBcc: all@example.org",
                "maria@example.org\n",
                "maria@example.org\u0000",
                "maria\r\n@example.org",
                "maria@exa\u2028mple.org",
                "maria@example.org,all@example.org",
                "maria@example.org;all@example.org",
                "maria@example.org all@example.org",
                "Maria <maria@example.org>",
                "<maria@example.org>",
                "\"maria\"@example.org",
                "maria@all@example.org",
                "maria(all)@example.org",
                ".maria@example.org",
                "maria..f@example.org",
                "maria@-example.org",
                "maria@example..org",
                "maria@[127.0.0.1]",
                "maria@exam ple.org",
                "maria@example.org>",
                "maria%0d%0a@example.org>\r\nRCPT TO:<all@example.org"
            })
    void whatIsNotOneMailboxIsNoAddress(String address) {
        assertThat(HeaderGuard.mailbox(address)).isEmpty();
    }

    @Test
    void anAddressThatIsTooLongIsNoAddress() {
        assertThat(HeaderGuard.mailbox("m".repeat(65) + "@example.org")).isEmpty();
        assertThat(HeaderGuard.mailbox("m@" + "example.".repeat(40) + "org")).isEmpty();
        assertThat(HeaderGuard.mailbox(null)).isEmpty();
    }
}

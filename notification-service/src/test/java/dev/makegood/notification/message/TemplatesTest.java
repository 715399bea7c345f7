package dev.makegood.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import ch.digitalfondue.mjml4j.Mjml4j;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The mail's template is made from MJML, and committed: what is packaged is what was looked at. */
class TemplatesTest {

    private static final Path SOURCE = Path.of("src/main/mjml/letter.mjml");
    private static final Path TEMPLATE = Path.of("src/main/resources/templates/Letters/html.html");
    private static final String NOTE =
            "{! Made from src/main/mjml/letter.mjml; to change it, change that, and run TemplatesTest with -Dtemplates=write !}\n";

    @Test
    void theTemplateIsWhatItsSourceMakes() throws IOException {
        var made = NOTE
                + Mjml4j.render(Files.readString(SOURCE), new Mjml4j.Configuration("{letter.lang}"))
                        .lines()
                        .map(String::stripTrailing)
                        .filter(line -> !line.isEmpty())
                        .reduce("", (all, line) -> all + line + "\n");
        if ("write".equals(System.getProperty("templates"))) {
            Files.writeString(TEMPLATE, made);
        }
        assertThat(Files.readString(TEMPLATE))
                .as("If that is meant, write it anew with -Dtemplates=write")
                .isEqualTo(made);
    }

    @Test
    void nothingIsFetchedFromAnywhere() throws IOException {
        assertThat(Files.readString(TEMPLATE))
                .doesNotContain("<link", "@import", "<img", "<script", "url(", "googleapis")
                .contains("prefers-color-scheme: dark", "color-scheme\"", "dir=\"auto\"", "role=\"presentation\"");
    }
}

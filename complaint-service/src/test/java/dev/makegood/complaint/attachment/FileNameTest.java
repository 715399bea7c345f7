package dev.makegood.complaint.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void onlyTheLastPartIsKeptAndOnlyWhatShows() {
        Map.of(
                        "../../etc/passwd", "passwd",
                        "C:\\Users\\nikos\\bill.pdf", "bill.pdf",
                        "invoice\u202Efdp.exe", "invoicefdp.exe",
                        "a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf",
                        "...", "file",
                        ".htaccess", "htaccess",
                        "evil.html. .", "evil.html",
                        "τιμολόγιο № 7 – 😡.pdf", "τιμολόγιο № 7 – 😡.pdf",
                        "half\ud83d.png", "half.png",
                        "  ", "file")
                .forEach((stated, kept) ->
                        assertThat(FileName.of(stated).text()).as(stated).isEqualTo(kept));
    }

    @Test
    void aLongNameLosesItsMiddleAndKeepsWhatItSaysItIs() {
        var name = FileName.of("ä".repeat(4000) + ".jpeg").text();
        assertThat(name).hasSize(150).startsWith("ää").endsWith(".jpeg");
    }

    @Test
    void aDownloadHasANameForOldAndForNewReaders() {
        assertThat(FileName.of("τιμή \"100%\".pdf").disposition())
                .isEqualTo(
                        "attachment; filename=\"____ 100_.pdf\"; filename*=UTF-8''%CF%84%CE%B9%CE%BC%CE%AE%20100%25.pdf");
    }
}

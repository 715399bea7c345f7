package dev.makegood.complaint.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailIdentityTest {

    private static final String MAIL = "Message-ID: <1@x.example>\r\nFrom: a@x.example\r\nSubject: s\r\n\r\nbody\r\n";

    private static byte[] of(String raw) {
        return MailIdentity.of(raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatServersAddOnTheWayDoesNotMakeItAnother() {
        assertThat(of("Received: by b\r\nX-Spam: no\r\n" + MAIL)).isEqualTo(of("Received: by a\r\n" + MAIL + "\r\n"));
    }

    @Test
    void aNameThatIsUsedAgainWithOtherWordsIsAnother() {
        assertThat(of(MAIL.replace("body", "other"))).isNotEqualTo(of(MAIL));
        assertThat(of(MAIL.replace("<1@", "<2@"))).isNotEqualTo(of(MAIL));
        assertThat(of(MAIL.replace("Subject: s", "Subject: t"))).isNotEqualTo(of(MAIL));
        assertThat(of(MAIL.replace("From: a", "From: b"))).isNotEqualTo(of(MAIL));
    }

    @Test
    void withoutANameEveryByteCounts() {
        var nameless = "From: a@x.example\r\n\r\nbody\r\n";
        assertThat(of("Received: 1\r\n" + nameless)).isNotEqualTo(of("Received: 2\r\n" + nameless));
        assertThat(of("Message-ID:\r\n" + nameless)).isNotEqualTo(of("Message-Id: \r\n" + nameless));
        assertThat(of(nameless)).isEqualTo(of(nameless));
    }
}

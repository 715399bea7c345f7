package dev.makegood.notification.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The gateway's signature is known by the example that its documentation gives. */
class SignaturesTest {

    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final Map<String, List<String>> FORM = Map.of(
            "CallSid", List.of("CA1234567890ABCDE"),
            "Caller", List.of("+14158675309"),
            "Digits", List.of("1234"),
            "From", List.of("+14158675309"),
            "To", List.of("+18005551212"));

    @Test
    void theDocumentedExampleIsRight() {
        assertThat(Signatures.isRight("RSOYDt4T1cUTdK1PDd93/VVr8B8=", "12345", URL, FORM))
                .isTrue();
    }

    @Test
    void anythingElseIsNot() {
        var right = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assertThat(Signatures.isRight(null, "12345", URL, FORM)).isFalse();
        assertThat(Signatures.isRight("", "12345", URL, FORM)).isFalse();
        assertThat(Signatures.isRight(right, "12346", URL, FORM)).isFalse();
        assertThat(Signatures.isRight(right, "12345", URL + "3", FORM)).isFalse();
        assertThat(Signatures.isRight(right, "12345", URL, Map.of("Digits", List.of("1234"))))
                .isFalse();
    }
}

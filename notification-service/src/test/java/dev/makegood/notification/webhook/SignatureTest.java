package dev.makegood.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A webhook is signed as the Standard Webhooks specification says: the vectors are those of its reference libraries. */
class SignatureTest {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void thePublishedVectorComesOut() {
        assertThat(Signature.of(List.of(key()), ID, AT, BODY)).isEqualTo(SIGNATURE);
    }

    @Test
    void aKeyIsShownAsTheLibrariesReadIt() {
        assertThat(Signature.secret(key())).isEqualTo("whsec_" + KEY);
    }

    @Test
    void whileKeysRotateBothSign() {
        var header = Signature.of(List.of(new byte[32], key()), ID, AT, BODY);
        assertThat(header.split(" ")).hasSize(2).contains(SIGNATURE).allMatch(each -> each.startsWith("v1,"));
    }

    @Test
    void aSecondLaterOrAnotherIdIsAnotherSignature() {
        assertThat(Signature.of(List.of(key()), ID, AT.plusSeconds(1), BODY)).isNotEqualTo(SIGNATURE);
        assertThat(Signature.of(List.of(key()), ID + "x", AT, BODY)).isNotEqualTo(SIGNATURE);
    }

    private static byte[] key() {
        return Base64.getDecoder().decode(KEY);
    }
}

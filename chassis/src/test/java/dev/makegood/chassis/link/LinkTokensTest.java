package dev.makegood.chassis.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LinkTokensTest {

    private static final UUID SUBJECT = UUID.fromString("0198f000-0000-7000-8000-000000000000");

    private final LinkTokens tokens = tokens(new byte[32]);

    @Test
    void everyServiceDerivesTheSameToken() {
        assertThat(tokens.derive("track", SUBJECT, 0))
                .isEqualTo(tokens(new byte[32]).derive("track", SUBJECT, 0))
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void aTokenOpensOneThing() {
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertThat(Stream.of(
                        tokens.derive("track", SUBJECT, 0),
                        tokens.derive("track", SUBJECT, 1),
                        tokens.derive("survey", SUBJECT, 0),
                        tokens.derive("track", UUID.randomUUID(), 0),
                        tokens(otherKey).derive("track", SUBJECT, 0)))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsKeptOfATokenIsNotTheToken() {
        var token = tokens.derive("track", SUBJECT, 0);
        assertThat(LinkTokens.hash(token))
                .hasSize(32)
                .isEqualTo(LinkTokens.hash(token))
                .isNotEqualTo(LinkTokens.hash(token.toLowerCase(java.util.Locale.ROOT)));
        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(LinkTokens.hash(token)))
                .isNotEqualTo(token);
    }

    @Test
    void aCodeIsEightDigitsAndOneThingsOwn() {
        assertThat(tokens.code("verify", SUBJECT))
                .matches("[0-9]{8}")
                .isEqualTo(tokens.code("verify", SUBJECT))
                .isNotEqualTo(tokens.code("verify", UUID.randomUUID()))
                .isNotEqualTo(tokens.code("other", SUBJECT));
    }

    @Test
    void aShortKeyIsRefusedAtTheStart() {
        assertThatThrownBy(() -> tokens(new byte[31])).hasMessageContaining("makegood.link.key");
    }

    private static LinkTokens tokens(byte[] key) {
        return new LinkTokens(new Settings(Base64.getEncoder().encodeToString(key) + "\n"));
    }
}

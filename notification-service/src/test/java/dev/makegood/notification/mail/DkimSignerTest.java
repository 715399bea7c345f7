package dev.makegood.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Others can tell that a mail is ours and as we wrote it: Apache James' verifier, and the example of RFC 8463. */
class DkimSignerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");
    private static final KeyPair RSA = keys("RSA");

    /** RFC 8463, appendix A.2: the secret key, and the public one, as Java wants them to begin. */
    private static final String SECRET = "302e020100300506032b657004220420";

    private static final String PUBLIC = "302a300506032b6570032100";

    private static final String EXAMPLE = """
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """.replace("\n", "\r\n");

    @Test
    void ourMailsAreVerifiedByAnother() throws Exception {
        var signed = write(signer(RSA));
        assertThat(signed)
                .startsWith("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=makegood.example; s=key1;");
        var verified = verify(signed);
        assertThat(verified.getFirst().getHeaders().stream().map(CharSequence::toString))
                .contains("from", "subject", "list-unsubscribe", "list-unsubscribe-post", "message-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It stands well.|It stands badly.",
                "Subject: |Subject: No ",
                "From: |From: Mallory <m@example.org>\r\nFrom: ",
                "MIME-Version: |List-Unsubscribe: <https://evil.example>\r\nMIME-Version: ",
                "MIME-Version: |Subject: Another\r\nMIME-Version: "
            })
    void whatSomebodyChangedOrAddedIsNot(String change) throws Exception {
        var parts = change.split("\\|", 2);
        var changed = write(signer(RSA)).replaceFirst(parts[0], parts[1]);
        assertThat(changed).contains(parts[1]);
        assertThatThrownBy(() -> verify(changed)).isInstanceOf(FailException.class);
    }

    @Test
    void whatServersDoToLinesOnTheirWayDoesNotMatter() throws Exception {
        var signed = write(signer(RSA));
        verify(signed.replace("Subject: ", "SUBJECT:   ") + "\r\n\r\n");
    }

    @Test
    void anAbsentBodyIsSignedToo() throws Exception {
        for (var mail : List.of("From: care@makegood.example\r\n", "From: care@makegood.example\r\n\r\n\r\n")) {
            var header = new String(
                    signer(RSA).sign(mail.getBytes(StandardCharsets.US_ASCII), NOW), StandardCharsets.US_ASCII);
            assertThat(header).contains("bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        }
    }

    @Test
    void theExampleOfTheRfcHasItsHashAndAKeyOfItsKindSigns() throws Exception {
        byte[] mail = EXAMPLE.getBytes(StandardCharsets.US_ASCII);
        int body = EXAMPLE.indexOf("\r\n\r\n") + 4;
        assertThat(base64(sha256(DkimSigner.relaxedBody(mail, body))))
                .isEqualTo("2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");

        var signer = DkimSigner.of(
                "football.example.com", "brisbane", concat(SECRET, "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A="));
        var header = new String(signer.sign(mail, NOW), StandardCharsets.US_ASCII);
        assertThat(header).contains("a=ed25519-sha256", "bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
        var unfolded = header.replace("\r\n", "").replace("\t", " ");
        int at = unfolded.indexOf(" b=") + 3;
        var covered = """
                from:Joe SixPack <joe@football.example.com>
                to:Suzie Q <suzie@shopping.example.net>
                subject:Is dinner ready?
                date:Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
                message-id:<20030712040037.46341.5F8J@football.example.com>
                dkim-signature:""".replace("\n", "\r\n") + unfolded.substring("DKIM-Signature: ".length(), at);
        var verifying = Signature.getInstance("Ed25519");
        verifying.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new X509EncodedKeySpec(concat(PUBLIC, "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="))));
        verifying.update(sha256(covered.getBytes(StandardCharsets.US_ASCII)));
        assertThat(verifying.verify(
                        Base64.getDecoder().decode(unfolded.substring(at).replace(" ", ""))))
                .isTrue();
    }

    @Test
    void aKeyIsReadFromItsFileAndWhatIsNoneIsSaidAtOnce(@TempDir Path folder) throws Exception {
        var file = folder.resolve("dkim.pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                        .formatted(Base64.getMimeEncoder()
                                .encodeToString(RSA.getPrivate().getEncoded())));
        verify(write(DkimSigner.of("makegood.example", "key1", file)));
        Files.writeString(file, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertThatThrownBy(() -> DkimSigner.of("makegood.example", "key1", file))
                .hasMessageContaining("PKCS #8");
        assertThatThrownBy(() -> DkimSigner.of(
                        "makegood.example", "key1", keys("EC").getPrivate().getEncoded()))
                .hasMessageContaining("neither RSA nor Ed25519");
    }

    private static DkimSigner signer(KeyPair keys) {
        return DkimSigner.of("makegood.example", "key1", keys.getPrivate().getEncoded());
    }

    private static String write(@Nullable DkimSigner signer) throws MessagingException, IOException {
        var plain = MailServerTest.mail();
        var mail = new Mail(
                plain.id(),
                "Élodie Παπαδάκη",
                plain.to(),
                plain.language(),
                plain.reference(),
                plain.id(),
                "help+x@makegood.example",
                null,
                true,
                "https://makegood.example/unsubscribe/token",
                plain.written());
        var envelope = Envelope.of(
                mail,
                "care@makegood.example",
                "bounces@makegood.example",
                "maria@example.org",
                NOW,
                signer,
                Session.getInstance(new Properties()));
        var out = new ByteArrayOutputStream();
        envelope.writeTo(out, new String[] {"Bcc", "Content-Length"});
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static List<org.apache.james.jdkim.api.SignatureRecord> verify(String mail)
            throws IOException, FailException {
        var key = "v=DKIM1; k=rsa; p=" + base64(RSA.getPublic().getEncoded());
        var verifier = new DKIMVerifier((method, selector, domain) -> {
            assertThat(selector + "._domainkey." + domain).isEqualTo("key1._domainkey.makegood.example");
            return List.of(key);
        });
        return verifier.verify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
    }

    private static KeyPair keys(String kind) {
        try {
            return KeyPairGenerator.getInstance(kind).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(String hex, String base64) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(java.util.HexFormat.of().parseHex(hex));
        bytes.writeBytes(Base64.getDecoder().decode(base64));
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

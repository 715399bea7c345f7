package dev.makegood.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/** The RSA key that signs tokens (RS256). Kept in a file, so that tokens outlive a restart. */
final class SigningKey {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final RSAPrivateCrtKey key;
    private final Map<String, String> jwk;

    private SigningKey(RSAPrivateCrtKey key) {
        this.key = key;
        String modulus = unsigned(key.getModulus().toByteArray());
        String id = Digests.sha256(modulus.getBytes(StandardCharsets.US_ASCII)).substring(0, 16);
        this.jwk = Map.of(
                "kty",
                "RSA",
                "use",
                "sig",
                "alg",
                "RS256",
                "kid",
                id,
                "n",
                modulus,
                "e",
                unsigned(key.getPublicExponent().toByteArray()));
    }

    static SigningKey in(Path home) throws IOException {
        Path file = home.resolve("oidc.key");
        try {
            if (Files.exists(file)) {
                byte[] encoded =
                        Base64.getDecoder().decode(Files.readString(file).strip());
                KeyFactory factory = KeyFactory.getInstance("RSA");
                return new SigningKey((RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            }
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            RSAPrivateCrtKey key =
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
            Secrets.write(file, Base64.getEncoder().encodeToString(key.getEncoded()));
            return new SigningKey(key);
        } catch (GeneralSecurityException e) {
            throw new IOException("The identity provider's key in " + file + " cannot be used", e);
        }
    }

    /** The public half, as a JSON Web Key. */
    Map<String, String> jwk() {
        return jwk;
    }

    /** A signed JSON Web Token. */
    String sign(Map<String, Object> claims) {
        Map<String, Object> header = Map.of("alg", "RS256", "typ", "JWT", "kid", jwk.getOrDefault("kid", ""));
        String content = encode(Json.write(header)) + "." + encode(Json.write(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String json) {
        return URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Big integers carry a leading zero byte for their sign, which a JSON Web Key must not have. */
    private static String unsigned(byte[] number) {
        return URL.encodeToString(number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number);
    }
}

package dev.makegood.complaint.attachment;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4, as every store that speaks S3 checks it: the headers that a request is to be sent with.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Authenticating requests</a>
 */
record S3Signature(String accessKey, String secretKey, String region) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final HexFormat HEX = HexFormat.of();

    /**
     * @param uri without a query; its path is encoded already
     * @param headers others that are to be signed
     * @param payload SHA-256 of the body, in hexadecimal
     */
    Map<String, String> sign(String method, URI uri, Map<String, String> headers, String payload, Instant now) {
        var time = TIME.format(now);
        var day = time.substring(0, 8);
        Map<String, String> signed = new TreeMap<>(headers);
        signed.put("host", host(uri));
        signed.put("x-amz-content-sha256", payload);
        signed.put("x-amz-date", time);
        var names = String.join(";", signed.keySet());
        var canonical = method + "\n" + uri.getRawPath() + "\n\n"
                + signed.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining())
                + "\n" + names + "\n" + payload;
        var scope = day + "/" + region + "/s3/aws4_request";
        var toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HEX.formatHex(sha256(bytes(canonical)));
        byte[] key = hmac(hmac(hmac(hmac(bytes("AWS4" + secretKey), day), region), "s3"), "aws4_request");
        signed.put(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=%s/%s,SignedHeaders=%s,Signature=%s"
                        .formatted(accessKey, scope, names, HEX.formatHex(hmac(key, toSign))));
        return signed;
    }

    private static String host(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

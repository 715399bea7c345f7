package dev.makegood.chassis.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.makegood.chassis.caller.Caller;
import dev.makegood.chassis.idempotency.IdempotencyKeys.Answer;
import dev.makegood.chassis.problem.Invalid;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** See {@link Idempotent}. Runs inside the transaction and outside of validation. */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class IdempotentInterceptor {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final IdempotencyKeys keys;
    private final ObjectMapper json;
    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;

    IdempotentInterceptor(IdempotencyKeys keys, ObjectMapper json, Caller caller, HttpHeaders headers, UriInfo uri) {
        this.keys = keys;
        this.json = json;
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
    }

    @AroundInvoke
    Object once(InvocationContext invocation) throws Exception {
        byte[] key = key();
        byte[] fingerprint = fingerprint(invocation.getParameters());
        var given = keys.claim(key);
        if (given.isPresent()) {
            if (!MessageDigest.isEqual(given.get().fingerprint(), fingerprint)) {
                throw new KeyReused();
            }
            return response(given.get());
        }
        var response = (Response) invocation.proceed();
        var answer = answer(fingerprint, response);
        keys.keep(key, answer);
        return response(answer);
    }

    /** Keys are the caller's own: another's request is never answered with theirs. */
    private byte[] key() {
        var key = headers.getHeaderString(HEADER);
        if (key == null) {
            throw new Invalid(
                    HEADER, "required", "Send a new, random Idempotency-Key; the same one when you try again.");
        }
        if (!KEY.matcher(key).matches()) {
            throw new Invalid(HEADER, "invalid", "An Idempotency-Key is 1 to 200 visible ASCII characters.");
        }
        return digest((caller.id() + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] fingerprint(Object[] parameters) throws JsonProcessingException {
        var digest = sha256();
        digest.update(uri.getPath().getBytes(StandardCharsets.UTF_8));
        for (Object parameter : parameters) {
            // A streamed body cannot be read twice; its operation puts a digest of it into the key.
            if (!(parameter instanceof InputStream) && !(parameter instanceof UriInfo)) {
                digest.update(json.writeValueAsBytes(parameter));
            }
        }
        return digest.digest();
    }

    private Answer answer(byte[] fingerprint, Response response) throws JsonProcessingException {
        Map<String, String> kept = new TreeMap<>();
        for (String name : new String[] {HttpHeaders.LOCATION, HttpHeaders.ETAG}) {
            var value = response.getHeaderString(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        byte[] body = response.hasEntity() ? json.writeValueAsBytes(response.getEntity()) : new byte[0];
        return new Answer(fingerprint, response.getStatus(), kept, body);
    }

    private static Response response(Answer answer) {
        var response = Response.status(answer.status());
        answer.headers().forEach(response::header);
        if (answer.body().length > 0) {
            response.type(MediaType.APPLICATION_JSON_TYPE).entity(answer.body());
        }
        return response.build();
    }

    private static byte[] digest(byte[] bytes) {
        return sha256().digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
